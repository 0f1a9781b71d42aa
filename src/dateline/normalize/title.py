"""The headline. For copied text its first line; else what the file claims.

On pages, `<h1>` is what readers see; Open Graph and JSON-LD are what the site tells others, and
`<title>` is both with the site's name. The `<h1>` counts if another of them confirms it, and
otherwise the order is meta tags, `<h1>`, JSON-LD, `<title>`. A claim that is the site's name is
no headline, and the site's name behind or before a bar or dash is left off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from html import unescape

from dateline.normalize.found import Found, claims_for, in_order, stated
from dateline.normalize.tidy import tidy
from dateline.normalize.url import domain_of
from dateline.values.article import Evidence
from dateline.values.draft import Block, Claim, Role

METHODS = ("json key", "json-ld", "meta", "h1 tag", "title tag")
MAX_LENGTH = 400
MIN_SHARE = 0.5

_BAR = re.compile(r"\s+(?:[|•·»]|[-–—]|::)\s+|\s*\|\s*")
_LETTERS = re.compile(r"\W+")


def title_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> Found[str] | None:
    """The headline, or None where the file names none."""
    for block in blocks:
        if block.role is Role.TITLE and tidy(block.text):
            text = tidy(block.text)
            return Found(text, Evidence(method="first line", text=text, where="text"))
    sites = {_letters(claim.value) for claim in claims_for(claims, "source.name")}
    sites |= set(_host_names(claims))
    return _claimed(in_order(claims_for(claims, "title"), METHODS), sites)


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


def _host_names(claims: Sequence[Claim]) -> Iterator[str]:
    """Each label of the canonical address's host but the last, as letters: the site of
    www.example-times.org may sign as "Example Times"."""
    for claim in claims_for(claims, "canonical_url"):
        for label in (domain_of(claim.value) or "").split(".")[:-1]:
            if len(label) > 3:
                yield _letters(label)


def _claimed(claims: Sequence[Claim], sites: Set[str]) -> Found[str] | None:
    candidates = [(tidy(unescape(claim.value)), claim) for claim in claims]
    candidates = [(text, claim) for text, claim in candidates if 0 < len(text) <= MAX_LENGTH]
    proper = [pair for pair in candidates if _letters(pair[0]) not in sites] or candidates
    if not proper:
        return None
    text, claim = _best_spelt(_confirmed_h1(proper) or proper[0], proper)
    known = {_letters(other) for other, _ in proper} - {_letters(text)}
    return Found(_without_site(text, sites, known), stated(claim))


def _confirmed_h1(candidates: Sequence[tuple[str, Claim]]) -> tuple[str, Claim] | None:
    """The first `<h1>` that makes up most of another claim: a page's `<title>` holds its site's
    name too, which may be an `<h1>` of its own."""
    others = [_letters(text) for text, by in candidates if by.method != "h1 tag"]
    for text, claim in candidates:
        key = _letters(text)
        if claim.method == "h1 tag" and key:
            shares = [len(key) / len(other) for other in others if key in other]
            if any(share >= MIN_SHARE for share in shares):
                return text, claim
    return None


def _best_spelt(
    chosen: tuple[str, Claim], candidates: Sequence[tuple[str, Claim]]
) -> tuple[str, Claim]:
    """The first claim of the same letters: markup puts spaces into an `<h1>` ("Kyiv : ...")."""
    same = (pair for pair in candidates if _letters(pair[0]) == _letters(chosen[0]))
    return next(same, chosen)


def _without_site(text: str, sites: Set[str], known: Set[str]) -> str:
    """The text without the part behind its last bar or before its first where that is the
    site's name, or what is left is a headline that another claim has."""
    bars = list(_BAR.finditer(text))
    if not bars:
        return text
    for kept, cut in (
        (text[: bars[-1].start()], text[bars[-1].end() :]),
        (text[bars[0].end() :], text[: bars[0].start()]),
    ):
        if _letters(kept) and (_letters(cut) in sites or _letters(kept) in known):
            return kept.strip()
    return text


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
