"""What patterns, fuzzy words, nearness, counts and values match, and where."""

from __future__ import annotations

import pytest

from dateline.search.analysis import Analyzer
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.parser import parse
from dateline.values.moment import Moment
from tests.conftest import lines_run
from tests.unit.search.builders import matched_words, matches

DOCUMENT = Document(
    id="9a2d10a1fcee067e",
    texts={
        "title": ("Harbour bridge opens",),
        "body": (
            "The old bridge opened on Monday. Fog hid the harbour.",
            "Bridges are old. The government of the harbor met.",
        ),
        "caption": ("The harbour in fog (Example/AFP)",),
        "by": ("Desk of the Example",),
    },
    source="The Example",
    published=Moment(value="2025-07"),
    language="en",
    values={"is": ("copy",), "has": ("caption", "date")},
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("=bridge", ["title: bridge", "body: bridge"]),
        ("bridg*", ["title: bridge", "body: bridge", "body: Bridges"]),
        ("*vernment", ["body: government"]),
        ("h*r", ["title: Harbour", "body: harbour", "body: harbor", "caption: harbour"]),
        ("body:h*r", ["body: harbour", "body: harbor"]),
        ("har*bour", ["title: Harbour", "body: harbour", "caption: harbour"]),
        ("harbor~", ["title: Harbour", "body: harbour", "body: harbor", "caption: harbour"]),
        ("goverment~", ["body: government"]),
        ("govermnet~", []),
        ("govermnet~2", ["body: government"]),
        ("lead:fog", ["body: Fog"]),
        ("by:desk", ["by: Desk"]),
        # near: side by side is one apart, and never across a block
        ("old NEAR/1 bridge", ["body: old", "body: bridge"]),
        ("bridge NEAR/1 old", ["body: old", "body: bridge"]),
        ("old BEFORE/1 bridge", ["body: old", "body: bridge"]),
        ("bridge BEFORE/1 old", []),
        ("bridge BEFORE/2 old", ["body: Bridges", "body: old"]),
        ("bridge NEAR/3 monday", ["body: bridge", "body: Monday"]),
        ("bridge NEAR/2 monday", []),
        (
            "harbour NEAR/9 bridges",
            ["title: Harbour", "title: bridge", "body: bridge", "body: harbour"],
        ),
        ('"old bridge" NEAR/2 on', ["body: old bridge", "body: on"]),
        ('"old bridge" NEAR/1 bridge', []),
        ("bridge NEAR/9 bridge", []),
        ("title:(bridge BEFORE/1 open)", ["title: bridge", "title: opens"]),
        # in one sentence, in one paragraph
        ("bridge SAMESENT monday", ["body: bridge", "body: Monday"]),
        ("bridge SAMESENT fog", []),
        ("bridge SAMEPARA fog", ["body: bridge", "body: Fog"]),
        ("monday SAMEPARA government", []),
        # so many times
        ("ATLEAST/2 fog", ["body: Fog", "caption: fog"]),
        ("ATLEAST/3 fog", []),
        ("ATLEAST/3 bridge", ["title: bridge", "body: bridge", "body: Bridges"]),
        ("body:ATLEAST/3 bridge", []),
        ('ATLEAST/2 "the harbour"', ["body: the harbour", "caption: The harbour"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    """Just the words that made a construct hold are marked: of two that must be near, not those
    that are far."""

    assert matched_words(text, DOCUMENT) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lang:en", True),
        ("lang:de", False),
        ("-lang:de", True),
        ("is:copy", True),
        ("is:paywalled", False),
        ("has:caption", True),
        ("has:author", False),
        ("id:9a2d", True),
        ("id:9a2e", False),
        ("date:2025-07", True),
        ("date:2025-07-18", False),
        ("date:2025-07-18~", True),
        ("date:2025-08~", False),
        ("date:2025-07-31..~", True),
        ("updated:2025", False),
        ("updated:2025~", False),
        ("NOT bridge NEAR/2 monday", True),
        ("NOT ATLEAST/2 fog", False),
    ],
)
def test_matches(text: str, expected: bool) -> None:
    """Values are equal as a whole, ids by how they begin, loose dates if a part may be meant."""

    assert matches(text, DOCUMENT) is expected


def test_each_article_is_stemmed_in_its_own_language() -> None:
    """A word finds the inflected forms of the language that an article is in, of no other."""

    german = Document("1", {"body": ("Die Häuser am Hafen",)}, "", language="de")

    assert matches("hauses", german)
    assert not matches("hauses", german._replace(language="en"))
    assert not matches("hauses", german._replace(language=None))


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("東京の日本語学校", "日本語", True),
        ("東京の日本語学校", "本日", False),
        ("東京の日本語学校", "日本学校", False),
        ("東京の日本語学校", "東*", True),
        ("한국어 뉴스", "한국어", True),
        ("か\u3099くせい", "がくせい", True),
        ("がくせい", "か\u3099くせい", True),
        ("新しいC#本", "本", True),
        ("Мосты закрыты", "мост", False),
        ("أُخِذَت الصور", "اخذت", True),
        ("الكِتَاب", "الكتاب", True),
    ],
)
def test_scripts(text: str, query: str, expected: bool) -> None:
    """Scripts without spaces are found by two letters side by side, decomposed or not; vowel
    points do not count. Without a language, no other one's stems are guessed."""

    assert matches(query, Document("1", {"body": (text,)}, "")) is expected


def test_the_same_in_its_language() -> None:
    """With the language known, Russian words are found in their inflected forms."""

    assert matches("мост", Document("1", {"body": ("Мосты закрыты",)}, "", language="ru"))


@pytest.mark.parametrize("relation", ["NEAR/3", "BEFORE/3", "SAMESENT", "SAMEPARA"])
def test_a_huge_paragraph(relation: str) -> None:
    """Each word of one side is looked at once, not with each of the other: twice as many words
    take twice the work."""

    def work(times: int) -> int:
        document = Document("1", {"body": ("fog bridge " * times + "harbour",)}, "")
        matcher = Matcher(parse(f"fog {relation} bridge"), Analyzer("en"))
        assert len(matcher.spans(document)) == 2 * times
        return lines_run(lambda: matcher.spans(document))

    few, many = work(200), work(400)

    assert many < 2.5 * few
