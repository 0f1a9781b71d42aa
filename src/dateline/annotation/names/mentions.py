"""The people and organizations of an article, each under one name.

First all full names are found, in all fields. Then short forms ("Haftar", "ISPR") are joined to
the entity that they stand for: of several that fit, the one named last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from dateline.annotation.names.doubtful import Usage, has_determiner
from dateline.annotation.names.forms import fits, last_name, particles_before, within
from dateline.annotation.names.organizations import Introduction, abbreviates, codes, introductions
from dateline.annotation.names.people import Person, Role, can_speak, person
from dateline.annotation.names.runs import Segment, segments
from dateline.annotation.names.words import Use, name_lexicon, runs
from dateline.annotation.places.gazetteer import folded, places_named
from dateline.values.annotations import Mention, MentionKind, Rule, Sentence, Span

Texts = Sequence[tuple[str, Sequence[Sentence]]]


@dataclass(slots=True)
class _Entity:
    """A person or an organization, as far as the article has introduced it: the fullest name, the
    first role, country and sector."""

    kind: MentionKind
    name: str
    role: str | None = None
    code: str | None = None
    sector: str | None = None

    def update(self, name: str, role: Role) -> None:
        if len(name.split()) > len(self.name.split()):
            self.name = name
        self.role = self.role or role.text
        self.code = self.code or role.code
        self.sector = self.sector or role.sector


class _Occurrence(NamedTuple):
    """A name at [start, end) of the field `text`, its sentence and segment, and what it is by
    itself: `person` and `introduced` are None for a short form and for what is no entity.
    `speaks`: a verb of saying, or the like, is beside what may be a name."""

    text: str
    sentence: Sentence
    start: int
    end: int
    name: str
    segment: Segment
    person: Person | None = None
    introduced: str | None = None
    speaks: bool = False

    @property
    def before(self) -> str:
        """The characters of the sentence before it."""
        return self.text[max(self.sentence.span.start, self.start - _LOOK_BACK) : self.start]

    def can_speak(self) -> bool:
        """Whether the words beside it are found beside names of people only."""
        span = self.sentence.span
        return can_speak(self.text, span.start, span.end, self.segment)


@dataclass(slots=True)
class _Entities:
    """The entities of an article: people by last and by first name, organizations by any of their
    names."""

    people: dict[str, list[_Entity]] = field(default_factory=dict)
    organizations: dict[str, _Entity] = field(default_factory=dict)
    first_names: dict[str, list[_Entity]] = field(default_factory=dict)

    def person_named(self, name: str) -> _Entity | None:
        """The person that a name fits: of several the one named last; None if there is none."""
        same = self.people.get(last_name(name), ())
        return next((p for p in reversed(same) if fits(name, p.name)), None)

    def person_by_first_name(self, name: str) -> _Entity | None:
        """The only person whose name begins with this word; None if there is none, or several."""
        found = self.first_names.get(name, ())
        return found[0] if len(found) == 1 else None

    def make_latest(self, entity: _Entity) -> None:
        """The last name alone means this person from here on."""
        same = self.people.setdefault(last_name(entity.name), [])
        if entity in same:
            same.remove(entity)
        same.append(entity)
        first = self.first_names.setdefault(entity.name.partition(" ")[0], [])
        if entity not in first:
            first.append(entity)


def mentions(texts: Texts) -> tuple[Mention, ...]:
    """All mentions in an article's fields, given as texts with their sentences, in order."""
    found = [item for text, sentences in texts for item in _occurrences(text, sentences)]
    entities = _Entities()
    speaking = {last_name(f.name) for f in found if f.speaks}
    for item in found:
        _register(entities, item, speaking)
    return tuple(_mentions(entities, found))


# --- finding ---------------------------------------------------------------------------------


def _occurrences(text: str, sentences: Sequence[Sentence]) -> Iterator[_Occurrence]:
    for sentence in sentences:
        part, start, stop = sentence.span.part, sentence.span.start, sentence.span.end
        new = part not in _HEADLINES or not _all_capitalized(text[start:stop])
        introduced = list(introductions(text, start, stop)) if new else []
        for run in runs(text, start, stop):
            for segment in segments(run):
                intro = next((i for i in introduced if _overlap(i, segment)), None)
                if intro:
                    if segment.end >= intro.end:
                        yield _introduced(text, sentence, intro, segment)
                    continue
                speaks = segment.kind == "name" and can_speak(text, start, stop, segment)
                who = person(text, start, stop, segment, speaks=speaks) if new else None
                begin, end = segment.start, segment.end
                name = text[begin:end]
                yield _Occurrence(text, sentence, begin, end, name, segment, who, None, speaks)


def _overlap(intro: Introduction, segment: Segment) -> bool:
    return intro.start < segment.end and segment.start < intro.end


def _introduced(
    text: str, sentence: Sentence, intro: Introduction, segment: Segment
) -> _Occurrence:
    start, end = intro.start, intro.end
    return _Occurrence(text, sentence, start, end, text[start:end], segment, None, intro.acronym)


_HEADLINES = ("title", "subtitle")
_LOOK_BACK = 20


def _all_capitalized(text: str) -> bool:
    """Whether nearly every word of a headline has a capital letter: it then shows no names."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


# --- joining ---------------------------------------------------------------------------------


def _register(entities: _Entities, item: _Occurrence, speaking: set[str]) -> None:
    """Add the entity that an occurrence introduces."""
    name = item.name
    if item.introduced or item.segment.kind in ("organization", "listed"):
        _register_organization(entities, item, name)
        return
    who = item.person
    if who is None and item.segment.kind == "name" and len(item.segment.words) in (2, 3):
        plain = not any(word.use & Use.COUNTRY for word in item.segment.words)
        if plain and last_name(name) in speaking and not item.speaks:
            who = Person("last name speaks", Role())
    if who is None:
        return
    entity = entities.person_named(name)
    if entity is None and name in name_lexicon().first_family_names:
        entity = entities.person_by_first_name(name)  # Mr. Kim is Kim Jong Un
    if entity is None:
        entity = _Entity(MentionKind.PERSON, name)
        entities.make_latest(entity)
    entity.update(name, who.role)


def _register_organization(entities: _Entities, item: _Occurrence, name: str) -> None:
    entity = entities.organizations.get(name)
    if entity is None:
        code, sector = codes((*item.segment.role, *item.segment.words), name)
        entity = _Entity(MentionKind.ORGANIZATION, name, code=code, sector=sector)
        entity = _acronym_of(entities, entity) or entity
        entities.organizations[name] = entity
    if item.introduced:
        entities.organizations[item.introduced] = entity


def _acronym_of(entities: _Entities, entity: _Entity) -> _Entity | None:
    """The organization that a name is the acronym, or the full form, of."""
    name = entity.name
    for other in entities.organizations.values():
        if name.isupper() and " " not in name and abbreviates(name, other.name.split()):
            return other
        if other.name.isupper() and " " not in other.name and abbreviates(other.name, name.split()):
            other.name = name
            other.code, other.sector = other.code or entity.code, other.sector or entity.sector
            return other
    return None


# --- emitting --------------------------------------------------------------------------------


def _mentions(entities: _Entities, found: Sequence[_Occurrence]) -> Iterator[Mention]:
    speaking = {f.name for f in found if f.speaks and len(f.segment.words) == 1}
    usage = cache(lambda: _usage(found))
    for item in found:
        start, name = item.start, item.name
        entity, rule = _organization_named(entities, item)
        if entity is None:
            entity, rule = _person_named(entities, item, speaking, usage)
            if entity is None:
                continue
            entities.make_latest(entity)
            size = particles_before(item.before, entity.name)
            start, name = start - size, item.text[start - size : item.end]
        yield Mention(
            span=Span(part=item.sentence.span.part, start=start, end=item.end, text=name),
            kind=entity.kind,
            name=entity.name,
            role=entity.role,
            code=entity.code,
            sector=entity.sector,
            rule=Rule(name=rule, dictionary=name_lexicon().label),
        )


def _usage(found: Sequence[_Occurrence]) -> Usage:
    return Usage.of(
        (word, item.before, item.text[item.end : item.end + 1])
        for item in found
        for words in (item.segment.role, item.segment.words)
        for word in words
        if word.use & Use.COUNTRY
    )


def _organization_named(entities: _Entities, item: _Occurrence) -> tuple[_Entity | None, str]:
    entity = entities.organizations.get(item.name)
    if entity and item.segment.kind == "listed":
        return entity, "known organization"
    return entity, "acronym introduced" if item.introduced else "head of its name"


def _person_named(
    entities: _Entities, item: _Occurrence, speaking: set[str], usage: Callable[[], Usage]
) -> tuple[_Entity | None, str]:
    """The person that a name means, by what is beside it, or as a short form of a full name."""
    if item.segment.kind not in ("name", "person", "doubtful"):
        return None, ""
    entity = entities.person_named(item.name)
    if item.person is not None:
        return entity or entities.person_by_first_name(item.name), item.person.rule
    if entity is None:
        return _person_by_first_name(entities, item, speaking, usage), "first word of the name"
    if not within(item.name, entity.name):
        return None, ""
    word = item.segment.words[0]
    if item.segment.kind == "doubtful" and not usage().means_person(
        word, item.before, speaks=item.can_speak()
    ):
        return None, ""
    return entity, "short form"


def _person_by_first_name(
    entities: _Entities, item: _Occurrence, speaking: set[str], usage: Callable[[], Usage]
) -> _Entity | None:
    """The person whose first name, or whose family name if that is first, a word is: somebody who
    speaks, or whose family name is known to be first."""
    if len(item.segment.words) > 1:
        return None
    entity = entities.person_by_first_name(item.name)
    if entity is None:
        return None
    word = item.segment.words[0]
    if item.name in name_lexicon().first_family_names:
        return None if word.use and has_determiner(item.before) else entity
    if word.use & Use.COUNTRY:
        return entity if item.can_speak() and usage().allows_person(word) else None
    is_name = word.use & Use.GIVEN or not places_named(folded(item.name))
    return entity if item.name in speaking and is_name else None
