"""Settings: what the caller passes, then DATELINE_* in the environment, then dateline.toml in
the archive's folder, then the defaults; and where an archive is.

Folders are strings here, not Paths: loading pathlib takes a twentieth of a cold search.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from dateline.errors import UsageError, unreadable

_CONFIG = "dateline.toml"

RECORD_TIMEOUT_S = 20.0
"""The longest PDF that is read, 200 full pages, takes 10 s of CPU."""
_LONGEST_TIMEOUT_S = 100_000  # a day; ten times that is what every timer of the system can count


class Settings(NamedTuple):
    """One archive's settings.

    `root` is its folder. `language` (ISO 639-1) is the archive's own: articles of unknown language
    are stemmed in it, and short texts are expected in it. `sources` are pairs of a path pattern and
    the publisher of the files there. `record_timeout_s` is how many seconds of processor time
    reading or annotating one article may take. `user` names who decides what is decided; None means
    the name that the system knows the person by. A change waits `lock_wait_s` seconds for another
    process that is writing. `index_address` is that of the archive's index on a server, `database`
    that of its database; None means files in the folder.
    """

    root: str
    language: str = "en"
    sources: tuple[tuple[str, str], ...] = ()
    record_timeout_s: float = RECORD_TIMEOUT_S
    user: str | None = None
    lock_wait_s: float = 0
    index_address: str | None = None
    database: str | None = None

    @property
    def database_folder(self) -> str:
        return os.path.join(self.root, "db")

    @property
    def database_file(self) -> str:
        return _database_file(self.root)

    @property
    def index_folder(self) -> str:
        return os.path.join(self.root, "index")

    @property
    def folders(self) -> tuple[str, str]:
        """The folders that hold the files of the archive."""
        return self.database_folder, self.index_folder

    @property
    def decider(self) -> str:
        """Who decides what is decided."""
        return self.user or login_name()

    @property
    def exists(self) -> bool:
        """Whether there is an archive in `root`, or a server is named that may hold it."""
        return self.database is not None or os.path.exists(self.database_file)


def load(
    path: str | None, environment: Mapping[str, str], *, language: str | None = None
) -> Settings:
    """The settings of the archive at `path`, else at DATELINE_ARCHIVE, else in the nearest
    folder upward that holds one, else in the current folder, where there may be none yet.

    Raises UsageError for an unknown setting or a value that is not valid.
    """
    root = path or environment.get("DATELINE_ARCHIVE") or _upward(os.getcwd()) or os.getcwd()
    file = config_file(root)
    configured = _configured(file)
    language = (
        language or environment.get("DATELINE_LANGUAGE") or _text(configured, "language", file)
    )
    return Settings(
        root=os.path.abspath(root),
        language=_checked(language) if language else "en",
        sources=_sources(configured, file),
        record_timeout_s=_record_timeout(environment, configured, file),
        user=environment.get("DATELINE_USER") or _text(configured, "user", file),
        index_address=_text(configured, "index", file),
        database=_text(configured, "database", file),
    )


def login_name() -> str:
    """The name that the system knows the person by who runs this process."""
    from getpass import getuser  # only what decides something needs it

    from dateline.durable import storing

    try:
        return getuser()
    except (KeyError, OSError):  # a container may run as a user whom no file names
        with storing(os.devnull):  # or the file that names them cannot be opened now
            os.close(os.open(os.devnull, os.O_RDONLY))
        return f"user {os.getuid()}"


def config_file(folder: str) -> str:
    """The file with the settings of the archive in this folder."""
    return os.path.join(folder, _CONFIG)


def without_servers(text: str) -> str:
    """The text of such a file without the lines that name servers: for another archive."""
    top, bracket, tables = f"\n{text}".partition("\n[")
    named = ("database", "index")
    kept = (line for line in top.split("\n") if line.partition("=")[0].strip() not in named)
    return ("\n".join(kept) + bracket + tables).removeprefix("\n")


def _holds_archive(folder: str) -> bool:
    if os.path.exists(_database_file(folder)):
        return True
    file = config_file(folder)
    return _text(_configured(file), "database", file) is not None


def _database_file(folder: str) -> str:
    return os.path.join(folder, "db", "dateline.sqlite")


def _upward(folder: str) -> str | None:
    while not _holds_archive(folder):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _configured(file: str) -> Mapping[str, object]:
    if not os.path.exists(file):
        return {}
    import tomllib  # loaded only for archives that have such a file

    try:
        with open(file, "rb") as stream:
            found = tomllib.load(stream)
    except OSError as error:
        raise unreadable(file, error) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    for key in found:
        if key not in ("database", "index", "language", "record_timeout", "sources", "user"):
            raise UsageError(
                f"{file}: there is no setting “{key}”",
                hint="known: database, index, language, record_timeout, user, [sources]",
            )
    return found


def _text(configured: Mapping[str, object], key: str, file: str) -> str | None:
    value = configured.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{file}: {key} must be a text in quotes")
    if value is not None and not value.strip():
        raise UsageError(f"{file}: {key} is empty")
    return value


def _sources(configured: Mapping[str, object], file: str) -> tuple[tuple[str, str], ...]:
    table = configured.get("sources", {})
    if not isinstance(table, dict) or not all(isinstance(name, str) for name in table.values()):
        raise UsageError(f"{file}: [sources] must be pairs of a path pattern and a name in quotes")
    if not all(text.strip() for pair in table.items() for text in pair):
        raise UsageError(f"{file}: [sources] has an empty pattern or name")
    return tuple(table.items())


def _record_timeout(
    environment: Mapping[str, str], configured: Mapping[str, object], file: str
) -> float:
    name, value = "DATELINE_RECORD_TIMEOUT", environment.get("DATELINE_RECORD_TIMEOUT")
    if not value:
        name = f"{file}: record_timeout"
        value = str(configured.get("record_timeout", RECORD_TIMEOUT_S))
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= _LONGEST_TIMEOUT_S:
        raise UsageError(
            f"{name} must be a number of seconds from 0 to {_LONGEST_TIMEOUT_S:,}: {value}"
        )
    return seconds


def _checked(language: str) -> str:
    from dateline.values.languages import LANGUAGE_CODES  # most archives name no language

    if language not in LANGUAGE_CODES:
        raise UsageError(
            f"“{language}” is not a language code", hint="ISO 639-1 has two letters: en, de, fr"
        )
    return language
