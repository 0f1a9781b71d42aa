"""The country that the words of a name, a title or an office show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.annotation.names.words import name_lexicon
from dateline.dictionaries.files import load, names


def country(words: Sequence[str]) -> tuple[str | None, int]:
    """The code of the first country or people that the words name, and the number of its words if
    it is at their beginning, else 0. A province has the code of its country (New Jersey is not
    Jersey); a name of both (Georgia) shows none."""
    countries, provinces = name_lexicon().countries, _provinces()
    for at in range(len(words)):
        for size in (3, 2, 1):
            name = " ".join(words[at : at + size])
            code, province = countries.get(name), provinces.get(name)
            if at + size > len(words) or (code and province and code != province):
                continue
            if code:
                return code, size if at == 0 else 0
            if province is not None:
                return province or None, 0
    return None, 0


@cache
def _provinces() -> dict[str, str]:
    """The codes of provinces whose name has the name of a country, or its people, in it."""
    countries, regions = name_lexicon().countries, load("regions")
    rows = (*regions["states of the United States"].rows, *regions["parts of countries"].rows)
    return {
        name: row[0]
        for row in rows
        for name in names(row[1])
        if not countries.keys().isdisjoint(name.split())
    }
