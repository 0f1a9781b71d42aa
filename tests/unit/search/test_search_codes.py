"""Names of countries, kinds of actors and languages in place of their codes."""

from __future__ import annotations

import pytest

from dateline.errors import QueryError
from dateline.search.query.ast import Query, SameEvent, Value
from dateline.search.query.codes import country_name, language_name
from dateline.search.query.parser import parse


def about_event(field: str, value: str) -> Query:
    return SameEvent((Value(value, field),))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("country:RUS", Value("rus", "country")),
        ("country:russia", Value("rus", "country")),
        ("country:Russian", Value("rus", "country")),
        ('country:"South Korea"', Value("kor", "country")),
        ("country:uk", Value("gbr", "country")),
        ("country:U.S.", Value("usa", "country")),
        ('country:"the netherlands"', Value("nld", "country")),
        ("country:guinea-bissau", Value("gnb", "country")),
        ("country:(russia)", Value("rus", "country")),
        ("country:drc", Value("cod", "country")),
        ("country:XKX", Value("xkx", "country")),
        ("actor:russia", about_event("actor", "rus")),
        ("actor:Russians", about_event("actor", "rus")),
        ("target:PAK-MIL", about_event("target", "pak-mil")),
        ("actor:pakistan-mil", about_event("actor", "pak-mil")),
        ('actor:"Pakistani army"', about_event("actor", "pak-mil")),
        ('actor:"south korean police"', about_event("actor", "kor-cop")),
        ("actor:rebels", about_event("actor", "reb")),
        ("actor:igo", about_event("actor", "igo")),
        ("lang:french", Value("fr", "lang")),
        ("lang:FR", Value("fr", "lang")),
    ],
)
def test_names(text: str, query: Query) -> None:
    """A name, an adjective or a people is the country's code; a kind of actor is a sector's."""
    assert parse(text) == query


@pytest.mark.parametrize(
    ("code", "name"),
    [("rus", "Russia"), ("USA", "United States"), ("FRA", "France"), ("PAK", "Pakistan")],
)
def test_a_code_has_the_name_of_its_state(code: str, name: str) -> None:
    assert country_name(code) == name


def test_a_code_without_a_name_is_its_own() -> None:
    assert (country_name("XYZ"), language_name("tlh"), language_name("fr")) == (
        *("XYZ", "tlh"),
        "French",
    )


@pytest.mark.parametrize(
    ("text", "position", "message", "hint"),
    [
        ("a country:rusia", 10, "“country:” has no value “rusia”", "did you mean russia?"),
        ("country:zzzzzz", 8, "a country is its code (PAK", "for instance PAK, pakistan"),
        ("actor:zzzzzz", 6, "an actor or target is a country", "to search for other names"),
        ("lang:frensh", 5, "a language is two letters", "did you mean french?"),
        ("lang:klingon", 5, "a language is two letters", "for instance en, french"),
    ],
)
def test_other_names(text: str, position: int, message: str, hint: str) -> None:
    """A name that is none has an error with its position, and the most similar name."""
    with pytest.raises(QueryError) as raised:
        parse(text)

    assert raised.value.position == position
    assert raised.value.message.startswith(message)
    assert (raised.value.hint or "").startswith(hint)
