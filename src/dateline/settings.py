"""Settings: what the caller passes, then DATELINE_* in the environment, then dateline.toml in
the archive's folder, then the defaults; and where an archive is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError

_MARK = Path("db", "dateline.sqlite")  # what a folder must hold to be an archive
_CONFIG = "dateline.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One archive's settings.

    `root` is its folder. `language` (ISO 639-1) is the one whose inflected forms a search
    finds together: the same word in other forms counts as that word.
    """

    root: Path
    language: str = "en"

    @property
    def database_folder(self) -> Path:
        return self.root / "db"

    @property
    def index_folder(self) -> Path:
        return self.root / "index"

    @property
    def exists(self) -> bool:
        """Whether there is an archive in `root` yet."""
        return (self.root / _MARK).exists()


def load(
    path: Path | None, environment: Mapping[str, str], *, language: str | None = None
) -> Settings:
    """The settings of the archive at `path`, else at DATELINE_ARCHIVE, else in the nearest
    folder upward that holds one, else in the current folder, where there may be none yet.

    Raises UsageError for a setting that is unknown or no good.
    """
    root = path or _named(environment) or _upward(Path.cwd()) or Path.cwd()
    configured = _configured(root / _CONFIG)
    language = language or environment.get("DATELINE_LANGUAGE") or configured.get("language")
    return Settings(root=root, language=_checked(language or "en"))


def _named(environment: Mapping[str, str]) -> Path | None:
    named = environment.get("DATELINE_ARCHIVE")
    return Path(named) if named else None


def _upward(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if (folder / _MARK).exists()), None)


def _configured(file: Path) -> Mapping[str, str]:
    if not file.exists():
        return {}
    import tomllib  # only archives that have such a file pay for it

    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    for key, value in found.items():
        if key != "language":
            raise UsageError(f"{file}: there is no setting “{key}”", hint="known: language")
        if not isinstance(value, str):
            raise UsageError(f"{file}: {key} must be a text in quotes")
    return found


def _checked(language: str) -> str:
    if len(language) != 2 or not language.isascii() or not language.islower():
        raise UsageError(
            f"“{language}” is not a language code", hint="ISO 639-1 has two letters: en, de, fr"
        )
    return language
