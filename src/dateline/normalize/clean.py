"""One spelling for text: what is invisible, or differs only in bytes, is made the same."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Soft hyphens, zero-width spaces and joins, direction marks, byte order marks, halves of
# surrogate pairs. The zero-width joiners U+200C and U+200D stay: the spelling of Persian and of the
# languages of India needs them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_ESCAPED = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|quot|apos|nbsp|amp);", re.I)


def clean(text: str) -> str:
    """The text in Unicode NFC, without invisible characters, and with single spaces for all white
    space. Entities that a program escaped twice ("o&#39;clock") are decoded."""
    if "&" in text:
        text = _ESCAPED.sub(lambda found: unescape(found[0]), text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    return " ".join(text.split())
