"""An article as it is searched: a `Document`, whose `texts` map the name of a part to its blocks
(paragraphs, bullets, captions), since no phrase runs from one block into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.search.fields import FIELDS, TEXT_WEIGHTS
from dateline.values.moment import Moment

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class IndexedEvent(NamedTuple):
    """One event of an article, in PLOVER's codes. `date` is its day in ISO 8601, as far as it is
    known. Part, block, start and end say where its sentence is, as in `MatchSpan`."""

    type: str
    modes: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    date: str | None
    part: str
    block: int
    start: int
    end: int

    @property
    def label(self) -> str:
        """The event in a few codes: “event AGREE: PAK-MIL → LBY”."""
        actors, targets = _joined(self.actors), _joined(self.targets)
        parties = actors if actors == targets else " → ".join(filter(None, (actors, targets)))
        return f"event {self.type}: {parties}" if parties else f"event {self.type}"

    def moments(self) -> tuple[Moment, ...]:
        """Its day, if it is known."""
        return (_moment(self.date),) if self.date else ()

    def value(self, field: str) -> tuple[str, ...]:
        """What a VALUE field about events looks at."""
        modes, actors, targets = self.modes, self.actors, self.targets
        found = {"event": (self.type,), "mode": modes, "actor": actors, "target": targets}[field]
        return tuple(map(str.lower, found))


def _joined(codes: tuple[str, ...]) -> str:
    """The codes, without those that are part of a longer one (PAK and MIL of PAK-MIL)."""
    parts = {part for code in codes if "-" in code for part in code.split("-")}
    return ", ".join(code for code in codes if code not in parts)


@lru_cache(maxsize=4096)
def _moment(value: str) -> Moment:
    return Moment(value=value)


class IndexedQuote(NamedTuple):
    """Where the words of one quote are, as in `MatchSpan`. `speakers` are the numbers of the blocks
    of the part “speaker” that name the speaker, the primary name first."""

    part: str
    block: int
    start: int
    end: int
    speakers: tuple[int, ...] = ()


class Document(NamedTuple):
    """An article as it is searched and listed. `values` maps the name of a VALUE field to its
    values; `language` is an ISO 639-1 code, or None if it is unknown."""

    id: str
    texts: Mapping[str, tuple[str, ...]]
    source: str
    published: Moment | None = None
    url: str | None = None
    language: str | None = None
    values: Mapping[str, tuple[str, ...]] = _NOTHING
    updated: Moment | None = None
    added: Moment | None = None
    events: tuple[IndexedEvent, ...] = ()
    quotes: tuple[IndexedQuote, ...] = ()

    @property
    def title(self) -> str | None:
        blocks = self.texts.get("title")
        return blocks[0] if blocks else None

    def words_of(self, quote: IndexedQuote) -> str:
        """The words of one of its quotes."""
        return self.texts[quote.part][quote.block][quote.start : quote.end]

    def moments(self, field: str) -> tuple[Moment, ...]:
        """What a DATE field looks at."""
        if field == "event-date":
            return tuple(moment for event in self.events for moment in event.moments())
        moment = {"date": self.published, "updated": self.updated, "added": self.added}[field]
        return (moment,) if moment else ()

    def value(self, field: str) -> tuple[str, ...]:
        """What a VALUE field looks at."""
        if field == "id":
            return (self.id,)
        if field == "lang":
            return (self.language,) if self.language else ()
        if FIELDS[field].about:
            found = (value for event in self.events for value in event.value(field))
            return tuple(dict.fromkeys(found))
        return self.values.get(field, ())

    def blocks(self, field: str | None) -> Iterator[tuple[str, int, str]]:
        """(part, number, text) of each block that a TEXT field looks into; None: all text."""
        for part in ("body",) if field == "lead" else (field,) if field else TEXT_WEIGHTS:
            blocks = self.texts.get(part, ())
            for number, text in enumerate(blocks[:1] if field == "lead" else blocks):
                yield part, number, text
