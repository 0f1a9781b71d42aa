"""Quotes are chosen by who says them and by what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.errors import QueryError
from tests.conftest import Command, json_lines

_TEXT = (
    'Minister Jane Example spoke of steel. "Tariffs on steel will fall in March," Jane Example '
    'said.\n\n"The free trade zone stays as it is," Jane Example said.\n\n"Nobody sells steel at '
    'that price," said John Sample, a trader.'
)


@pytest.fixture
def quoted(place: Path, dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    story = {"title": "On steel", "text": _TEXT, "date": "2025-03-04", "language": "en"}
    assert dateline("ingest", write("quotes.jsonl", json_lines(story))).code == 0
    return dateline


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--saying", "steel"), {"Jane Example", "John Sample"}),
        (("--saying", "selling"), {"John Sample"}),  # in any form
        (("--saying", "steel", "--speaker", "jane"), {"Jane Example"}),
        (("--saying", '"free trade"'), {"Jane Example"}),
        (("--saying", '"trade free"'), set()),
        (("--saying", "steel -tariff*"), {"John Sample"}),
        (("--saying", "trader"), set()),  # of the text, and not of a quote
        (("--saying", "steel", "date:2024"), set()),
    ],
)
def test_the_words_of_a_quote_match_a_query_of_their_own(
    quoted: Command, options: tuple[str, ...], expected: set[str]
) -> None:
    ran = quoted("quotes", *options, "--json")
    assert {line["speaker"] for line in ran.json["quotes"]} == expected
    assert ran.code == (0 if expected else 1)


def test_as_many_as_asked_for_are_listed(quoted: Command, place: Path) -> None:
    with open_archive(place) as archive:
        assert len(list(archive.quotes(saying="steel"))) == 2
        assert len(list(archive.quotes(saying="steel", limit=1))) == 1


def test_a_mistake_is_shown_where_it_was_typed(quoted: Command, place: Path) -> None:
    with open_archive(place) as archive, pytest.raises(QueryError) as raised:
        list(archive.quotes(saying="steel OR"))
    assert raised.value.query == "steel OR"
