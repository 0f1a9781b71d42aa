"""The name of a page's site, and how it is removed from a line that may be the title.

A site's name is what the page states as its name, its host ("www.example-times.org"), and the parts
of the host ("Example Times"). After the last bar or dash it may have a word more ("Example Times
Online"). Before a colon, or after the last one, it is the site's unless the page's own headline
has it ("Silo: Timeline").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from dateline.normalize.evidence import claims_for
from dateline.normalize.url import domain_of
from dateline.values.draft import Claim

MAX_ADDED = 10
"""Letters that a name may have after the brand: "Online", "am Sonntag", "English"."""

_BAR = re.compile(r"\s+(?:[|•·⋅»«›‹>/~]|[-–—]|::|>>)\s+|\s*[|｜]\s*")
_COLON = re.compile(r"\s*[:：]\s+")
_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|el|il|lo|o|a)\s+", re.I)
_LETTERS = re.compile(r"[\W_]+")
_OWN_HEADLINE = {"h1 tag", "json-ld", "microdata", "microformat", "json key", "feed"}
_MIN_LABEL = 4  # shorter labels of a host are "www", "com" and languages


@dataclass(frozen=True, slots=True)
class SiteName:
    """What a page's site is called, as letters: its whole `names`, the `brands` that longer names
    begin with, the `sections` that a page's title may end in, and the `folders` of its address,
    which may stand there before the name."""

    names: frozenset[str]
    brands: frozenset[str]
    sections: frozenset[str]
    folders: frozenset[str]

    def is_all_of(self, text: str) -> bool:
        return letters(text) in self.names

    def removed_from(self, text: str, claimed: Mapping[str, Set[str]]) -> str:
        """The text without the site's name and the section after its last bars or before its
        first, and without any part that another claim does not have; `claimed` has the methods by
        which each line, as letters, is claimed. An `<h2>` that repeats less than half of the text,
        or a part of what the `<h1>` prints in full, heads a part of the article."""
        named = self._without_name(text)
        if claimed.get(letters(named), frozenset()).isdisjoint(_OWN_HEADLINE):
            at_colon = self._without_name_at_colon(named)
            text, named = (at_colon if named == text else text), at_colon
        bars = list(_BAR.finditer(text))
        if named != text or not bars:
            return named
        printed = "h1 tag" in claimed.get(letters(text), ())
        first, rest = text[: bars[0].start()], text[bars[0].end() :]
        head, tail = text[: bars[-1].start()], text[bars[-1].end() :]
        for kept, cut in ((head, tail), (rest, first)):
            by = claimed.get(letters(kept), frozenset())
            if by and (by != {"h2 tag"} or (len(kept) > len(cut) and not printed)):
                return kept.strip()
        return text

    def _without_name(self, text: str) -> str:
        ends = self._ends
        while (bar := _last_bar(text)) and ends(letters(text[bar.end() :])):
            if not letters(text[: bar.start()]):
                return text
            text, ends = text[: bar.start()].strip(), self._ends_before_name
        bars = [*_BAR.finditer(text)]
        for bar, after in pairwise(bars):  # the site's name, then what it says of itself
            if letters(text[bar.end() : after.start()]) in self.names:
                return text[: bar.start()].strip() or text
        if bars and self._is_name(text[: bars[0].start()]) and letters(text[bars[0].end() :]):
            return text[bars[0].end() :].strip()
        return text

    def _without_name_at_colon(self, text: str) -> str:
        colons = [*_COLON.finditer(text)]
        rest = text[colons[0].end() :].strip() if colons else ""
        if " " in rest and self._is_name(text[: colons[0].start()]):
            return rest
        if colons and self._is_name(text[colons[-1].end() :]):
            return text[: colons[-1].start()].strip() or text
        return text

    def _is_name(self, text: str) -> bool:
        return letters(text) in self.names

    def _ends(self, tail: str) -> bool:
        if tail in self.names or tail in self.sections:
            return True
        return any(
            tail.startswith(brand) and len(tail) <= len(brand) + MAX_ADDED for brand in self.brands
        )

    def _ends_before_name(self, tail: str) -> bool:
        return self._ends(tail) or tail in self.folders


def site_name_of(claims: Sequence[Claim], url: str | None) -> SiteName:
    """What the claims, and the address of the page, call its site. Only a site that states no name
    has brands: the longest part of its host."""
    values = [claim.value for claim in claims_for(claims, "source.name")]
    stated = {letters(form) for name in values for form in _with_and_without_article(name)}
    addresses = [claim.value for claim in claims_for(claims, "canonical_url")]
    hosts = [domain_of(address) or "" for address in (*addresses, url or "")]
    labels = [part for host in hosts for part in host.split(".")[:-1] if len(part) >= _MIN_LABEL]
    brands = {max(host.split(".")[:-1], key=len) for host in hosts if "." in host and not stated}
    sections = {letters(claim.value) for claim in claims_for(claims, "section")}
    folders = {letters(part) for address in (*addresses, url or "") for part in _path(address)}
    return SiteName(
        names=frozenset({*stated, *map(letters, (*hosts, *labels))} - {""}),
        brands=frozenset({*map(letters, brands)} - {""}),
        sections=frozenset(sections - {""}),
        folders=frozenset(folders - {""}),
    )


def _with_and_without_article(name: str) -> tuple[str, ...]:
    bare = _ARTICLE.sub("", name.strip(), count=1)
    return name, bare, f"the {bare}"


def _path(address: str) -> list[str]:
    """The names in an address between its host and its page, which are often sections."""
    return address.partition("//")[2].rstrip("/").split("/")[1:-1]


def _last_bar(text: str) -> re.Match[str] | None:
    return next(reversed([*_BAR.finditer(text)]), None)


def letters(text: str) -> str:
    """The text's letters and digits, in lower case: what is left when marks do not count."""
    return _LETTERS.sub("", text).casefold()
