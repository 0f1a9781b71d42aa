"""What shells ask for when TAB is typed, and what they are told.

Each shell gets a function that sends the line up to the cursor (COMP_LINE) and reads one completion
a line: its kind (plain, file or dir), a comma, and the text. zsh and fish quote the text
themselves. bash inserts it as it is, in place of what follows the last : or = of the word.
"""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    _resolve_context,
    _resolve_incomplete,
    split_arg_string,
)

from dateline.cli.completion.values import completions
from dateline.cli.terminal.echo import echo

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line
    COMPREPLY=()
    for line in $(COMP_LINE="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete \
"$1" 2>/dev/null); do
        case $line in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            plain,*) COMPREPLY+=("${line#plain,}") ;;
        esac
        case $line in *[:=]) compopt -o nospace ;; esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local -a closed open
    local line
    for line in ${(f)"$(COMP_LINE="${(j: :)words[1,CURRENT]}" %(complete_var)s=zsh_complete \
$words[1] 2>/dev/null)"}; do
        case $line in
            dir,*) _path_files -/ ;;
            file,*) _path_files -f ;;
            plain,*[:=]) open+=("${line#plain,}") ;;
            plain,*) closed+=("${line#plain,}") ;;
        esac
    done
    (( $#closed )) && compadd -U -V closed -a closed
    (( $#open )) && compadd -U -S '' -V open -a open
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = """\
function %(complete_func)s
    for line in (COMP_LINE=(commandline -cp) %(complete_var)s=fish_complete \
%(prog_name)s 2>/dev/null)
        switch $line
            case 'dir,*'
                __fish_complete_directories (commandline -ct)
            case 'file,*'
                __fish_complete_path (commandline -ct)
            case 'plain,*'
                string replace 'plain,' '' -- $line
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


def complete(cli: click.Command, prog_name: str, variable: str, instruction: str) -> int:
    """Print the function for a shell, or completions for COMP_LINE; return the exit code. Whatever
    goes wrong, nothing is printed into the line that somebody types."""
    shell, _, wanted = instruction.partition("_")
    if shell not in _SHELLS or wanted not in ("source", "complete"):
        return 1
    asked = _SHELLS[shell](cli, {}, prog_name, variable)
    if wanted == "source":
        echo(asked.source(), nl=False)
        return 0
    with redirect_stderr(io.StringIO()):
        try:
            answer = asked.complete()
        except Exception:  # noqa: BLE001 - no archive, a damaged one, a command that does not exist
            return 1
    if answer:
        echo(answer)
    return 0


class _Shell(ShellComplete):
    """A shell that sends COMP_LINE. `_word` is the word to complete, without its quotes; `_quote`
    is the quotation mark that is still open."""

    _word = ""
    _quote = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        import os

        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)[1:]
        self._quote = _open_quote(line)
        begins_word = not self._quote and line[-1:].isspace() and not line.endswith("\\ ")
        self._word = "" if begins_word or not words else words.pop()
        return words, self._word

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        context = _resolve_context(self.cli, self.ctx_args, self.prog_name, args)
        asked, rest = _resolve_incomplete(context, args, incomplete)
        found = completions(context, asked, rest, incomplete)
        before = incomplete[: len(incomplete) - len(rest)]  # --option=
        items = asked.shell_complete(context, rest) if found is None else found
        return [CompletionItem(f"{before}{item.value}", type=item.type) for item in items]

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"{item.type},{self._shown(str(item.value)) if item.type == 'plain' else ''}"

    def _shown(self, text: str) -> str:
        return text


class _Bash(_Shell):
    name = "bash"
    source_template = _BASH

    def _shown(self, text: str) -> str:
        if self._quote == "'":
            return text.replace("'", "'\\''")
        if self._quote:
            return re.sub(r'(["$`\\])', r"\\\1", text)
        known = max(self._word.rfind(":"), self._word.rfind("=")) + 1
        if text.startswith(self._word[:known]):
            text = text[known:]
        return re.sub(r"([^\w@%+=:,./-])", r"\\\1", text)


class _Zsh(_Shell):
    name = "zsh"
    source_template = _ZSH


class _Fish(_Shell):
    name = "fish"
    source_template = _FISH


_SHELLS: dict[str, type[_Shell]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def _open_quote(line: str) -> str:
    """The quotation mark that is open at the end of a line of a shell, or ""."""
    quote = ""
    escaped = False
    for char in line:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char == quote:
            quote = ""
        elif char in "'\"" and not quote:
            quote = char
    return quote
