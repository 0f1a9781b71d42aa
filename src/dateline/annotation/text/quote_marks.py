"""Quotation marks: which words of a paragraph are between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"[“”\"«»„‘]|['’`]{1,2}")
_SINGLE = frozenset("‘’'`")
_OPENS = frozenset("“«„‘") | {"``"}
_BEFORE_OPENING = frozenset(" \t\n\u00a0([—–-/:;,\u201c\u2018")
# A single mark after a letter may be an apostrophe (the workers' rights): it closes a quotation
# only after a stop or a comma.
_STOPS = frozenset(".,!?…")
_CLOSES_SINGLE = re.compile(r"[.,!?…][’'](?=\s|$|[)—–])")


def quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each quotation in text[start:end], with its marks, and whether it is closed.
    One that is not closed reaches to the end: in print it goes on in the next paragraph, which
    begins with an opening mark again. Marks within marks begin no quotation."""
    opened: int | None = None
    single = False
    last_closing = -1
    for found in _MARK.finditer(text, start, end):
        mark, at = found[0], found.start()
        if opened is None:
            if mark in _SINGLE:
                if mark != "’" and _opens(text, at, start, at + 1, end):
                    if last_closing < 0:
                        closing = _CLOSES_SINGLE.finditer(text, start, end)
                        last_closing = max((mark.start() for mark in closing), default=start)
                    if at < last_closing:
                        opened, single = at, True
            elif mark != "»" and (mark != "”" or _opens(text, at, start, found.end(), end)):
                opened, single = at, False
        elif single:
            if mark in _SINGLE and text[at - 1] in _STOPS:
                yield opened, found.end(), True
                opened = None
        elif mark in _SINGLE:
            continue
        elif mark in _OPENS or (mark == '"' and _opens(text, at, start, found.end(), end)):
            if mark == "“" or mark == '"':
                opened = at  # the earlier one was never closed: a misprint, or an inch
        else:
            yield opened, found.end(), True
            opened = None
    if opened is not None and not single:
        yield opened, end, False


def _opens(text: str, at: int, start: int, after: int, end: int) -> bool:
    """Whether a mark that opens and closes alike opens here."""
    return (at == start or text[at - 1] in _BEFORE_OPENING) and (
        after < end and not text[after].isspace()
    )
