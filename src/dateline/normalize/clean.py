"""One spelling for text: what is invisible, or differs only in bytes, is made the same."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from dateline.visible import SEQUENCES

# Soft hyphens, zero-width spaces and joins, direction marks, byte order marks, fillers, marks of
# annotations, tags, what is no character, halves of surrogate pairs. The zero-width joiners U+200C
# and U+200D stay after letters of Persian and of the languages of India, whose spelling needs them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("(?<![\u0590-\u1fff\u2190-\U0010ffff])[\u200c\u200d]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SEQUENCES = re.compile(SEQUENCES)
_ESCAPED = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|quot|apos|nbsp|amp);", re.I)


def clean(text: str) -> str:
    """The text in Unicode NFC, without invisible characters, and with single spaces for all white
    space. Entities that a program escaped twice ("o&#39;clock") are decoded."""
    if "&" in text:
        text = _ESCAPED.sub(lambda found: unescape(found[0]), text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _JOINERS.sub("", _UNSEEN.sub("", text)))
    if not text.isprintable():
        text = _CONTROLS.sub("", _SEQUENCES.sub("", text))
    return " ".join(text.split())


def clean_address(text: str) -> str:
    """The address without invisible characters, controls and white space around it."""
    if not text.isprintable():
        text = _CONTROLS.sub("", _SEQUENCES.sub("", text))
        text = "".join(text.splitlines()).replace("\t", "")
    return (text if text.isascii() else _JOINERS.sub("", _UNSEEN.sub("", text))).strip()
