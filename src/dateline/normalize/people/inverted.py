"""Names with the family name first, as catalogues and forms give them ("Field, Rosa")."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.normalize.people.persons import is_given_name, is_particle, is_person, letters
from dateline.normalize.people.roles import is_job, is_place

_BETWEEN = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}")
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|md|mbe|obe|esq|ii|iii)\.?", re.I)


def upright(value: str, others: Collection[str]) -> str:
    """The value with each name in its usual order, "; " between them, if all of its names have the
    family name first; otherwise the value as it is. `others` are names of anything else, as
    `letters` gives them.

    What may be two people is two people: there is one only if a single word that is no given name,
    or a name with a particle ("van der Berg"), stands before the comma, and given names after it.
    """
    if "," not in value:
        return value
    names = [_turned(name, others) for name in _BETWEEN.split(value.strip())]
    return value if None in names else "; ".join(filter(None, names))


def _turned(name: str, others: Collection[str]) -> str | None:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not _is_family_name(family, others) or not _is_given(given, others):
        return None
    return f"{given} {family}"


def _is_family_name(text: str, others: Collection[str]) -> bool:
    if not is_person(text) or is_job(text) or is_place(text) or letters(text) in others:
        return False
    first, *rest = text.split()
    if not rest:
        return not is_given_name(first)
    return is_particle(first) and len(rest) <= 3


def _is_given(text: str, others: Collection[str]) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 2 or _SUFFIX.fullmatch(text) or letters(text) in others:
        return False
    first, last = words[0], words[-1]
    if _INITIALS.fullmatch(first):
        return first[0].isupper()
    if not is_person(first) or is_job(text) or is_place(text):
        return False
    if len(words) == 1 or _INITIALS.fullmatch(last) or is_particle(last):
        return True
    # Two names after a comma are a person by themselves ("Madrid, Juan Field"), unless the second
    # is a given name too, or the first is none that is known ("Thi Minh").
    return is_given_name(last) or not any(map(is_given_name, words))
