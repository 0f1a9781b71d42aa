"""What a query means on one document, and where in it."""

from __future__ import annotations

import pytest

from dateline.search.analysis import Analyzer
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.parser import parse
from dateline.values.moment import Moment
from tests.unit.search.builders import matched_words, matches

DOCUMENT = Document(
    id="1",
    texts={
        "title": ("Defense industrial collaboration grows",),
        "summary": ("Bridges of the harbour", "Élan vital"),
        "body": (
            "Defense ties are old. The industrial harbour bridged two towns.",
            "Collaboration, they said. The old, old bridge!",
        ),
        "caption": ("The handout photograph 🌉 of the bridge (Example)",),
        "source": ("The Example", "example.org"),
    },
    source="The Example",
    published=Moment(value="2025-07-18"),
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("bridge", ["summary: Bridges", "body: bridged", "body: bridge", "caption: bridge"]),
        ("ELAN", ["summary: Élan"]),
        ("photographs example", ["caption: photograph", "caption: Example"]),
        ('"old bridge"', ["body: old bridge"]),
        ('"Old, old: bridge"', ["body: old, old bridge"]),
        ('"old old"', ["body: old, old"]),
        (
            '"defense industrial collaboration"',
            ["title: Defense industrial collaboration"],
        ),
        ('"collaboration they"', ["body: Collaboration, they"]),
        ("title:defense", ["title: Defense"]),
        ('source:"the example"', ["source: The Example"]),
        ("source:example", ["source: Example", "source: example"]),
        ("towns OR absent OR elan", ["summary: Élan", "body: towns"]),
        ("vital (absent OR ties)", ["summary: vital", "body: ties"]),
        ("(vital absent) OR ties", ["body: ties"]),
        ("ties -absent", ["body: ties"]),
        ("ties date:2025-07", ["body: ties"]),
        ("-absent", []),
        ("NOT NOT ties", []),
        ("date:2025", []),
        ("ties absent", []),
        ("ties -vital", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    """Every place that made the document match is marked, in reading order, and no other."""

    assert matched_words(text, DOCUMENT) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bridging", True),
        ('"bridging"', False),
        ("defence", False),
        ('"harbour elan"', False),
        ('"towns collaboration"', False),
        ('"bridge the"', False),
        ('"grows bridges"', False),
        ('"old old old"', False),
        ('"defense collaboration"', False),
        ("title:harbour", False),
        ("example", True),
        ("org", False),
        ("source:defense", False),
        ("-bridge", False),
        ("-absent", True),
        ("absent OR -absent", True),
        ("-(bridge absent)", True),
        ("-(bridge OR absent)", False),
        ("NOT NOT bridge", True),
        ("date:2025-07-18", True),
        ("date:2025-07-19..", False),
        ("-date:2024", True),
    ],
)
def test_matches(text: str, expected: bool) -> None:
    """Words match by their stem, phrases exactly and inside one block, the rest by logic."""

    assert matches(text, DOCUMENT) is expected


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("2025-07", "date:2025-07", True),
        ("2025-07", "date:2025-07-01..2025-07-31", True),
        ("2025-07", "date:2025-07-02..", False),
        ("2025", "date:2025", True),
        ("2025", "date:2025-01-01..2025-12-30", False),
        ("2025-07-18T23:59", "date:2025-07-18", True),
        (None, "date:0001..9999", False),
        (None, "-date:2025", True),
    ],
)
def test_dates(value: str | None, text: str, expected: bool) -> None:
    """A date matches a range that all of it lies in, and an article without one matches none."""

    published = Moment(value=value) if value else None

    assert matches(text, DOCUMENT._replace(published=published)) is expected


def test_printed_day_counts() -> None:
    """The day is the one that was printed, whatever its offset to UTC."""

    late = DOCUMENT._replace(published=Moment(value="2025-07-18T23:30", offset="-08:00"))

    assert matches("date:2025-07-18", late)
    assert not matches("date:2025-07-19", late)


def test_offsets_are_code_points() -> None:
    """Spans count code points, past signs that take two units elsewhere."""

    (span,) = Matcher(parse("title:fog"), Analyzer("en")).spans(
        Document("1", {"title": ("🌉𝐀 fog",)}, "")
    )

    assert (span.start, span.end) == (3, 6)


def test_equal_leaves_are_one() -> None:
    """A word asked for twice marks its places once."""

    assert matched_words("ties ties OR ties", DOCUMENT) == ["body: ties"]


def test_language_of_the_archive() -> None:
    """Words match by the stems of the archive's language."""

    text = Document("1", {"body": ("Die Häuser am Hafen",)}, "")
    query = parse("hauses")

    assert Matcher(query, Analyzer("de")).matches(text)
    assert not Matcher(query, Analyzer("en")).matches(text)
