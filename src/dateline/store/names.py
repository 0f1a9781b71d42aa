"""Names of entities: when two names are equal, and when one may be a short form of another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from dateline.store.articles.identity import ID_LENGTH
from dateline.values.annotations import MentionKind

_LEFT_OUT = str.maketrans(dict.fromkeys(".'’‘`") | dict.fromkeys("-‐‑–,", " "))


def folded(name: str) -> str:
    """The name in lower case, without accents, dots and apostrophes, and with spaces for hyphens
    and commas. Two names that fold to the same text are the same name."""
    plain = unicodedata.normalize("NFKD", name.translate(_LEFT_OUT).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def entity_id(kind: MentionKind, name: str) -> str:
    """The id of the entity of this kind and folded name: 16 hexadecimal digits."""
    return sha256(f"{kind.value}:{name}".encode()).hexdigest()[:ID_LENGTH]


def ends(name: str) -> str:
    """The first and the last word of a folded name: equal for two names if one may be a short
    form of the other."""
    words = name.split()
    return f"{words[0]} {words[-1]}" if words else ""


def acronym(kind: MentionKind, names: Iterable[str]) -> str | None:
    """The first of an organization's names that is an acronym (one word, all capitals), folded;
    None if there is none."""
    if kind is not MentionKind.ORGANIZATION:
        return None
    return next((folded(name) for name in names if _is_acronym(name)), None)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()
