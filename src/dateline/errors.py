"""The errors that reach people.

    DatelineError              70  a bug in Dateline, unless a class below says otherwise
    ├── UsageError              2  the command or call cannot be carried out as given
    │   ├── QueryError          2  the query does not parse; knows the position
    │   ├── NoArchive           2  there is no archive where one was expected
    │   ├── NoSuchArticle       2  an id that names no article, or several
    │   ├── NoSuchEvent         2  the same of an event
    │   └── ReadOnlyArchive     2  the archive may be read, and was to be changed
    ├── ReadError               3  one file or record could not be read; becomes a failure record
    │   └── NotAnArticle        3  it was read, and there is no article in it; recorded as rejected
    ├── ArchiveDamaged          4  the archive's own files are not as Dateline left them
    ├── ArchiveBusy             5  another process is writing
    └── OutputFailed           74  what was to be printed could not be written

Codes follow docs/design.md; 0, 1, 130 and 143 are outcomes, not errors.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors raised on purpose: a message for a person, a hint, an exit code."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DatelineError):
    """What was asked for cannot be done as asked."""

    exit_code = 2


class QueryError(UsageError):
    """A query that does not parse: `position` is a code-point offset in `query`."""

    def __init__(self, message: str, *, query: str, position: int, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.query = query
        self.position = position


class NoArchive(UsageError):
    """No archive at the given place, nor upward from it."""


class NoSuchArticle(UsageError):
    """No article, or more than one, has this id or prefix."""


class NoSuchEvent(UsageError):
    """No coded event, or more than one, has this id or prefix."""


class ReadOnlyArchive(UsageError):
    """The archive was to be changed, and this process may not write in its folder `folder`."""

    def __init__(
        self,
        folder: str,
        why: str,
        *,
        hint: str = "have the folder and all in it made writable; "
        "to search, list and show, it need not be",
    ) -> None:
        super().__init__(f"cannot write to {folder}: {why}", hint=hint)


class ReadError(DatelineError):
    """A file or record that could not become an article.

    `stage` names the step that gave up: "find", "open", "read" or "normalize".
    """

    exit_code = 3

    def __init__(self, message: str, *, stage: str = "read", hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.stage = stage


class NotAnArticle(ReadError):
    """A file or record that was read without trouble and holds no article (links only, a
    headline with no text)."""


class ArchiveDamaged(DatelineError):
    """The database, an original or the index is not as Dateline wrote it."""

    exit_code = 4


class ArchiveBusy(DatelineError):
    """Another process holds the archive's write lock."""

    exit_code = 5


class OutputFailed(DatelineError):
    """Standard output took no more: its disk is full, or it failed."""

    exit_code = 74  # EX_IOERR of sysexits.h
