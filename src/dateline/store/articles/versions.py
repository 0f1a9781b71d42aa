"""Whether a text at a known address is a new version of the article there, or another article.

Many articles may stand at one address: a feed links all its items to one page, a live blog has a
post for each fragment, and a page names its section as its canonical address. A version keeps most
of what it replaces. Two texts of one newsroom that report different things share next to none of
their sequences of three words. If the text is another one, the publisher's name for it (a feed's
guid) says that it is a version: one article alone at the address has this name, in another file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from dateline.store.articles.identity import words_of
from dateline.store.articles.similarity import shingles_of

# Whether the headline is the same, and the day another: how much of the shorter text a version has.
# A briefing of the same name appears every day, and a story is rewritten under a new headline.
NEEDED = {(True, False): 0.02, (True, True): 0.1, (False, False): 0.1, (False, True): 0.3}

SHORT = 50
"""Sequences of three words. A shorter text under the same headline may be a first line ("More
follows"), of which the story keeps nothing."""

_POST = re.compile(r"(?=.*\d)[\w.:-]{4,}")


@dataclass(frozen=True)
class Printed:
    """What is compared: headline, day, address as stated, the words of the body, and in which file
    the publisher calls it what."""

    title: str | None
    day: date | None
    url: str | None
    words: Sequence[str]
    guid: str | None
    file: str

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles_of(self.words)

    @cached_property
    def headline(self) -> list[str]:
        return words_of(self.title or "")

    @cached_property
    def post(self) -> str | None:
        """The part of a page that the address names: a fragment with a digit, no parameter."""
        try:
            fragment = urlsplit(self.url or "").fragment
        except ValueError:  # "http://[" is not a URL
            return None
        return fragment if _POST.fullmatch(fragment) else None


def shared(new: Printed, known: Printed) -> float | None:
    """The share of the shorter text that both have, if `new` is a version of `known`; None if they
    are two articles."""
    if new.post and known.post and new.post != known.post:
        return None
    shorter = min(len(new.shingles), len(known.shingles))
    both = len(new.shingles & known.shingles) / shorter if shorter else 0.0
    same_title = new.headline == known.headline
    other_day = None not in (new.day, known.day) and new.day != known.day
    if shorter < SHORT and same_title and not other_day:
        return both
    return both if both >= NEEDED[same_title, other_day] else None


def is_same_item(new: Printed, known: Printed) -> bool:
    """Whether a later file calls `new` what an earlier one calls `known`. Feeds that give all of
    their items one guid name none of them."""
    return new.guid is not None and new.guid == known.guid and new.file != known.file
