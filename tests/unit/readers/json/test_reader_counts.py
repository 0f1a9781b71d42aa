"""How many articles a file declares, compared with how many were found."""

from __future__ import annotations

import io

import pytest

from dateline import readers
from dateline.values.draft import RecordError
from dateline.values.outcome import Count
from tests.unit.readers.builders import zipped

TWO = '[{"text": "One."}, {"text": "Two."}]'
FEED = (
    '<rss version="2.0" xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/"><channel>'
    "<openSearch:totalResults>%d</openSearch:totalResults><item><title>One</title>"
    "<description>Words.</description></item></channel></rss>"
)


def read(data: str | bytes) -> tuple[list[Count], list[str]]:
    """The counts, and the reasons of RecordErrors."""
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    file = readers.unpack(stream)
    records = [unpacked.record for unpacked in file.records]
    return [*file.counts], [record.reason for record in records if isinstance(record, RecordError)]


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (f'{{"count": 2, "articles": {TWO}}}', Count(2, 2, "key count", False)),
        (f'{{"articles": {TWO}, "article_count": 2}}', Count(2, 2, "key article_count", False)),
        (f'{{"totalResults": 38, "articles": {TWO}}}', Count(38, 2, "key totalResults", True)),
        (f'{{"response": {{"numFound": 2, "docs": {TWO}}}}}', Count(2, 2, "key numFound", True)),
        (f'{{"total": 9, "count": 2, "items": {TWO}}}', Count(2, 2, "key count", False)),
        ("\n 1 of 9 DOCUMENTS\n\nLENGTH: 1 words\n", Count(9, 1, "1 of 9 DOCUMENTS", True)),
        (FEED % 7, Count(7, 1, "openSearch:totalResults", True)),
    ],
)
def test_declared_counts_are_found(data: str, count: Count) -> None:
    """The first key that counts the list is used, else one that counts a search."""
    assert read(data) == ([count], [])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f'{{"count": 3, "articles": {TWO}}}', "3 articles (key count), but has 2"),
        (f'{{"count": 1, "articles": {TWO}}}', "1 article (key count), but has 2"),
        (f'{{"total": 1, "articles": {TWO}}}', "1 article (key total), but has 2"),
        (FEED % 0, "0 articles (openSearch:totalResults), but has 1"),
    ],
)
def test_a_wrong_count_is_a_record_error(data: str, reason: str) -> None:
    """A list shorter than declared, or longer than its search, is a RecordError, also inside a zip
    file."""
    assert read(data)[1] == [f"it says that it has {reason}"]
    assert read(zipped({"a": data}))[1] == [f"it says that it has {reason}"]


def test_numbers_that_count_no_list_are_ignored() -> None:
    """A word, a boolean, and a count inside an article do not count the list."""
    assert read('{"count": true, "total": "many", "articles": [{"text": "x", "count": 7}]}') == (
        [],
        [],
    )
