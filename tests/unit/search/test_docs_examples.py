"""The examples of docs/query-language.md are what it says they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import QueryError
from dateline.search.fields import FIELDS
from dateline.search.language_page import query_language
from dateline.search.query.ast import leaves
from dateline.search.query.format import format_query
from dateline.search.query.parser import parse

PAGE = (Path(__file__).parents[3] / "docs" / "query-language.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


QUERIES = [line for block in blocks("query") for line in block.splitlines()]
ERRORS = [tuple(case.splitlines()) for block in blocks("error") for case in block.split("\n\n")]


def test_there_are_examples() -> None:
    """The page has its examples in blocks that these tests read, and are not few."""

    assert len(QUERIES) > 20
    assert len(ERRORS) > 8


def test_the_page_is_what_help_prints() -> None:
    """The page is the output of `dateline help query`, with a row for each field that there is."""

    assert query_language() == PAGE
    assert all(
        f"| `{field.name}:` | {field.help} | `{field.example}` |" in PAGE
        for field in FIELDS.values()
    )


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_an_example_that_is_one(name: str) -> None:
    """The example of each field is a query in that field."""

    assert {
        leaf.field for leaf in leaves(parse(FIELDS[name].example, today=date(2025, 7, 18)))
    } == {name}


@pytest.mark.parametrize("text", QUERIES)
def test_query(text: str) -> None:
    """An example of a query is one."""

    query = parse(text, today=date(2025, 7, 18))
    assert parse(format_query(query)) == query


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_error(text: str, message: str) -> None:
    """An example of an error ends with the message under it."""

    with pytest.raises(QueryError) as raised:
        parse(text)

    assert raised.value.message == message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("harbour AND bridge", "harbour bridge"),
        ("harbour bridge OR quay", "(harbour bridge) OR quay"),
        ("harbour NOT ferry", "harbour -ferry"),
        ("Zürich", "zurich"),
    ],
)
def test_equal(first: str, second: str) -> None:
    """What the page says is the same is the same."""

    assert parse(first) == parse(second)
