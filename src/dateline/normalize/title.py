"""The headline. For copied text its first line; else what the file claims.

A page says its headline several times: as a heading that readers see, in JSON-LD and meta tags
for others, and in `<title>` together with the site's name. They may differ: sites write one line
for readers and one for search engines, and `<title>` has the latter. A line is worth the sum of
`WORTH` over what says it, each once; the line worth most is the title, the earlier in `METHODS`
where two are worth the same. Two lines are one where one holds the other and is little longer.

Of the headings only one may be the title:

1. an `<h1>` that most of another claim is, stated ones before `<title>`
2. an `<h1>` that shares two of its longer words, and a quarter of them, with another claim
3. an `<h2>` that most of `<title>` is
4. the only `<h1>`, if most of its longer words, two or more, are in the text

The site's name is no headline, and is left off behind or before a bar or dash. Nor is a kicker,
where only a meta tag joins the two, which the page prints as lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, claims_for, in_order, stated
from dateline.normalize.url import domain_of
from dateline.values.article import Evidence
from dateline.values.draft import Block, Claim, Role

METHODS = (
    "json key",
    "feed",
    "json-ld",
    "meta",
    "microdata",
    "microformat",
    "h1 tag",
    "h2 tag",
    "title tag",
)
WORTH = {"meta": 0, "microdata": 2, "microformat": 2, "h1 tag": 1, "h2 tag": 2, "title tag": -2}
"""What it is worth to a line that a claim of this method says it; all others (JSON-LD, and what
other formats state) are worth `WORTH_STATED`. Measured on the 463 titles of docs/performance.md:
437 are right, and 432 or more where one of these numbers is one more or less."""

WORTH_STATED = 3
WORTH_OPEN_GRAPH = 1
"""Of og:title; twitter:title and its like copy another line, or are for one network."""

MAX_LENGTH = 400
MIN_SHARE = 0.5
MIN_ALIKE_SHARE = 0.8
MIN_SHARED_WORDS_SHARE = 0.25
MIN_WORDS_IN_TEXT_SHARE = 0.6

_SHOWN = ("h1 tag", "h2 tag", "title tag")  # all other methods state a title for machines
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_SHARED_WORDS = 2
_BAR = re.compile(r"\s+(?:[|•·»«]|[-–—]|::|>>)\s+|\s*\|\s*")
_LETTERS = re.compile(r"[\W_]+")
_CODE = re.compile(r"[{};]\s*\S*\s*[{};:]")  # styles that stand inside of a heading


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A claim of a title, tidied and without the site's name; `letters` to compare it by."""

    text: str
    letters: str
    claim: Claim


def title_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> FieldValue[str] | None:
    """The headline, or None where the file names none."""
    for block in blocks:
        if block.role is Role.TITLE and clean(block.text):
            text = clean(block.text)
            return FieldValue(text, Evidence(method="first line", text=text, where="text"))
    sites = {_letters(claim.value) for claim in claims_for(claims, "source.name")}
    sites |= set(_host_names(claims))
    candidates = _candidates(in_order(claims_for(claims, "title"), METHODS), sites)
    if not candidates:
        return None
    chosen = _best_spelt(_headline(candidates, blocks), candidates)
    chosen = _without_kicker(chosen, candidates)
    return FieldValue(chosen.text, stated(chosen.claim))


def subtitle_of(
    blocks: Sequence[Block], claims: Sequence[Claim], title: str | None
) -> FieldValue[str] | None:
    """The line under the headline, where the file marks one that is not the headline again."""
    for block in blocks:
        text = clean(block.text)
        if block.role is Role.SUBTITLE and text and text != title:
            return FieldValue(text, Evidence(method="markup", text=text, where="text"))
    for claim in claims_for(claims, "subtitle"):
        text = clean(claim.value)
        if text and text != title:
            return FieldValue(text, stated(claim))
    return None


def _host_names(claims: Sequence[Claim]) -> Iterator[str]:
    """The canonical address's host, and each label of it but the last, as letters: the site of
    www.example-times.org may sign as "Example Times"."""
    for claim in claims_for(claims, "canonical_url"):
        domain = domain_of(claim.value) or ""
        yield _letters(domain)
        for label in domain.split(".")[:-1]:
            if len(label) > 3:
                yield _letters(label)


def _candidates(claims: Sequence[Claim], sites: Set[str]) -> list[_Candidate]:
    """What may be the title: none that is the site's name, unless nothing else is there."""
    texts = [(clean(unescape(claim.value)), claim) for claim in claims]
    texts = [(text, by) for text, by in texts if 0 < len(text) <= MAX_LENGTH]
    texts = [(text, by) for text, by in texts if _letters(text) and not _CODE.search(text)]
    texts = [pair for pair in texts if _letters(pair[0]) not in sites] or texts
    known = [_letters(text) for text, _ in texts]
    found = []
    for number, (text, claim) in enumerate(texts):
        others = {*known[:number], *known[number + 1 :]}
        text = _without_site(text, sites, others)
        found.append(_Candidate(text, _letters(text), claim))
    return found


def _headline(candidates: Sequence[_Candidate], blocks: Sequence[Block]) -> _Candidate:
    """The line worth most; where only headings and `<title>` are left, the first of them."""
    heading = _heading(candidates, blocks)
    lines = [c for c in candidates if c.claim.method not in _SHOWN or c is heading]
    if not lines:
        return candidates[0]
    lines += [c for c in candidates if c.claim.method == "title tag"]
    return max(lines, key=lambda line: _worth(line, candidates))


def _worth(line: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """The sum of what each way of saying the line is worth."""
    ways = {_way(other.claim) for other in candidates if _says(other, line)}
    return sum(worth for _, worth in ways)


def _way(claim: Claim) -> tuple[str, int]:
    """How a claim is made, and what that is worth."""
    if claim.method == "meta" and claim.where.casefold().endswith("og:title"):
        return "open graph", WORTH_OPEN_GRAPH
    return claim.method, WORTH.get(claim.method, WORTH_STATED)


def _says(line: _Candidate, other: _Candidate) -> bool:
    """Whether two lines are one: one holds the other and is little longer."""
    short, long = sorted((line.letters, other.letters), key=len)
    return short in long and len(short) >= MIN_ALIKE_SHARE * len(long)


def _heading(candidates: Sequence[_Candidate], blocks: Sequence[Block]) -> _Candidate | None:
    """The heading that may be the title, by this module's docstring."""
    first = [c for c in candidates if c.claim.method == "h1 tag"]
    second = [c for c in candidates if c.claim.method == "h2 tag"]
    stated_ones = [c for c in candidates if c.claim.method not in _SHOWN]
    tags = [c for c in candidates if c.claim.method == "title tag"]
    return (
        _confirmed(first, stated_ones)
        or _confirmed(first, tags)
        or next((h1 for h1 in first if _akin(h1, (*stated_ones, *tags))), None)
        or _confirmed(second, tags)
        or next((h1 for h1 in first[:1] if len(first) == 1 and _is_of(h1, blocks)), None)
    )


def _confirmed(headings: Sequence[_Candidate], by: Iterable[_Candidate]) -> _Candidate | None:
    """The heading that makes up most of one of the claims `by`, the whole of it before a part."""
    shares = [
        (len(heading.letters) / len(claim.letters), -number)
        for claim in by
        for number, heading in enumerate(headings)
        if _repeats(claim, heading)
    ]
    return headings[-max(shares)[1]] if shares else None


def _repeats(claim: _Candidate, heading: _Candidate) -> bool:
    """Whether the claim is the heading with at most as much again around it."""
    share = len(heading.letters) / len(claim.letters)
    return heading.letters in claim.letters and share >= MIN_SHARE


def _is_of(heading: _Candidate, blocks: Sequence[Block]) -> bool:
    """Whether most of the heading's longer words are in the text, and there are some."""
    words = set(_LONG_WORD.findall(heading.text.casefold()))
    text = set(_LONG_WORD.findall(" ".join(block.text for block in blocks).casefold()))
    most = MIN_WORDS_IN_TEXT_SHARE * len(words)
    return len(words) >= _MIN_SHARED_WORDS and len(words & text) >= most


def _akin(heading: _Candidate, claims: Iterable[_Candidate]) -> bool:
    """Whether the heading says in other words what one of the claims says."""
    words = set(_LONG_WORD.findall(heading.text.casefold()))
    enough = max(_MIN_SHARED_WORDS, MIN_SHARED_WORDS_SHARE * len(words))
    return any(
        len(words & set(_LONG_WORD.findall(claim.text.casefold()))) >= enough
        for claim in claims
        if heading.letters not in claim.letters
    )


def _best_spelt(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """The first claim of the same letters: markup puts spaces into an `<h1>` ("Kyiv : ...")."""
    return next(other for other in candidates if other.letters == chosen.letters)


def _without_kicker(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """The headline alone where meta tags join a kicker to it ("Kicker: Headline"), and a heading
    of the page has the two as lines of their own, without a mark between them."""
    if chosen.claim.method != "meta":
        return chosen
    headings = [c for c in candidates if c.claim.method in ("h1 tag", "h2 tag")]
    for joined, headline in pairwise(headings):
        kicker = joined.text.removesuffix(headline.text)
        parted = kicker != joined.text and kicker.rstrip()[-1:].isalnum()
        if parted and joined.letters == chosen.letters:
            return headline
    return chosen


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
