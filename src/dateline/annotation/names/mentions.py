"""The people and organizations of an article, each under one name.

First everybody with a full name is found, in all fields; then short forms ("Haftar", "ISPR")
are joined to the entity that they were introduced for, the one named last where several fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.annotation.names.organizations import Introduction, abbreviates, codes, introductions
from dateline.annotation.names.people import Person, Role, can_speak, person
from dateline.annotation.names.runs import Segment, segments
from dateline.annotation.names.words import Use, lexicon, runs
from dateline.values.annotations import Mention, MentionKind, Rule, Sentence, Span

Texts = Sequence[tuple[str, Sequence[Sentence]]]


@dataclass(slots=True)
class _Entity:
    """What the article has told of somebody so far: the fullest name, the first role, country
    and sector."""

    kind: MentionKind
    name: str
    role: str | None = None
    code: str | None = None
    sector: str | None = None

    def learn(self, name: str, role: Role) -> None:
        if len(name.split()) > len(self.name.split()):
            self.name = name
        self.role = self.role or role.text
        self.code = self.code or role.code
        self.sector = self.sector or role.sector


class _Found(NamedTuple):
    """A name at [start, end) of a field, its segment of the sentence, and what it is by itself
    (None: a short form, or no entity)."""

    part: str
    start: int
    end: int
    name: str
    segment: Segment
    person: Person | None = None
    introduced: str | None = None
    speaks: bool = False


@dataclass(slots=True)
class _Cast:
    """The entities of an article, people by their last name, organizations by any name."""

    people: dict[str, list[_Entity]] = field(default_factory=dict)
    organizations: dict[str, _Entity] = field(default_factory=dict)

    def named(self, name: str) -> _Entity | None:
        """The person whom a name fits: of several the one that was met last."""
        words = name.split()
        fitting = (p for p in reversed(self.people.get(_last(words), [])) if _fits(words, p.name))
        return next(fitting, None)

    def meet(self, entity: _Entity) -> None:
        """Make a person the one whom the last name alone means from here on."""
        same = self.people.setdefault(_last(entity.name.split()), [])
        if entity in same:
            same.remove(entity)
        same.append(entity)


def mentions(texts: Texts) -> tuple[Mention, ...]:
    """All mentions in an article's fields, given as texts with their sentences, in order."""
    found = [item for text, sentences in texts for item in _look(text, sentences)]
    cast = _Cast()
    speaking = {_last([f.segment.words[-1].text]) for f in found if f.speaks}
    for item in found:
        _enter(cast, item, speaking)
    return tuple(_emit(cast, found))


# --- finding ---------------------------------------------------------------------------------


def _look(text: str, sentences: Sequence[Sentence]) -> Iterator[_Found]:
    for sentence in sentences:
        part, start, stop = sentence.span.part, sentence.span.start, sentence.span.end
        new = part not in _HEADLINES or not _all_capitalized(text[start:stop])
        told = list(introductions(text, start, stop)) if new else []
        for run in runs(text, start, stop):
            for segment in segments(run):
                intro = next((i for i in told if _overlap(i, segment)), None)
                if intro:
                    if segment.end >= intro.end:
                        yield _introduced(text, part, intro, segment)
                    continue
                speaks = segment.kind == "name" and can_speak(text, start, stop, segment)
                who = person(text, start, stop, segment, speaks=speaks) if new else None
                begin, end = segment.start, segment.end
                yield _Found(part, begin, end, text[begin:end], segment, who, speaks=speaks)


def _overlap(intro: Introduction, segment: Segment) -> bool:
    return intro.start < segment.end and segment.start < intro.end


def _introduced(text: str, part: str, intro: Introduction, segment: Segment) -> _Found:
    name = text[intro.start : intro.end]
    return _Found(part, intro.start, intro.end, name, segment, introduced=intro.acronym)


_HEADLINES = ("title", "subtitle")


def _all_capitalized(text: str) -> bool:
    """Whether a headline has a capital letter on nearly every word: names do not stand out."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


# --- joining ---------------------------------------------------------------------------------


def _enter(cast: _Cast, item: _Found, speaking: set[str]) -> None:
    """Enter the entity that a segment introduces."""
    name = item.name
    if item.introduced or item.segment.kind in ("organization", "known"):
        _enter_organization(cast, item, name)
        return
    who = item.person
    if who is None and item.segment.kind == "name" and len(item.segment.words) in (2, 3):
        plain = not any(word.use & Use.COUNTRY for word in item.segment.words)
        if plain and _last(name.split()) in speaking and not item.speaks:
            who = Person("last name speaks", Role())
    if who is None:
        return
    known = cast.named(name)
    if known is None:
        known = _Entity(MentionKind.PERSON, name)
        cast.meet(known)
    known.learn(name, who.role)


def _enter_organization(cast: _Cast, item: _Found, name: str) -> None:
    known = cast.organizations.get(name)
    if known is None:
        code, sector = codes((*item.segment.role, *item.segment.words), name)
        known = _Entity(MentionKind.ORGANIZATION, name, code=code, sector=sector)
        known = _acronym_of(cast, known) or known
        cast.organizations[name] = known
    if item.introduced:
        cast.organizations[item.introduced] = known


def _acronym_of(cast: _Cast, entity: _Entity) -> _Entity | None:
    """The organization whose acronym, or full form, a name is."""
    name = entity.name
    for other in cast.organizations.values():
        if name.isupper() and " " not in name and abbreviates(name, other.name.split()):
            return other
        if other.name.isupper() and " " not in other.name and abbreviates(other.name, name.split()):
            other.name = name
            other.code, other.sector = other.code or entity.code, other.sector or entity.sector
            return other
    return None


def _last(words: Sequence[str]) -> str:
    return words[-1].rpartition("-")[2].casefold()


def _fits(words: Sequence[str], full: str) -> bool:
    """Whether a name can be a form of the full one: its words are among the full one's, or
    the other way about, first names by their initials too."""
    known = full.split()
    short, long = sorted((list(words), known), key=len)
    if len(short) == 1:
        return True
    first, other = short[0].rstrip("."), long[0].rstrip(".")
    same = first == other or (len(first) == 1 and other.startswith(first))
    return same or (len(other) == 1 and first.startswith(other)) or set(short) <= set(long)


# --- emitting --------------------------------------------------------------------------------


def _emit(cast: _Cast, found: Sequence[_Found]) -> Iterator[Mention]:
    for item in found:
        name = item.name
        entity = cast.organizations.get(name)
        rule = "acronym introduced" if item.introduced else "head of its name"
        if entity and item.segment.kind == "known":
            rule = "known organization"
        if entity is None:
            if item.segment.kind not in ("name", "person"):
                continue
            entity = cast.named(name)
            if entity is None or not _means(item, entity):
                continue
            cast.meet(entity)
            rule = item.person.rule if item.person else "short form"
        yield Mention(
            span=Span(part=item.part, start=item.start, end=item.end, text=name),
            kind=entity.kind,
            name=entity.name,
            role=entity.role,
            code=entity.code,
            sector=entity.sector,
            rule=Rule(name=rule, dictionary=lexicon().label),
        )


def _means(item: _Found, entity: _Entity) -> bool:
    """Whether a name without a sign of its own means the person: it has no word that the full
    name lacks."""
    return item.person is not None or set(item.name.split()) <= set(entity.name.split())
