"""How tags are kept and compared."""

from __future__ import annotations

from unicodedata import normalize


def folded_tag(text: str) -> str:
    """The tag in lower case, with single spaces: equal for two spellings of one tag."""
    return " ".join(normalize("NFC", text).casefold().split())
