"""Hyphens at the ends of lines of a PDF: words are joined, compounds are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.readers.pdf.hyphens import continued
from dateline.reading import read

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
