"""The people and organizations of an article, each under one name.

First all full names are found, in all fields. Then short forms ("Haftar", "ISPR") are joined to
the entity that they stand for: of several that fit, the one named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.annotation.names.doubtful import Usage
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
    """A name at [start, end) of a field, its segment of the sentence, and what it is by itself:
    `person` and `introduced` are None for a short form and for what is no entity. `before` and
    `after` are the characters around it."""

    part: str
    start: int
    end: int
    name: str
    segment: Segment
    person: Person | None = None
    introduced: str | None = None
    speaks: bool = False
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Entities:
    """The entities of an article: people by last and by first name, organizations by any of their
    names."""

    people: dict[str, list[_Entity]] = field(default_factory=dict)
    organizations: dict[str, _Entity] = field(default_factory=dict)

    def person_named(self, name: str) -> _Entity | None:
        """The person that a name fits: of several the one named last; None if there is none."""
        same = self.people.get(last_name(name.split()), ())
        return next((p for p in reversed(same) if fits(name, p.name)), None)

    def person_by_first_name(self, name: str) -> _Entity | None:
        """The only person whose name begins with this word; None if there is none, or several."""
        found = [
            person
            for same in self.people.values()
            for person in same
            if person.name.partition(" ")[0] == name
        ]
        return found[0] if len(found) == 1 else None

    def make_latest(self, entity: _Entity) -> None:
        """The last name alone means this person from here on."""
        same = self.people.setdefault(last_name(entity.name.split()), [])
        if entity in same:
            same.remove(entity)
        same.append(entity)


def mentions(texts: Texts) -> tuple[Mention, ...]:
    """All mentions in an article's fields, given as texts with their sentences, in order."""
    found = [item for text, sentences in texts for item in _occurrences(text, sentences)]
    entities = _Entities()
    speaking = {
        last_name([f.segment.words[-1].text])
        for f in found
        if f.speaks and f.segment.kind == "name"
    }
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
                        yield _introduced(text, part, intro, segment)
                    continue
                speaks = segment.kind in ("name", "doubtful") and can_speak(
                    text, start, stop, segment
                )
                who = person(text, start, stop, segment, speaks=speaks) if new else None
                begin, end = segment.start, segment.end
                before = text[max(start, begin - _LOOK_BACK) : begin]
                yield _Occurrence(
                    part,
                    begin,
                    end,
                    text[begin:end],
                    segment,
                    who,
                    speaks=speaks,
                    before=before,
                    after=text[end : end + 1],
                )


def _overlap(intro: Introduction, segment: Segment) -> bool:
    return intro.start < segment.end and segment.start < intro.end


def _introduced(text: str, part: str, intro: Introduction, segment: Segment) -> _Occurrence:
    name = text[intro.start : intro.end]
    return _Occurrence(part, intro.start, intro.end, name, segment, introduced=intro.acronym)


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
        if plain and last_name(name.split()) in speaking and not item.speaks:
            who = Person("last name speaks", Role())
    if who is None:
        return
    entity = entities.person_named(name)
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
    usage = Usage.of(
        (word, item.before, item.after)
        for item in found
        for word in (*item.segment.role, *item.segment.words)
    )
    speaking = {f.name for f in found if f.speaks and len(f.segment.words) == 1}
    for item in found:
        start, name = item.start, item.name
        entity, rule = _organization_named(entities, item)
        if entity is None:
            entity, rule = _person_named(entities, item, usage, speaking)
            if entity is None:
                continue
            entities.make_latest(entity)
            size = particles_before(item.before, entity.name)
            start, name = start - size, item.before[len(item.before) - size :] + name
        yield Mention(
            span=Span(part=item.part, start=start, end=item.end, text=name),
            kind=entity.kind,
            name=entity.name,
            role=entity.role,
            code=entity.code,
            sector=entity.sector,
            rule=Rule(name=rule, dictionary=name_lexicon().label),
        )


_PERSONAL = Use.GIVEN | Use.COUNTRY  # what a country's name means is decided by its use


def _organization_named(entities: _Entities, item: _Occurrence) -> tuple[_Entity | None, str]:
    entity = entities.organizations.get(item.name)
    if entity and item.segment.kind == "listed":
        return entity, "known organization"
    return entity, "acronym introduced" if item.introduced else "head of its name"


def _person_named(
    entities: _Entities, item: _Occurrence, usage: Usage, speaking: set[str]
) -> tuple[_Entity | None, str]:
    """The person that a name means, by what is beside it, or as a short form of a full name."""
    if item.segment.kind not in ("name", "person", "doubtful"):
        return None, ""
    entity = entities.person_named(item.name)
    if item.person is not None:
        return entity, item.person.rule
    word = item.segment.words[0]
    if entity is None and len(item.segment.words) == 1:
        first = item.name in name_lexicon().first_family_names or (
            item.name in speaking and (word.use & _PERSONAL or not places_named(folded(item.name)))
        )
        entity = entities.person_by_first_name(item.name) if first else None
        if entity and (not word.use & Use.COUNTRY or (item.speaks and usage.allows_person(word))):
            return entity, "first word of the name"
        return None, ""
    if entity is None or not within(item.name, entity.name):
        return None, ""
    if item.segment.kind == "doubtful" and not usage.means_person(
        word, item.before, speaks=item.speaks
    ):
        return None, ""
    return entity, "short form"
