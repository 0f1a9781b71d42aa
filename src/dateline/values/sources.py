"""When two names are those of one source."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def source_key(label: str) -> str:
    """Equal for labels that differ only in case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", label).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORD.findall(letters)) or plain
