"""The headline. For copied text it is the first line; else what the file claims.

A page states its headline several times: as a heading for readers, in JSON-LD and meta tags for
machines, and in `<title>` together with the site's name. They may differ: sites write one headline
for readers and one for search engines, and `<title>` has the latter. Each candidate has the sum of
`WORTH` over the methods that state it, each once. The candidate worth most is the title; of equal
ones, the one whose method is earlier in `METHODS`. Two candidates are the same if one contains the
other and is not much longer.

Of the headings only one may be the title:

1. an `<h1>` that is most of another claim, `<title>` last
2. an `<h1>` that shares two of its longer words, and a quarter of them, with another claim
3. an `<h2>` that is most of `<title>`
4. the only `<h1>`, if most of its longer words, two or more, are in the text

A heading of one word that a claim has after a colon ("Silo: Timeline") is none of them.

The site's name is not a headline, and is removed before or after a bar, a dash or a colon. So is a
kicker that only a meta tag joins to the headline, while the page prints the two as separate lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.normalize.site_name import SiteName, letters, site_name_of
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
"""What a claim of each method adds to a candidate; other methods (JSON-LD, and what other formats
state) add `WORTH_STATED`. Measured on the 463 titles of docs/performance.md: 437 are right, and at
least 432 if one of these numbers is one more or less."""

WORTH_STATED = 3
WORTH_OPEN_GRAPH = 1
"""For og:title. twitter:title and similar tags copy another claim, or are written for one
network."""

MAX_LENGTH = 400
MIN_SHARE = 0.5
MIN_ALIKE_SHARE = 0.8
MIN_SHARED_WORDS_SHARE = 0.25
MIN_WORDS_IN_TEXT_SHARE = 0.6

_SHOWN = ("h1 tag", "h2 tag", "title tag")  # all other methods state a title for machines
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_SHARED_WORDS = 2
_CODE = re.compile(r"[{};]\s*\S*\s*[{};:]")  # styles inside a heading


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A claim of a title, cleaned and without the site's name. `letters` is for comparison."""

    text: str
    letters: str
    claim: Claim


def title_of(
    blocks: Sequence[Block], claims: Sequence[Claim], url: str | None
) -> FieldValue[str] | None:
    """The headline, or None if the file states none. `url` is the address of the page, if known:
    its site's name is no part of the title."""
    for block in blocks:
        if block.role is Role.TITLE and clean(block.text):
            text = clean(block.text)
            return FieldValue(text, Evidence(method="first line", text=text, where="text"))
    site = site_name_of(claims, url)
    candidates = _candidates(by_method(claims_for(claims, "title"), METHODS), site)
    if not candidates:
        return None
    chosen = _first_spelling(_headline(candidates, blocks), candidates)
    chosen = _without_kicker(chosen, candidates)
    return FieldValue(chosen.text, stated(chosen.claim))


def subtitle_of(
    blocks: Sequence[Block], claims: Sequence[Claim], title: str | None
) -> FieldValue[str] | None:
    """The line under the headline, if the file marks one that differs from the headline."""
    for block in blocks:
        text = clean(block.text)
        if block.role is Role.SUBTITLE and text and text != title:
            return FieldValue(text, Evidence(method="markup", text=text, where="text"))
    for claim in claims_for(claims, "subtitle"):
        text = clean(claim.value)
        if text and text != title:
            return FieldValue(text, stated(claim))
    return None


def _candidates(claims: Sequence[Claim], site: SiteName) -> list[_Candidate]:
    """What may be the title. The site's name alone is one only if there is nothing else."""
    texts = [(clean(unescape(claim.value)), claim) for claim in claims]
    texts = [(text, by) for text, by in texts if 0 < len(text) <= MAX_LENGTH]
    texts = [(text, by) for text, by in texts if letters(text) and not _CODE.search(text)]
    texts = [pair for pair in texts if not site.is_all_of(pair[0])] or texts
    claimed: dict[str, set[str]] = {}
    for text, claim in texts:
        claimed.setdefault(letters(text), set()).add(claim.method)
    found = [(site.removed_from(text, claimed), claim) for text, claim in texts]
    candidates = [_Candidate(text, letters(text), claim) for text, claim in found]
    return [line for line in candidates if not _is_label(line, candidates)]


def _is_label(line: _Candidate, candidates: Iterable[_Candidate]) -> bool:
    """Whether the line is a heading of one word that says what kind of text it is: another claim
    has the subject before a colon and this word ("Silo: Timeline")."""
    if " " in line.text or line.claim.method not in _SHOWN:
        return False
    ending = re.compile(rf":\s+{re.escape(line.text)}$")
    return any(ending.search(other.text) for other in candidates)


def _headline(candidates: Sequence[_Candidate], blocks: Sequence[Block]) -> _Candidate:
    """The candidate worth most. If only headings and `<title>` are left, the first of them."""
    heading = _heading(candidates, blocks)
    lines = [c for c in candidates if c.claim.method not in _SHOWN or c is heading]
    if not lines:
        return candidates[0]
    lines += [c for c in candidates if c.claim.method == "title tag"]
    return max(lines, key=lambda line: _worth(line, candidates))


def _worth(line: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """The sum of what the methods that state the line are worth, each once."""
    methods = {_method_worth(other.claim) for other in candidates if _is_same_line(other, line)}
    return sum(worth for _, worth in methods)


def _method_worth(claim: Claim) -> tuple[str, int]:
    """How a claim is made, and what that is worth."""
    if claim.method == "meta" and claim.where.casefold().endswith("og:title"):
        return "open graph", WORTH_OPEN_GRAPH
    return claim.method, WORTH.get(claim.method, WORTH_STATED)


def _is_same_line(line: _Candidate, other: _Candidate) -> bool:
    """Whether one line contains the other and is not much longer."""
    short, long = sorted((line.letters, other.letters), key=len)
    return short in long and len(short) >= MIN_ALIKE_SHARE * len(long)


def _heading(candidates: Sequence[_Candidate], blocks: Sequence[Block]) -> _Candidate | None:
    """The heading that may be the title, by the rules in this module's docstring."""
    first = [c for c in candidates if c.claim.method == "h1 tag"]
    second = [c for c in candidates if c.claim.method == "h2 tag"]
    stated_candidates = [c for c in candidates if c.claim.method not in _SHOWN]
    tags = [c for c in candidates if c.claim.method == "title tag"]
    return (
        _confirmed(first, stated_candidates)
        or _confirmed(first, tags)
        or next((h1 for h1 in first if _paraphrases(h1, (*stated_candidates, *tags))), None)
        or _confirmed(second, tags)
        or next((h1 for h1 in first[:1] if len(first) == 1 and _occurs_in_text(h1, blocks)), None)
    )


def _confirmed(headings: Sequence[_Candidate], by: Iterable[_Candidate]) -> _Candidate | None:
    """The heading that makes up most of one of the claims `by`, or None. The longest share wins."""
    shares = [
        (len(heading.letters) / len(claim.letters), -number)
        for claim in by
        for number, heading in enumerate(headings)
        if _repeats(claim, heading)
    ]
    return headings[-max(shares)[1]] if shares else None


def _repeats(claim: _Candidate, heading: _Candidate) -> bool:
    """Whether the claim is the heading with at most as much text again around it."""
    share = len(heading.letters) / len(claim.letters)
    return heading.letters in claim.letters and share >= MIN_SHARE


def _occurs_in_text(heading: _Candidate, blocks: Sequence[Block]) -> bool:
    """Whether the heading has longer words, and most of them are in the text."""
    words = set(_LONG_WORD.findall(heading.text.casefold()))
    text = set(_LONG_WORD.findall(" ".join(block.text for block in blocks).casefold()))
    most = MIN_WORDS_IN_TEXT_SHARE * len(words)
    return len(words) >= _MIN_SHARED_WORDS and len(words & text) >= most


def _paraphrases(heading: _Candidate, claims: Iterable[_Candidate]) -> bool:
    """Whether the heading says in other words what one of the claims says."""
    words = set(_LONG_WORD.findall(heading.text.casefold()))
    enough = max(_MIN_SHARED_WORDS, MIN_SHARED_WORDS_SHARE * len(words))
    return any(
        len(words & set(_LONG_WORD.findall(claim.text.casefold()))) >= enough
        for claim in claims
        if heading.letters not in claim.letters
    )


def _first_spelling(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """The first claim with the same letters: markup adds spaces in an `<h1>` ("Kyiv : ...")."""
    return next(other for other in candidates if other.letters == chosen.letters)


def _without_kicker(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """The headline alone, if meta tags join a kicker to it ("Kicker: Headline") and the page's
    headings have the two as separate lines, without a mark between them."""
    if chosen.claim.method != "meta":
        return chosen
    headings = [c for c in candidates if c.claim.method in ("h1 tag", "h2 tag")]
    for joined, headline in pairwise(headings):
        kicker = joined.text.removesuffix(headline.text)
        separate = kicker != joined.text and kicker.rstrip()[-1:].isalnum()
        if separate and joined.letters == chosen.letters:
            return headline
    return chosen
