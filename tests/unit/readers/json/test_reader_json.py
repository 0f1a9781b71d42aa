"""JSON files: where the articles in them begin and end, and what their keys mean."""

from __future__ import annotations

import json

import pytest

from dateline.values.draft import Draft, Record, RecordError, Role
from tests.unit.readers.conftest import Read, claims_of, json_records


def test_one_object_is_one_record() -> None:
    """A pretty-printed object is one article, and the record is its exact bytes."""

    data = b'{\n  "text": "W\xc3\xb6rter",\n  "authors": [{"name": "A"}]\n}'

    assert [Record(ordinal=0, data=data, where=None)] == json_records(data + b"\n")


@pytest.mark.parametrize(
    "around",
    [
        "[ITEMS]",
        '{"status": "ok", "articles": [ITEMS]}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [ITEMS], "language": "en"}',
        '{"response": {"results": [ITEMS]}}',
        "ITEM1\nITEM2",
    ],
)
def test_articles_in_an_array_are_exact_slices(around: str) -> None:
    """Each object of an array, bare or under a producer's key, is a record with its number."""

    first, second = '{"text": "Über  eins"}', '{ "text":"two" }'
    text = (
        around.replace("ITEMS", f"{first},\n {second}")
        .replace("ITEM1", first)
        .replace("ITEM2", second)
    )

    assert [
        Record(ordinal=0, data=first.encode(), where="item 1"),
        Record(ordinal=1, data=second.encode(), where="item 2"),
    ] == json_records(text.encode())


def test_objects_before_damage_are_read() -> None:
    """Cut JSON gives the objects before the cut, then one RecordError with line and column."""

    records = json_records(b'{"articles": [{"text": "one"},\n {"text": "two"}, {"text": "thr')

    assert [record.where for record in records[:2]] == ["item 1", "item 2"]
    assert [
        RecordError(
            ordinal=2,
            where=None,
            reason="broken JSON: Unterminated string starting at line 2 column 28",
        )
    ] == records[2:]


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'{"text": ' + b"1" * 5000])
def test_absurd_json_is_a_record_error(data: bytes) -> None:
    """Nesting and numbers beyond Python's limits give a RecordError, not a crash."""

    (record_error,) = json_records(data)

    assert isinstance(record_error, RecordError)
    assert "broken JSON" in record_error.reason


PRODUCERS = {
    "news-please": (
        {"title": "T", "maintext": "Body.", "date_publish": "2025-07-18 10:00:00",
         "date_modify": "2025-07-19", "source_domain": "example.org", "authors": ["A B"],
         "language": "en", "url": "https://example.org/a"},
        {"published": ["2025-07-18 10:00:00"], "updated": ["2025-07-19"],
         "source.domain": ["example.org"], "authors": ["A B"], "language": ["en"],
         "url": ["https://example.org/a"]},
    ),
    "newspaper4k": (
        {"title": "T", "text": "Body.", "publish_date": "2025-07-18", "tags": ["x"],
         "meta_lang": "en", "summary": "Short."},
        {"published": ["2025-07-18"], "keywords": ["x"], "language": ["en"],
         "summary": ["Short."]},
    ),
    "fundus": (
        {"title": "T", "publishing_date": "2025-07-18 10:00:00+02:00", "authors": ["A B", "C D"],
         "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["Body."]}]},
         "free_access": False, "topics": ["y"], "publisher": "Example"},
        {"published": ["2025-07-18 10:00:00+02:00"], "authors": ["A B", "C D"],
         "paywalled": ["true"], "keywords": ["y"], "source.name": ["Example"]},
    ),
    "NewsAPI": (
        {"source": {"id": None, "name": "Example"}, "author": "A B", "title": "T",
         "description": "Short.", "publishedAt": "2025-07-18T10:00:00Z", "content": "Body."},
        {"source.name": ["Example"], "authors": ["A B"], "summary": ["Short."],
         "published": ["2025-07-18T10:00:00Z"]},
    ),
    "JSON Feed": (
        {"title": "T", "content_html": "<p>Body.</p>", "date_published": "2025-07-18T10:00:00Z",
         "authors": [{"name": "A B"}], "tags": ["x", "y"]},
        {"published": ["2025-07-18T10:00:00Z"], "authors": ["A B"], "keywords": ["x", "y"]},
    ),
    "data set": (
        {"Headline": "T", "Article": "Body.", "Date": 1752832800, "Section": "world"},
        {"published": ["1752832800"], "section": ["world"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_keys_of_known_producers(read, producer: str) -> None:
    """Text, title and every other field are found under the keys that producers use."""

    fields, expected = PRODUCERS[producer]

    draft = read(json.dumps(fields, indent=1).encode())[0]

    assert [block.text for block in draft.blocks] == ["Body."]
    claims = claims_of(draft)
    assert {**expected, "title": ["T"]} == {
        field: claims.get(field) for field in (*expected, "title")
    }


def test_ninjs_editors_are_not_authors(read) -> None:
    """ninjs gives each of its authors a role."""

    people = [{"name": "Ada Desk", "role": "editor"}, {"name": "Bo Wire", "role": "author"}]

    draft = read(json.dumps({"text": "T.", "authors": people}).encode())[0]

    assert [claim.value for claim in draft.claims if claim.field == "authors"] == ["Bo Wire"]


def test_composites_of_dpa_are_articles(read) -> None:
    """Unlike ninjs's composites, dpa's hold the text, with all categories in one list."""

    kinds = [
        {"type": "dnltype:pubstatus", "name": "usable"},
        {"type": "dnltype:geosubject", "name": "Hafen"},
        {"type": "dnltype:dpasubject", "name": "Verkehr"},
    ]
    picture = {"type": "image", "caption": "Bei Nacht.", "creditline": "B. Lens/dpa"}
    item = {
        "type": "composite",
        "version_created": "2024-05-06T10:00:00+02:00",
        "headline": "T",
        "article_html": "<p>Sie ist offen.</p>",
        "associations": [picture],
        "categories": kinds,
        "creditline": "dpa",
        "subhead": "S",
    }

    draft = read(json.dumps(item).encode())[0]

    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.CAPTION, "Bei Nacht."),
        (Role.CREDIT, "B. Lens/dpa"),
        (Role.PARAGRAPH, "Sie ist offen."),
    ]
    assert {(claim.field, claim.value) for claim in draft.claims} == {
        ("body", "article_html"),
        ("title", "T"),
        ("subtitle", "S"),
        ("published", "2024-05-06T10:00:00+02:00"),
        ("updated", "2024-05-06T10:00:00+02:00"),
        ("section", "Verkehr"),
        ("credit", "dpa"),
    }


def test_sections_headings_and_captions(read) -> None:
    """Fundus' sections keep their order, headlines and summary; images give captions."""

    body = {
        "summary": ["Short."],
        "sections": [{"headline": ["Later"], "paragraphs": ["B.", "C."]}],
    }
    images = [{"url": "x.jpg", "caption": "A bridge", "credit": "Example Agency"}]

    draft = read(json.dumps({"body": body, "images": images}).encode())[0]

    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.CAPTION, "A bridge"),
        (Role.CREDIT, "Example Agency"),
        (Role.SUMMARY, "Short."),
        (Role.HEADING, "Later"),
        (Role.PARAGRAPH, "B."),
        (Role.PARAGRAPH, "C."),
    ]


def test_html_in_a_text_becomes_blocks(read) -> None:
    """Markup inside a value becomes paragraphs and items, without scripts."""

    html = (
        "<h2>Head</h2><p>One &amp; <b>two</b></p><script>x()</script>"
        "<ul><li>Item</li></ul>tail<br>end"
    )

    draft = read(json.dumps({"text": html}).encode())[0]

    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.HEADING, "Head"),
        (Role.PARAGRAPH, "One & two"),
        (Role.LIST_ITEM, "Item"),
        (Role.PARAGRAPH, "tail"),
        (Role.PARAGRAPH, "end"),
    ]


@pytest.mark.parametrize("text", ["One.\n\nTwo.", "One.\nTwo.", "One.\r\n\r\nTwo."])
def test_paragraphs_by_blank_lines_or_lines(read, text: str) -> None:
    """Paragraphs of a text value are separated by blank lines, or else by line ends."""

    draft = read(json.dumps({"text": text}).encode())[0]

    assert [block.text for block in draft.blocks] == ["One.", "Two."]


def test_cut_content_has_a_warning(read) -> None:
    """NewsAPI's cut text is read, with a warning."""

    draft = read(json.dumps({"content": "The first words… [+1234 chars]"}).encode())[0]

    assert draft.partial == "the text is cut: it ends in the number of characters left out"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_number_that_is_too_long_is_reported_plainly(read: Read, name: str) -> None:
    """The message is not the library's, which suggests changing a setting of Python."""
    line = '{"text": "Words of it.", "n": ' + "9" * 5000 + "}\n"
    results = read((line * (2 if name == "a.jsonl" else 1)).encode(), name)

    assert results
    for result in results:
        assert not isinstance(result, Draft)
        reason = result.reason if isinstance(result, RecordError) else result.message
        assert reason.startswith("broken JSON: a number of more than 4,300 digits")


def test_control_characters_in_json_and_tables_are_dropped_with_a_warning(read: Read) -> None:
    """They are dropped as in a text."""
    table = b"title,text\nA,ab\0cd " + b"words " * 20 + b"\n"

    for data, name in ((rb'{"text": "ab\u0007cd words"}', "a.json"), (table, "a.csv")):
        (draft,) = read(data, name)
        assert isinstance(draft, Draft)
        assert draft.blocks[0].text.startswith("abcd words")
        assert draft.warnings == ("control characters were dropped from the text",)
    (draft,) = read(rb'{"text": "ab\r\n\tcd words"}', "a.json")
    assert isinstance(draft, Draft)
    assert draft.warnings == ()
