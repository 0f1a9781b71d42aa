"""Names of files that every system takes, made from texts of strangers."""

from __future__ import annotations

import re
import unicodedata

from dateline.exports.plain import in_one_line
from dateline.visible import SIGNS

# What Windows forbids in names, and Obsidian in links to notes.
_FORBIDDEN = re.compile(rf"[{SIGNS}/\\:*?\"<>|#^\[\]%\ufffd]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.I)
_LONGEST = 120  # bytes of UTF-8; a system allows 255 with all that is added


def file_name(text: str | None, id: str) -> str:
    """A name, without its ending, that begins with words of the text and ends with the id, which
    makes it the only one of its kind, whatever the case of letters means. It has no sign that
    separates folders, and no control character, and begins with no dot."""
    words = unicodedata.normalize("NFC", in_one_line(_FORBIDDEN.sub(" ", text or "")))
    cut = words.encode()[:_LONGEST].decode("utf-8", "ignore")
    if len(cut) < len(words) and " " in cut:
        cut = cut.rpartition(" ")[0]
    return allowed(f"{cut.strip('. ~-')} {id}".strip())


def allowed(name: str) -> str:
    """The name with a line before it if Windows takes it for a device ("con.html")."""
    return f"_{name}" if _DEVICE.match(name) else name
