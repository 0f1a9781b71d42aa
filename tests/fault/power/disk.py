"""What may be on the disk after a power cut: all that was synced, and any part of what was not.

The model is that of POSIX, which promises less than any file system does. A sync of a file keeps
its bytes and its size, not its name. A sync of a folder keeps the names in it, not what they stand
for. Of later changes each may be kept without those before it: each page that was written, and
each name that was made, moved or removed. Only a rename is one change, if both names are in one
folder or neither folder was synced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.fault.power.trace import Call

PAGE = 4096
Keeps = Callable[[int, bool], bool]  # whether a change is kept: its number, whether it is of a name


@dataclass(eq=False)
class File:
    """The bytes on disk, and what was written since: each page at its place, or a size."""

    synced: bytes = b""
    later: list[tuple[int, int, bytes | None]] = field(default_factory=list)

    def content(self, keeps: Keeps) -> bytes:
        content = bytearray(self.synced)
        for number, place, data in self.later:
            if not keeps(number, False):
                continue
            if data is None:
                del content[place:]
                content.extend(bytes(place - len(content)))
                continue
            content.extend(bytes(max(0, place - len(content))))
            content[place : place + len(data)] = data
        return bytes(content)


@dataclass(eq=False)
class Folder:
    """The names on disk, and those that were set since; None is a name that is gone."""

    synced: dict[str, File | Folder] = field(default_factory=dict)
    later: list[tuple[int, str, File | Folder | None]] = field(default_factory=list)

    def names(self, keeps: Keeps) -> dict[str, File | Folder]:
        names = dict(self.synced)
        for number, name, node in self.later:
            if not keeps(number, True):
                continue
            names.pop(name, None)
            if node is not None:
                names[name] = node
        return names


@dataclass
class _Opened:
    node: File | Folder
    place: int = 0
    appends: bool = False


def everything(_number: int, _is_name: bool) -> bool:
    return True


class Disk:
    """A folder at `path`, with the files of `like`, which are all on disk, and what calls change in
    it from then on. `changes` counts that."""

    def __init__(self, path: Path, *, like: Path) -> None:
        self.changes = 0
        self._path = os.path.realpath(path)
        self._root = _read(like)
        self._opened: dict[int, _Opened] = {}
        self._after: list[int] = []  # the number of changes after each call

    def apply(self, call: Call) -> None:
        """The call was made; each that a process makes has to be told."""
        getattr(self, f"_{call.name}")(call)
        self._after.append(self.changes)

    def write(self, to: Path, keeps: Keeps) -> None:
        """The folder `to`, which is not there, is what a power cut left that kept these changes."""
        _write(self._root, to, keeps)

    # The calls. A path outside of the folder is none of ours.

    def _openat(self, call: Call) -> None:
        self._open_path(call.path_at(0), call.arguments[2], call.result)

    def _open(self, call: Call) -> None:
        self._open_path(call.path(0), call.arguments[1], call.result)

    def _creat(self, call: Call) -> None:
        self._open_path(call.path(0), "O_CREAT|O_TRUNC", call.result)

    def _open_path(self, path: str, flags: str, descriptor: int) -> None:
        self._opened.pop(descriptor, None)
        if (place := self._place(path)) is None:
            return
        folder, name = place
        node = folder.names(everything).get(name) if name else folder
        if node is None:
            node = File()
            self._name((folder, name, node))
        if isinstance(node, File) and "O_TRUNC" in flags and node.content(everything):
            self._change(node, 0, None)
        self._opened[descriptor] = _Opened(node, appends="O_APPEND" in flags)

    def _close(self, call: Call) -> None:
        self._opened.pop(call.number(0), None)

    def _dup(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            self._opened[call.result] = opened

    _dup2 = _dup3 = _dup

    def _lseek(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            opened.place = call.result

    def _write(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            node = _file(opened.node)
            if opened.appends:
                opened.place = len(node.content(everything))
            self._put(node, opened.place, call.data(of=1))
            opened.place += call.result

    _writev = _write

    def _pwrite64(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            self._put(_file(opened.node), call.number(3), call.data(of=1))

    def _pwritev(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            offset = int(call.arguments[-1])
            self._put(_file(opened.node), offset, call.data(of=1))

    def _sendfile(self, call: Call) -> None:
        assert call.number(0) not in self._opened, "what it wrote is not in the trace"

    def _ftruncate(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            self._change(_file(opened.node), call.number(1), None)

    def _truncate(self, call: Call) -> None:
        if found := self._found(call.path(0)):
            self._change(_file(found), call.number(1), None)

    def _fsync(self, call: Call) -> None:
        if opened := self._opened.get(call.number(0)):
            covered = self._after[call.ended_before - 1] if call.ended_before else 0
            _sync(opened.node, lambda number, _: number <= covered)

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        self._move(call.path(0), call.path(1))

    def _renameat(self, call: Call) -> None:
        self._move(call.path_at(0), call.path_at(2))

    _renameat2 = _renameat

    def _move(self, old: str, new: str) -> None:
        source, target = self._place(old), self._place(new)
        assert (source is None) == (target is None), "moved in or out"
        if source and target:
            node = source[0].names(everything)[source[1]]
            self._name((*source, None), (*target, node))

    def _link(self, call: Call) -> None:
        self._link_path(call.path(0), call.path(1))

    def _linkat(self, call: Call) -> None:
        self._link_path(call.path_at(0), call.path_at(2))

    def _link_path(self, old: str, new: str) -> None:
        if place := self._place(new):
            node = self._found(old)
            assert node is not None, "a link to a file outside"
            self._name((*place, node))

    def _unlink(self, call: Call) -> None:
        self._remove(call.path(0))

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> None:
        self._remove(call.path_at(0))

    def _remove(self, path: str) -> None:
        if place := self._place(path):
            self._name((*place, None))

    def _mkdir(self, call: Call) -> None:
        self._make(call.path(0))

    def _mkdirat(self, call: Call) -> None:
        self._make(call.path_at(0))

    def _make(self, path: str) -> None:
        if place := self._place(path):
            self._name((*place, Folder()))

    # Changes

    def _put(self, file: File, place: int, data: bytes) -> None:
        """Each page of the data is a change of its own."""
        while data:
            length = PAGE - place % PAGE
            self._change(file, place, data[:length])
            place, data = place + length, data[length:]

    def _change(self, file: File, place: int, data: bytes | None) -> None:
        self.changes += 1
        file.later.append((self.changes, place, data))

    def _name(self, *names: tuple[Folder, str, File | Folder | None]) -> None:
        self.changes += 1
        for folder, name, node in names:
            folder.later.append((self.changes, name, node))

    def _place(self, path: str) -> tuple[Folder, str] | None:
        """The folder of a path and the name there, "" for the root; None if it is outside."""
        path = os.path.normpath(path)
        if path == self._path:
            return self._root, ""
        if not path.startswith(self._path + os.sep):
            return None
        folder = self._found(os.path.dirname(path))
        assert isinstance(folder, Folder), path
        return folder, os.path.basename(path)

    def _found(self, path: str) -> File | Folder | None:
        place = self._place(path)
        if place is None:
            return None
        return place[0].names(everything).get(place[1]) if place[1] else place[0]


def _file(node: File | Folder) -> File:
    assert isinstance(node, File)
    return node


def _sync(node: File | Folder, keeps: Keeps) -> None:
    """What the node has of these changes is on disk."""
    if isinstance(node, File):
        node.synced = node.content(keeps)
        node.later = [change for change in node.later if not keeps(change[0], False)]
    else:
        node.synced = node.names(keeps)
        node.later = [change for change in node.later if not keeps(change[0], True)]


def _read(folder: Path) -> Folder:
    return Folder(
        {
            path.name: _read(path) if path.is_dir() else File(path.read_bytes())
            for path in folder.iterdir()
        }
    )


def _write(folder: Folder, to: Path, keeps: Keeps) -> None:
    to.mkdir()
    for name, node in folder.names(keeps).items():
        if isinstance(node, Folder):
            _write(node, to / name, keeps)
        else:
            (to / name).write_bytes(node.content(keeps))


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder but those that SQLite shares by memory, which no call writes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith("-shm"):
            yield str(path.relative_to(folder)), path.read_bytes()
