"""The headline. For copied text its first line; else what the file claims.

On pages, `<h1>` is what readers see and JSON-LD or Open Graph what the site tells others. They
mostly agree; where they do not, the visible one counts if another claim confirms it, and
otherwise the order is JSON-LD, a JSON key, meta tags, `<h1>`, `<title>`. A site's name behind a
bar or dash is left off where another claim has the words without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.normalize.found import Found, claims_for, in_order, stated
from dateline.normalize.tidy import tidy
from dateline.values.article import Evidence
from dateline.values.draft import Block, Claim, Role

METHODS = ("json-ld", "json key", "meta", "h1 tag", "title tag")
MAX_LENGTH = 400

_TAIL = re.compile(r"\s+(?:[|•·»]|[-–—]|::)\s+[^|•·»–—]{2,60}$")
_LETTERS = re.compile(r"\W+")


def title_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> Found[str] | None:
    """The headline, or None where the file names none."""
    for block in blocks:
        if block.role is Role.TITLE and tidy(block.text):
            text = tidy(block.text)
            return Found(text, Evidence(method="first line", text=text, where="text"))
    return _claimed(in_order(claims_for(claims, "title"), METHODS))


def subtitle_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> Found[str] | None:
    """The line under the headline, where the file marks one."""
    for block in blocks:
        if block.role is Role.SUBTITLE and tidy(block.text):
            text = tidy(block.text)
            return Found(text, Evidence(method="markup", text=text, where="text"))
    for claim in claims_for(claims, "subtitle"):
        if tidy(claim.value):
            return Found(tidy(claim.value), stated(claim))
    return None


def _claimed(claims: Sequence[Claim]) -> Found[str] | None:
    candidates = [(tidy(claim.value), claim) for claim in claims]
    candidates = [(text, claim) for text, claim in candidates if 0 < len(text) <= MAX_LENGTH]
    if not candidates:
        return None
    text, claim = _confirmed_h1(candidates) or candidates[0]
    return Found(_without_site(text, [other for other, _ in candidates]), stated(claim))


def _confirmed_h1(candidates: Sequence[tuple[str, Claim]]) -> tuple[str, Claim] | None:
    for text, claim in candidates:
        if claim.method == "h1 tag" and len(text) > 5:
            key = _letters(text)
            others = [_letters(other) for other, by in candidates if by.method != "h1 tag"]
            if any(key in other for other in others):
                return text, claim
    return None


def _without_site(text: str, others: Sequence[str]) -> str:
    """The text without " - Site", if another claim is the text before it."""
    tail = _TAIL.search(text)
    if tail is None:
        return text
    before = text[: tail.start()].strip()
    return before if any(_letters(other) == _letters(before) for other in others) else text


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
