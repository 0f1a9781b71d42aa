"""The name that a file keeps when it leaves the archive."""

from __future__ import annotations

import re

from dateline.exports.pages.file_names import allowed
from dateline.exports.plain import in_one_line
from dateline.values.article import Original
from dateline.visible import SIGNS

_FORBIDDEN = re.compile(rf"[{SIGNS}/\\:*?\"<>|\ufffd]")
_LONGEST = 200  # bytes of UTF-8; a system allows 255


def kept_name(original: Original) -> str:
    """The name that the file had where it was found first, with "_" for what is not allowed in
    names everywhere; readers and dates may depend on its words and its ending. "file" if there is
    none."""
    path = original.locations[0] if original.locations else ""
    name = in_one_line(_FORBIDDEN.sub("_", path.rpartition("/")[2])).lstrip(".").rstrip(". ")
    name = allowed(name)
    stem, dot, ending = name.rpartition(".")
    room = _LONGEST - len(ending.encode()) - 1
    if dot and room > 0:
        return f"{_cut(stem, room)}.{ending}"
    return _cut(name, _LONGEST) or "file"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")
