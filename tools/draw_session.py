"""Draw docs/images/session.svg: a terminal session on the seed, as Dateline prints it.

    python tools/draw_session.py

The commands run in a temporary archive. tests/docs/test_pictures.py checks that the picture is
current.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "session.svg"
WIDTH = 92

# Each command as it is shown, and how many lines of its output.
COMMANDS = (
    ('dateline ingest seeds --source "Arab News"', 1),
    ("dateline search '\"defense industrial collaboration\"'", 4),
    ("dateline events 'event:CONSULT actor:PAK-MIL target:LBY-MIL'", 3),
    ("dateline search 'speaker:ISPR quote:contemporary'", 3),
    ("dateline timeline --every year --background include", 5),
)


def session() -> Text:
    """What a terminal shows when the commands are typed one after the other, with its colors."""
    shown = Text()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
        for number, (command, lines) in enumerate(COMMANDS):
            shown.append("\n" if number else "")
            shown.append("$ ", style="bold green").append(command + "\n", style="bold")
            printed = _printed(shlex.split(command)[1:], folder).strip("\n").split("\n")
            shown.append(Text.from_ansi("\n".join(printed[:lines]) + "\n"))
            shown.append("\n" if not shown.plain.endswith("\n") else "")
    shown.rstrip()
    return shown


def _printed(arguments: list[str], folder: str) -> str:
    """What one command prints on a terminal that is WIDTH columns wide."""
    color = ["--color", "always"] if arguments[0] == "search" else []
    names = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments, *color],
        cwd=folder,
        env={**environment, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout


def drawn(shown: Text) -> str:
    """The session as an SVG that loads nothing from elsewhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor")
    console.print(shown)
    svg = console.export_svg(title="dateline", unique_id="session")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # they name a web server
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def words(svg: str) -> list[str]:
    """The words that an SVG shows, in order; how they are placed depends on rich's version."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    return re.sub(r"&#160;|\s", " ", " ".join(texts)).split()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(session()), encoding="utf-8")
