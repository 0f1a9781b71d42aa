"""Plain text to blocks."""

from __future__ import annotations

import io

import pytest

from dateline.errors import NotAnArticle
from dateline.readers import MAX_RECORD_BYTES, by_name
from dateline.values.draft import RecordError, Role
from tests.unit.readers.conftest import cpu_limit


def test_first_line_is_the_title(read) -> None:
    """A short first line is the title, and the rest paragraphs, in order."""

    draft = read(b"A headline\n\nFirst paragraph of it.\n\nSecond paragraph.\n")[0]

    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.TITLE, "A headline"),
        (Role.PARAGRAPH, "First paragraph of it."),
        (Role.PARAGRAPH, "Second paragraph."),
    ]


def test_a_long_first_line_is_not_a_title(read) -> None:
    """Running text in the first line is a paragraph, and the article has no title."""

    draft = read(b"It rained for forty days, and the river rose over its banks. " * 5)[0]

    assert [block.role for block in draft.blocks] == [Role.PARAGRAPH]


def test_lines_and_bullets_separate_blocks(read) -> None:
    """Single line ends separate paragraphs; bullets are list items and keep their marks."""

    text = "A headline\nA caption line (AFP)\nShort Url\n  • First point\n  • Second point\n\nLead."

    draft = read(text.encode())[0]

    assert [block.text for block in draft.blocks[:5]] == [
        "A headline",
        "A caption line (AFP)",
        "Short Url",
        "• First point",
        "• Second point",
    ]
    assert [block.role for block in draft.blocks[3:5]] == [Role.LIST_ITEM, Role.LIST_ITEM]


def test_wrapped_lines_are_one_paragraph(read) -> None:
    """Lines wrapped at a width are joined with a space."""

    text = (
        "A headline\n\n"
        "The river rose over its banks on Monday and flooded the lower parts\n"
        "of the town, where people had been told to leave their houses some\n"
        "days before.\n"
    )

    draft = read(text.encode())[0]

    assert len(draft.blocks) == 2
    assert "lower parts of the town" in draft.blocks[1].text


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
def test_all_line_ends_separate_lines(read, ends: str) -> None:
    """CR, CR LF and LF separate lines alike."""

    draft = read(ends.join(["A headline", "", "One paragraph.", "", "Another."]).encode())[0]

    assert [block.text for block in draft.blocks] == ["A headline", "One paragraph.", "Another."]


def test_a_headline_alone_is_not_an_article(read) -> None:
    """A headline with nothing below it raises NotAnArticle."""

    (error,) = read(b"Markets open higher\n")

    assert isinstance(error, NotAnArticle)
    assert error.message == "a headline and no text"


def test_a_markdown_heading_is_a_title_without_its_mark(read) -> None:
    """Markdown is read as text, and its first heading as the title."""

    assert read(b"# A headline\n\nThe text below it.\n")[0].blocks[0].text == "A headline"


def test_a_file_over_the_limit_is_a_record_error() -> None:
    """The RecordError names the limit."""

    (record_error,) = by_name("text").split(io.BytesIO(b"x" * (MAX_RECORD_BYTES + 1)))

    assert isinstance(record_error, RecordError)
    assert record_error.reason == "the file is larger than 16 MiB, the limit"


@pytest.mark.parametrize(
    "text", ["word " * 600_000, "x" * 3_000_000, "- " * 1_000_000, "(a" * 10**6]
)
def test_huge_lines_are_read_in_linear_time(read, text: str) -> None:
    """A line of millions of characters takes little CPU time; a quadratic reading would take
    hours."""

    with cpu_limit(10):
        draft = read(b"A headline\n" + text.encode())[0]

    assert len(text.strip()) == len(draft.blocks[1].text)
