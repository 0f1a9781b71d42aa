"""Text whose charset nothing declares is read in the right one, whatever its language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.readers.streams.charset import decode
from dateline.reading import read
from tests.unit.readers.conftest import cpu_limit

FILES = Path(__file__).parent / "files"

# The beginning of the Universal Declaration of Human Rights, by language.
DECLARATION: dict[str, str] = json.loads((FILES / "declaration.json").read_text("utf-8"))

CHARSETS = {
    **dict.fromkeys(("cs", "hu"), ("cp1250", "iso8859-2", "cp852", "mac-latin2")),
    **dict.fromkeys(("sk", "pl", "hr", "sl", "ro", "sr"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(("bg", "mk", "be"), ("cp1251",)),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257", "iso8859-4", "iso8859-13")),
    **dict.fromkeys(("fr", "de", "es", "it", "pt", "sv"), ("cp1252", "mac-roman")),
    **dict.fromkeys(("da", "fi"), ("cp1252",)),
    "uk": ("cp1251", "koi8-u"),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    "tr": ("cp1254",),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255", "iso8859-8"),
    "ar": ("cp1256", "iso8859-6"),
    "ja": ("cp932", "euc-jp"),
    "ko": ("cp949",),
    "zh": ("gb18030", "big5hkscs"),
    "th": ("cp874",),
}
PAIRS = [(language, charset) for language, names in CHARSETS.items() for charset in names]

ENGLISH = (
    "The council’s plan costs £2m, and “nobody knows” who is to pay for it. The works begin in the "
    "spring, when the ferry will carry walkers and cyclists to the other bank of the river."
)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        pytest.param("x08.txt", "Žluťoučký kůň úpěl ďábelské ódy.", id="X08"),
        pytest.param("x09.txt", "İl meclisi salı akşamı geç saatlerde", id="X09"),
        pytest.param("x13.txt", "Обласна рада пізно ввечері у вівторок", id="X13"),
        pytest.param("x16.txt", "« C’est l’œuvre d’un été à 5 €… »", id="X16"),
        pytest.param("x30.txt", "Rada powiatu późnym wieczorem", id="X30"),
        pytest.param("x31.txt", "Rada powiatu późnym wieczorem", id="X31"),
        pytest.param("x33.txt", "Županijsko vijeće odlučilo je kasno", id="X33"),
        pytest.param("x34.txt", "Consiliul judeţean a hotărât marţi", id="X34"),
        pytest.param("x35.txt", "Apskrities taryba antradienio vakarą", id="X35"),
        pytest.param("x36.txt", "Обласна рада пізно ввечері у вівторок", id="X36"),
        pytest.param("w09p.html", "zagłosowała za zamknięciem", id="W09p"),
        pytest.param("w10p.html", "yataklarını değiştirirken", id="W10p"),
    ],
)
@pytest.mark.filterwarnings("ignore:the charset is a guess")
def test_undeclared_text_is_read_in_its_charset(file: str, words: str) -> None:
    """The words of the file are right, though nothing in it says which charset it is in."""

    (article,) = read((FILES / file).read_bytes(), name=file)

    assert words in article.body


@pytest.mark.parametrize(("language", "charset"), PAIRS)
def test_every_language_is_read_in_the_charsets_that_it_has_been_written_in(
    language: str, charset: str
) -> None:
    """Four hundred characters are enough for any language and charset."""

    data = DECLARATION[language].encode(charset, "ignore")

    assert decode(data).text == data.decode(charset)


@pytest.mark.parametrize(
    ("language", "charset"), [pair for pair in PAIRS if pair[0] not in ("de", "it")]
)
def test_english_around_a_text_does_not_outweigh_it(language: str, charset: str) -> None:
    """A page of English menus around an article in another language is read in its charset. (The
    German and Italian texts have fewer than six letters beyond ASCII.)"""

    menus = "\n".join(["Home", "News", "Sport and weather", "All rights reserved."] * 200)
    page = f"{menus}\n<p>{DECLARATION[language]}</p>\n{menus}".encode(charset, "ignore")

    assert decode(page).text == page.decode(charset)


def test_a_few_quotation_marks_in_english_are_windows_1252() -> None:
    """English with typographic quotes and a pound sign is no text of Central Europe."""

    data = ENGLISH.encode("cp1252")

    assert decode(data).text == ENGLISH


def test_the_stated_language_decides_what_few_letters_leave_open() -> None:
    """A headline of which the bytes fit Western and Turkish charsets is read in the language that
    the page states."""

    page = '<html lang="tr"><body><p>Çiğ süt</p></body></html>'

    assert decode(page.encode("cp1254")).text == page


def test_a_wrongly_stated_language_does_no_harm() -> None:
    """Polish on a page whose template says English is read in a Polish charset."""

    page = f'<html lang="en"><body><p>{DECLARATION["pl"]}</p></body></html>'

    assert decode(page.encode("iso8859-2")).text == page


def test_scripts_and_comments_say_nothing_of_the_charset() -> None:
    """A page is read by its text: scripts in a code of their own, and comments, do not count."""

    noise = "<script>f('\xba\xa6rh\xb9ps\xa6nap\xb9');</script><!-- \xb9\xa6\xba -->" * 20
    page = f"<html><body>{noise}<p>{DECLARATION['pl']}</p></body></html>"

    assert decode(page.encode("cp1250", "ignore")).text == page.encode("cp1250", "ignore").decode(
        "cp1250"
    )


def test_one_odd_byte_far_into_an_english_page_is_windows_1252() -> None:
    """Such a byte says little, wherever it is."""

    for byte in ("’", "£", "é", "–", "½"):
        page = f"<html><body><p>{'The ferry runs every hour. ' * 4000}It{byte}s late.</p></body>"

        assert decode(page.encode("cp1252")).text == page


def test_a_page_of_open_scripts_is_read_in_time() -> None:
    """Thousands of scripts that never end take no longer than their bytes."""
    page = b"<script " * 100_000 + "é".encode("cp1252")

    with cpu_limit(5):
        decode(page)
