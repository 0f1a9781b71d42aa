"""Who is quoted: rarer verbs of saying, signatures after a dash, announcements with a colon."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"


def speakers(article: Article) -> list[str | None]:
    """The speakers of the direct quotations of an article, in order."""
    return [quote.name for quote in dateline.annotate(article).quotes if quote.kind == "direct"]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("q01.json", ["Geoffrey Starling", "Jessica Rosenfeld"], id="Q01"),
        pytest.param("q02.json", ["Meg Hardy", "Amy Lowe", "Beth Carr"], id="Q02"),
        pytest.param(
            "q12.json",
            [
                "Meg Hardy",
                "Amy Lowe",
                "Beth Carr",
                "Ann Quay",
                "Ann Quay",
                "Bob Reed",
                "Tom Baker",
                "Jan Novak",
            ],
            id="Q12",
        ),
        pytest.param("q14.json", ["Xi Jinping", "Ueda Kazuo", "Ueda Kazuo"], id="Q14"),
        pytest.param("q23.json", ["Meg Hardy"], id="Q23"),
        pytest.param("q30.json", ["Meg Hardy", "Meg Hardy"], id="Q30"),
        pytest.param("q32.json", ["Beth Carr"], id="Q32"),
        pytest.param("q33.json", ["Ann Quay"], id="Q33"),
        pytest.param("q39.json", ["Bob Reed"], id="Q39"),
        pytest.param("q44.json", ["Bob Reed"], id="Q44"),
    ],
)
def test_the_speaker_is_named(file: str, expected: list[str]) -> None:
    """Every quotation of the article has the name of who said it."""
    (article,) = dateline.read((FILES / file).read_bytes(), name=file)

    assert speakers(article) == expected


VERBS = (
    "pleaded, grumbled, scoffed, chuckled, mumbled, marveled, fumed, deadpanned, countered, "
    "interjected, ventured, conceded, agreed, advised, chided, gushed, sobbed, thundered, "
    "retorted, crowed, shot back, fired back, chimed in, cut in, put it, pointed out, went on"
)


@pytest.mark.parametrize("verb", VERBS.split(", "))
@pytest.mark.parametrize(
    "text",
    [
        "“We will not go there again,” {verb} Zorba Muster.",
        "“We will not go there again,” Zorba Muster {verb}.",
        "“Shall we go there again?” Zorba Muster {verb}.",
        "Mayor Zorba Muster was there. “We will not go there again,” she {verb}.",
        "Mayor Zorba Muster {verb}: “We will not go there again.”",
    ],
)
def test_rarer_verbs_of_saying(text: str, verb: str) -> None:
    """A verb of manner right beside a quotation names its speaker, also one not named before."""
    article = Article(body=text.format(verb=verb), language="en")

    assert speakers(article) == ["Zorba Muster"]


@pytest.mark.parametrize(
    "text",
    [
        "“It is a good day for all.” — Mayor Zorba Muster",
        "“It is a good day for all.” —Zorba Muster, mayor of Leeds",
        "“It is a good day for all.” -- Zorba Muster\n\nThe end.",
        "“It is a good day for all.”\n\n– Zorba Muster",
        "“It is a good day for all.”\n\nAnna Zorba Muster, Example Post\n\nThe end.",
        "Zorba Muster, mayor of Leeds:\n\n“It is a good day for all.”",
        "Mayor Zorba Muster:\n\n“It is a good day for all.”",
        "And this from Mayor Zorba Muster:\n\n“It is a good day for all.”",
        "Mayor Zorba Muster told reporters on Monday:\n\n“It is a good day for all.”",
    ],
)
def test_signatures_and_announcements(text: str) -> None:
    """A name after a dash, or in a paragraph of its own before or after, is the speaker."""
    assert [(name or "")[-12:] for name in speakers(Article(body=text, language="en"))] == [
        "Zorba Muster"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Anna Muster said that federal money “linked to a child,” appeals to many.",
        "“It is a good day for all.” — With reporting by Zorba Muster",
        "“It is a good day for all.” — Zorba Muster had left by then.",
        "The papers wrote of Mayor Zorba Muster, who is to leave:\n\n“It is good for all.”",
    ],
)
def test_verbs_and_dashes_that_attribute_nothing(text: str) -> None:
    """What only looks like an attribution gives no wrong speaker."""
    assert "Zorba Muster" not in speakers(Article(body=text, language="en"))
