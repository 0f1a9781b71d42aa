"""The family name of a person, as far as a printed line tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.normalize.people.persons import is_particle, is_person

_FAMILY_FIRST = frozenset({"hu", "ja", "km", "ko", "vi", "zh"})
"""Languages in which names are printed with the family name first, or in an order that differs."""
_INITIALS = frozenset("ADEIY")  # as small letters they are words of names: "d", "y"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name for a list of references: "King, Martin Luther, Jr."."""

    family: str
    given: str
    suffix: str | None = None


def person_name(printed: str, language: str | None) -> PersonName | None:
    """The parts of a printed name; None if it has to stay as it is: one word, an organization, a
    name with a comma, and names in an article whose language puts the family name first or whose
    letters have no capitals.

    The last word is the family name, with such words as "von der" before it: the rule of BibTeX,
    and what Zotero does with a line from a page.
    """
    words = printed.split()
    suffix = words.pop() if words and words[-1].rstrip(".").lower() in _SUFFIXES else None
    if len(words) < 2 or "," in printed or language in _FAMILY_FIRST:
        return None
    if words[0].islower() or not words[-1][0].isupper() or not is_person(printed):
        return None
    at = len(words) - 1
    while at > 1 and is_particle(words[at - 1]) and words[at - 1] not in _INITIALS:
        at -= 1
    return PersonName(family=" ".join(words[at:]), given=" ".join(words[:at]), suffix=suffix)
