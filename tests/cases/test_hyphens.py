"""Hyphens at the ends of lines of a PDF: words are joined, compounds are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.readers.pdf.hyphens import continued
from dateline.reading import read
from tests.unit.readers import builders

FILES = Path(__file__).parent / "files"


def test_broken_words_are_joined_and_compounds_are_kept() -> None:
    """PD3: a page of text set in lines of 70 letters."""

    (article,) = read((FILES / "pd3.pdf").read_bytes(), name="pd3.pdf")

    assert "for eighteen months" in article.body
    assert "a decision that" in article.body
    assert "The well-known bridge is a two-storey one" in article.body


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("an 18-|year-old", "an 18-year-old"),
        ("by e-|mail", "by e-mail"),
        ("an Anglo-|American plan", "an Anglo-American plan"),
        ("in 2019-|2020", "in 2019-2020"),
        ("the left-|wing party", "the left-wing party"),
        ("a long-|term plan", "a long-term plan"),
        ("in self-|defence", "in self-defence"),
        ("twenty-|five", "twenty-five"),
        ("a state-of-the-|art plant", "a state-of-the-art plant"),
        ("two-|and three-storey", "two- and three-storey"),
        ("Haupt-|und Nebensatz", "Haupt- und Nebensatz"),
        ("lui-|même", "lui-même"),
        ("nine-|teen", "nineteen"),
        ("self-|ish", "selfish"),
        ("Well-|ington", "Wellington"),
        ("thresh-|old", "threshold"),
        ("un-|known", "unknown"),
        ("well-estab-|lished", "well-established"),
        ("Bürger-|meisterin", "Bürgermeisterin"),
        ("day -|and night", "day - and night"),
    ],
)
def test_a_hyphen_is_read_by_what_is_around_it(lines: str, text: str) -> None:
    """Of a word that the document prints nowhere else."""

    assert continued(*lines.split("|"), written="") == text


def test_the_document_decides_before_any_rule() -> None:
    """A word that stands elsewhere in the document is written in the same way."""

    assert continued("the ferry-", "house", "the ferry-house") == "the ferry-house"
    assert continued("the half-", "penny", "one halfpenny") == "the halfpenny"


@pytest.mark.parametrize(
    ("lines", "written", "text"),
    [
        ("the anti-|nuclear plan", "the anti- nuclear plan for nuclear power", "anti-nuclear plan"),
        ("an Anti-|nuclear plan", "an anti-nuclear plan", "Anti-nuclear plan"),
        ("the non-|profit firm", "of profit alone", "non-profit firm"),
        ("the ex-|minister", "a minister, and an ex-mayor", "ex-minister"),
        ("the ex-|change", "a change", "exchange"),
        ("the coopera-|tion", "the coopera- tion", "cooperation"),
        ("the anti-|body", "a body", "antibody"),
        ("the coopera-|tion", "Cooperation", "cooperation"),
    ],
)
def test_words_of_the_document_are_evidence(lines: str, written: str, text: str) -> None:
    """A prefix keeps its hyphen before what is a word of the document by itself."""

    assert continued(*lines.split("|"), written=written).endswith(text)


BODY = [
    (50, 720, 20, "Old bridge to close"),
    *(
        (50, 600 - 12 * n, 10, "The county council voted to close the old bridge.")
        for n in range(3)
    ),
]


@pytest.mark.parametrize(
    ("head", "paper", "section"),
    [
        ("The Example Post | Friday, July 18, 2025 | Local | A4", "The Example Post", "Local"),
        ("4 | 18 July 2025 | The Example Post", "The Example Post", None),
        ("Hafenblatt | Freitag, 18. Juli 2025 | Lokales | Seite 4", "Hafenblatt", "Lokales"),
        ("NEWS | 4 | The Example Post, July 18, 2025", None, None),
    ],
)
@pytest.mark.parametrize("height", [780, 30])
def test_a_head_with_bars_is_no_text(
    head: str, paper: str | None, section: str | None, height: int
) -> None:
    """On the only page of a document, above or below its text."""
    (article,) = read(builders.pdf([[(50, height, 8, head), *BODY]]), name="page.pdf")

    assert "|" not in article.body
    assert article.published is not None
    assert article.published.value == "2025-07-18"
    assert (article.source.name, article.section) == (paper, section)


@pytest.mark.parametrize(
    "line", ["7/20/25, 10:15 AM Old bridge | Post", "https://harbour.example/a 1/2", "Page 1 of 3"]
)
def test_what_a_browser_prints_is_no_text(line: str) -> None:
    (article,) = read(builders.pdf([[(50, 785, 8, line), *BODY]]), name="page.pdf")

    assert article.body.startswith("The county council")
