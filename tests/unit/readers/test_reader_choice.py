"""Which reader a file gets, and which files are refused before reading."""

from __future__ import annotations

import pytest

from dateline.errors import ReadError
from dateline.readers import FORMATS, by_name, choose


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (b"A headline\n\nAnd a text below it.", "text"),
        (b"# A headline\n\nAnd a text below it.", "text"),
        (b"[Note] The text begins with a bracket.", "text"),
        (b"<!DOCTYPE html><html><body><p>Text</p></body></html>", "html"),
        (b"\n<!-- saved --><html lang=en><body>Text</body></html>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body>x</body></html>', "html"),
        (b"<div><p>A fragment</p></div>", "html"),
        (b'{"title": "One", "text": "Words"}', "json"),
        (b'{\n  "title": "One",\n  "text": "Words"\n}\n', "json"),
        (b'{"authors": [\n{"name": "A"}\n],\n"text": "Words"}', "json"),
        (b'{"status":"ok","articles":[{"title":"One"}]}', "json"),
        (b'[{"title": "One"}]', "json"),
        (b'{"title": "One"}\n{"title": "Two"}\n', "json lines"),
        (b'{"title": "One, cut\n{"title": "Two"}\n', "json lines"),
        (b'\xef\xbb\xbf{"title": "One"}\n{"title": "Two"}\n', "json lines"),
    ],
)
def test_content_decides(head: bytes, reader: str) -> None:
    """The beginning of a file decides the reader, without a name."""

    assert reader == choose(head).name


_PAGE = (
    "<html>\n<head><title>One</title><meta name=a><link href=/a.css></head>\n<body>"
    "<table><tr><td><p>A text.</p></td></tr></table><div><p>It goes on.</p></div></body></html>"
)


@pytest.mark.parametrize(
    "before",
    [
        '<cms:fetch request="1">\n\n</cms:fetch>\n\n',
        '\n<img src="/pixel.gif">\n',
        '<!D&c2=&c3=" width="1" />\n</noscript>\n<!-- end -->\n',
        '<text id="https://paper.example/1" encoding="unset">\n',
        "\ufeff",
        "ï»¿",
    ],
)
def test_a_page_may_begin_with_a_stray_tag(before: str) -> None:
    """A page is one whatever a program left before it."""

    assert choose((before + _PAGE).encode()).name == "html"


def test_a_text_about_tags_is_a_text() -> None:
    """A text with tags in it, and other XML, are no pages."""

    xml = f'<doc xmlns="urn:x"><a/>{_PAGE}</doc>'

    assert choose(f"How a page is written: {_PAGE}".encode()).name == "text"
    with pytest.raises(ReadError, match="XML"):
        choose(xml.encode())


def test_name_does_not_overrule_content() -> None:
    """A page with the name of a text file is read as a page."""

    assert choose(b"<!doctype html><html><p>x</p></html>", "page.txt").name == "html"


def test_the_name_decides_for_a_single_line() -> None:
    """One object on one line is JSON lines if the name says so, and JSON otherwise."""

    head = b'{"title": "One", "text": "Words"}\n'

    assert choose(head, "dump.jsonl").name == "json lines"
    assert choose(head, "one.json").name == "json"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"Rar!\x1a\x07\x00", "a RAR file"),
        (bytes(range(256)) * 8, "binary data"),
        (b'<?xml version="1.0"?><note>x</note>', "XML (<note>)"),
    ],
)
def test_errors_name_what_an_unreadable_file_is(head: bytes, words: str) -> None:
    """A file that no reader reads is refused with a sentence that names its kind."""

    with pytest.raises(ReadError) as caught:
        choose(head)

    assert words in caught.value.message
    assert caught.value.stage == "open"


def test_every_format_is_found_by_its_name() -> None:
    """A format's name gives that format."""

    assert list(FORMATS) == [by_name(format.name) for format in FORMATS]
