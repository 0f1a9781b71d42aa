"""Files over a limit fail quickly, with a sentence."""

from __future__ import annotations

import pytest

from dateline.errors import NotAnArticle, ReadError
from dateline.values.draft import RecordError
from tests.unit.readers import builders
from tests.unit.readers.conftest import Read, cpu_limit

HEADER = "From: a@example.org\nTo: b@example.org\nSubject: Bridge\nMIME-Version: 1.0\n"
PARTS = "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\n\na\n" * 1500
WORDS = "<p>Words of a text that goes on and on.</p>"

TOO_MUCH = {
    "elements": ("<html><body>" + "<a href=/>x</a> " * 60_000, "60,002 elements"),
    "depth": ("<html><body>" + "<div>" * 1500 + WORDS * 3000, "nests 4,5"),
    "characters": ("<html><body><p>" + "word " * 900_000, "4,000,000 characters"),
    "attributes": (
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x",
        "5,000 attributes",
    ),
    "fragment": ('{"title": "x", "text": "' + "<div>" * 110_000 + 'text"}', "100,000 tags"),
    "xml": ("<nitf><body>" + "<p>x</p>" * 110_000 + "</body></nitf>", "100,000 elements"),
    "brackets": ("---\ntitle: " + "[" * 2000 + "\n---\nText", "1,000 brackets"),
    "references": ("---\ntitle: &a [x]\nauthor: *a\n---\nText", "refers to itself"),
    "markdown": ("---\ntitle: x\n---\n" + "word " * 300_000, "1 MiB"),
    "rtf": (r"{\rtf1 " + "word " * 2_000_000 + "}", "8 MiB"),
    "parts": (HEADER + PARTS, "1,000 parts"),
    "header field": (HEADER + "Date: " + "x" * 20_000 + "\n\nText.", "10,000 characters"),
    "entities": ('<!DOCTYPE nitf [<!ENTITY a "x">]><nitf>&a;</nitf>', "defines XML entities"),
    "feed entities": ('<!DOCTYPE rss [<!ENTITY a "x">]><rss>&a;</rss>', "defines XML entities"),
    "csv cell": ('title,text\n"' + "x" * 17_000_000, "16 MiB"),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_files_over_a_limit_fail_quickly(read: Read, what: str) -> None:
    """The reason names the limit, and no library works on the file for long."""
    text, words = TOO_MUCH[what]
    with cpu_limit(10):
        try:
            results = read(text.encode())
        except ReadError as error:
            results = [error]

    reasons = [end.reason if isinstance(end, RecordError) else str(end) for end in results]
    assert words in reasons[-1]


def test_a_pdf_of_too_many_pages_fails(read: Read) -> None:
    """Pages after the limit are not read."""
    (end,) = read(builders.pdf([[(50, 700, 10, "Words.")]] * 205))

    assert "more than 200 pages" in str(end)


def test_a_scanned_pdf_fails_and_an_empty_one_is_rejected(read: Read) -> None:
    """A scan has no text layer, and an empty page has no text."""
    (scan,) = read(builders.pdf_with_drawings([], []))
    (empty,) = read(builders.pdf([[]]))

    assert "no text layer" in str(scan)
    assert isinstance(empty, NotAnArticle)
    assert "no text" in str(empty)


def test_external_entities_are_not_fetched(read: Read) -> None:
    """An external DTD and an external entity are ignored."""
    text = (
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf><body><body.content>'
        "<p>The bridge &eacute;t&eacute; &unknown; was opened.</p></body.content></body></nitf>"
    )

    (draft,) = read(text.encode())

    assert "The bridge été" in draft.blocks[0].text  # type: ignore[union-attr]
