"""Text is decoded correctly whatever its charset is, or is declared to be."""

from __future__ import annotations

import codecs
import warnings

import pytest

from dateline.readers.streams.charset import canonical_charset, decode
from dateline.readers.streams.detection import detected_charset

GERMAN = (
    "Neue Brücke eröffnet\n\nDie Bürgermeisterin eröffnete am Dienstag die Brücke über den Fluß; "
    "sie kostete „rund 40 Mio. €“ – doppelt so viel wie geplant.\n"
)
RUSSIAN = (
    "Открыт новый мост\n\nМэр города открыл в субботу новый мост через реку, строительство "
    "которого продолжалось почти четыре года. Раньше жители ездили до центра на пароме.\n"
)


def _page(text: str, charset: str | None) -> str:
    title, body = text.strip().split("\n\n")
    meta = f'<meta charset="{charset}">' if charset else ""
    more = f"<p>{body}</p>" * 3
    return (
        f"<html><head>{meta}<title>{title}</title></head><body><h1>{title}</h1>{more}</body></html>"
    )


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode(),
        codecs.BOM_UTF8 + GERMAN.encode(),
        GERMAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"),
        GERMAN.encode("utf-16-le"),
        GERMAN.encode("utf-16-be"),
        GERMAN.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "no mark le", "no mark be", "windows-1252"],
)
def test_text_in_any_charset_is_decoded(read, data: bytes) -> None:
    """The same words are read from UTF-8, UTF-16 with and without a mark, and windows-1252."""

    draft = read(data)[0]

    assert draft.blocks[0].text == "Neue Brücke eröffnet"
    assert "„rund 40 Mio. €“ – doppelt" in draft.blocks[1].text


@pytest.mark.parametrize(
    ("text", "says", "charset"),
    [
        (GERMAN, "utf-8", "cp1252"),
        (GERMAN, "iso-8859-1", "utf-8"),
        (GERMAN, "iso-8859-1", "cp1252"),
        (GERMAN, None, "cp1252"),
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, None, "cp1251"),
        (RUSSIAN, "utf-8", "utf-16"),
    ],
)
def test_pages_with_a_wrong_or_no_declaration_are_decoded(
    read, text: str, says: str | None, charset: str
) -> None:
    """A page's words are right if its declaration is right, wrong or missing."""

    draft = read(_page(text, says).encode(charset))[0]

    titles = {claim.value for claim in draft.claims if claim.field == "title"}
    assert {text.split("\n")[0]} == titles


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("ISO-8859-1", "cp1252"),
        ("latin-1", "cp1252"),
        ('"us-ascii"', "cp1252"),
        ("tis-620", "cp874"),
        ("gb2312", "gb18030"),
        ("x-sjis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("euckr", "cp949"),
        ("windows-949", "cp949"),
        ("big5", "big5hkscs"),
        ("x-x-big5", "big5hkscs"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("iso-8859-8-i", "iso8859-8"),
        ("cp437", "cp437"),
        ("no-such-charset", None),
    ],
)
def test_charset_labels_mean_what_browsers_mean(label: str, charset: str | None) -> None:
    """A label is read as browsers read it, else as Python does."""

    assert canonical_charset(label) == charset


def test_a_guessed_charset_has_a_warning() -> None:
    """If neither the bytes nor the page decide the charset, a warning names the guess."""

    decoded = decode(RUSSIAN.encode("cp1251"), "utf-8")

    assert decoded.text == RUSSIAN
    assert decoded.warnings == (
        "the charset is a guess, cp1251: the file declares utf-8, but is not in it",
    )


def test_a_few_damaged_bytes_do_not_change_the_charset(read) -> None:
    """UTF-8 with one bad byte stays UTF-8; the byte is replaced, and a warning says so."""

    data = (GERMAN * 3).encode().replace(b"rund", b"r\xffnd", 1)

    draft = read(data)[0]

    assert "„r\ufffdnd 40 Mio. €“" in draft.blocks[1].text
    assert draft.warnings == ("bytes in one place are not utf-8 and were replaced",)


def test_control_characters_are_dropped_with_a_warning(read) -> None:
    """NUL, escape and bell are removed from a text, and a warning says so."""

    data = (
        b"A headline\n\nThe main\0\0 index\x1b closed\x07 higher on Friday." + b" More words." * 40
    )

    draft = read(data)[0]

    assert draft.blocks[1].text.startswith("The main index closed higher on Friday. More")
    assert draft.warnings == ("control characters were dropped from the text",)


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_a_byte_that_no_charset_explains_warns_nobody_but_the_reader(byte: int) -> None:
    """The library of charsets says nothing itself: what is doubtful is a note on the article."""
    line = b'{"title": "Bridge opens", "text": "The bridge was opened on Monday."}\n'
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        detected_charset(line * 4 + bytes([byte]))
