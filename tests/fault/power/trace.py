"""What a command asks of the system about files, as strace saw it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_CALLS = (
    *("open", "openat", "creat", "close", "dup", "dup2", "dup3", "lseek", "fallocate"),
    *("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"),
    *("truncate", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
_LINE = re.compile(r"(?P<thread>\d+) +(?P<text>.*)")
_BEGUN = re.compile(r"(?P<call>.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(?P<rest>.*)")
_ENDED = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>.*")


@dataclass(frozen=True)
class Call:
    """A call that succeeded: its arguments as strace prints them, and what it returned. When it
    began, so many calls had ended before."""

    name: str
    arguments: tuple[str, ...]
    result: int
    ended_before: int

    def number(self, at: int) -> int:
        """An argument that is a number, or a descriptor."""
        return int(self.arguments[at].partition("<")[0])

    def data(self, *, of: int) -> bytes:
        """The bytes that it wrote, from the argument `of` on: a string, or a list of them."""
        strings = _STRING.findall("".join(self.arguments[of:]))
        return _bytes("".join(strings))[: self.result]

    def path(self, at: int) -> str:
        """The path in an argument."""
        found = _STRING.fullmatch(self.arguments[at])
        assert found, self.arguments[at]
        return os.fsdecode(_bytes(found[1]))

    def path_at(self, at: int) -> str:
        """The path in two arguments: a descriptor of a folder, and a path from there."""
        found = _DESCRIPTOR.fullmatch(self.arguments[at])
        assert found, self.arguments[at]
        return os.path.join(os.fsdecode(_bytes(found[1])), self.path(at + 1))


def traced(command: Sequence[str], trace: Path) -> list[Call]:
    """The calls of a command that succeeds, in the order in which they ended."""
    how = ["strace", "-f", "-qq", "-y", "-xx", "-s", str(1 << 28), "-o", str(trace)]
    named = ",".join(f"?{name}" for name in _CALLS)  # no machine has all of them
    subprocess.run([*how, "-e", f"trace={named}", *command], check=True)
    with trace.open() as lines:
        return [*_calls(lines)]


def can_trace() -> bool:
    """Whether there is strace, and it may trace."""
    try:
        return subprocess.run(["strace", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _calls(lines: Iterable[str]) -> Iterator[Call]:
    begun: dict[str, tuple[str, int]] = {}
    count = 0
    for line in lines:
        found = _LINE.fullmatch(line.rstrip("\n"))
        assert found, line[:200]
        text, before = found["text"], count
        if half := _BEGUN.fullmatch(text):
            begun[found["thread"]] = (half["call"], count)
            continue
        if rest := _RESUMED.fullmatch(text):
            start, before = begun.pop(found["thread"])
            text = start + rest["rest"]
        if ended := _ENDED.match(text):
            arguments = tuple(ended["arguments"].split(", "))
            yield Call(ended["name"], arguments, int(ended["result"]), before)
            count += 1


def _bytes(escapes: str) -> bytes:
    return bytes.fromhex(escapes.replace("\\x", ""))
