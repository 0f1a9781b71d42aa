"""The errors that reach people.

    DatelineError              70  a bug in Dateline, unless a class below says otherwise
    ├── UsageError              2  the command or call cannot be carried out as given
    │   ├── QueryError          2  the query does not parse; knows the position
    │   ├── NoArchive           2  there is no archive where one was expected
    │   ├── NoSuchArticle       2  an id that no article has, or several
    │   ├── NoSuchEvent         2  the same of an event
    │   └── NoSuchEntity        2  a name that no person or organization has
    ├── ReadError               3  one file or record could not be read; becomes a failure record
    │   └── NotAnArticle        3  it was read and holds no article; recorded as rejected
    ├── ArchiveDamaged          4  the archive's own files are not as Dateline left them
    ├── ArchiveBusy             5  another process is writing
    ├── ServerUnreachable       6  a server that the archive needs does not answer, or refuses us
    ├── OutputFailed           74  the output could not be written
    └── StorageFailed          74  the system refuses: a full disk, too many open files, permission
        └── ReadOnlyArchive    74  the archive can be read but not changed

Codes follow docs/design.md; 0, 1, 130 and 143 are outcomes, not errors.
"""

from __future__ import annotations

import errno
import re

from dateline.memory import lacks_memory


class DatelineError(Exception):
    """Root of all errors raised on purpose: a message for a person, a hint, an exit code."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DatelineError):
    """The command or call cannot be carried out as given."""

    exit_code = 2


class QueryError(UsageError):
    """A query that does not parse: `position` is a code-point offset in `query`."""

    def __init__(self, message: str, *, query: str, position: int, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.query = query
        self.position = position


class NoArchive(UsageError):
    """There is no archive at the given place, nor in a folder above it."""


class NoSuchArticle(UsageError):
    """No article, or more than one, has this id or prefix."""


class NoSuchEvent(UsageError):
    """No coded event, or more than one, has this id or prefix."""


class NoSuchEntity(UsageError):
    """No person or organization has this full name."""


class ReadError(DatelineError):
    """A file or record that could not be made into an article.

    `stage` names the step that failed: "find", "open", "read" or "normalize".
    """

    exit_code = 3

    def __init__(self, message: str, *, stage: str = "read", hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.stage = stage


class NotAnArticle(ReadError):
    """A file or record that was read successfully and holds no article (only links, or a headline
    without text)."""


class ArchiveDamaged(DatelineError):
    """The database, an original or the index is not as Dateline wrote it."""

    exit_code = 4


class ArchiveBusy(DatelineError):
    """Another process holds the archive's write lock."""

    exit_code = 5


class ServerUnreachable(DatelineError):
    """A server that the archive is kept on does not answer, or does not let this user in. What was
    reported as done is kept; the same command goes on from there."""

    exit_code = 6


class OutputFailed(DatelineError):
    """Standard output cannot be written: its disk is full, or it failed."""

    exit_code = 74  # EX_IOERR of sysexits.h


class StorageFailed(DatelineError):
    """The system refuses to store or open a file of the archive, or a temporary file. Nothing is
    damaged, and what was reported as done is kept."""

    exit_code = 74

    @staticmethod
    def of(error: BaseException, place: str | None) -> StorageFailed | None:
        """The error that says why, if the system refused something at this place (None: it is not
        known where): an OSError, what caused this error, or a message with the number of one, as
        Rust prints it. None for any other error, a missing file among them."""
        number = _number(error)
        if number not in _REFUSALS:
            return None
        what, hint = _REFUSALS[number]
        return StorageFailed(f"{what}: {place}" if place else what, hint=hint)


class ReadOnlyArchive(StorageFailed):
    """The archive cannot be changed: this process may not write there."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "make the folder and everything in it writable; "
        "searching, listing and showing work without that",
    ) -> None:
        super().__init__(message, hint=hint)


def unreadable(path: str, error: OSError) -> DatelineError:
    """What to raise where this file, which a person named, cannot be read."""
    refusal = StorageFailed.of(error, path)
    return refusal or UsageError(f"{path} cannot be read: {error.strerror}")


_IN_RUST = r"\(os error (\d+)\)|code: (\d+)"
_FULL = "free some space and run the same command again"
_MANY = "close other programs, or allow more open files (ulimit -n)"
_FORBIDDEN = "check the permissions of this file and of its folder"
_LOCKS = "keep it on a disk of this machine, or mount the network disk with locks"
_REFUSALS: dict[int | None, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", _FULL),
    errno.EDQUOT: ("there is no room left for you on this disk (quota)", _FULL),
    errno.EFBIG: ("the system allows no larger file", "allow larger files (ulimit -f)"),
    errno.EMFILE: ("too many files are open", _MANY),
    errno.ENFILE: ("too many files are open on this machine", _MANY),
    errno.EACCES: ("permission denied", _FORBIDDEN),
    errno.EPERM: ("permission denied", _FORBIDDEN),
    errno.EROFS: ("the disk is read-only", "make it writable, or use a copy of the archive"),
    errno.EIO: ("the disk failed (input/output error)", "check the disk, then run it again"),
    errno.ENOMEM: ("there is no memory left", "close other programs and run it again"),
    errno.ENOLCK: ("this file system grants no locks", _LOCKS),
}


def _number(error: BaseException | None) -> int | None:
    """The number of the system's error that this one is, or is based on."""
    while error is not None:
        if lacks_memory(error):
            return errno.ENOMEM
        if isinstance(error, OSError) and error.errno is not None:
            return error.errno
        if found := re.search(_IN_RUST, str(error)):
            return int(found[1] or found[2])
        error = error.__cause__
    return None
