"""The bodies of HTTP answers in WARC files: their compression, and the charset of their header."""

from __future__ import annotations

import sys
from pathlib import Path

import brotli
import pytest

from dateline.errors import ReadError
from dateline.reading import read

FILES = Path(__file__).parent / "files"
PAGE = (
    '<html lang="{lang}"><head>{meta}<title>{title}</title></head><body><article><h1>{title}</h1>'
    "<p>{text}</p><p>{text}</p></article></body></html>"
)
POLISH = PAGE.format(
    lang="pl",
    meta="",
    title="Rada zagłosowała",
    text="Rada powiatu późnym wieczorem we wtorek zagłosowała za zamknięciem starego mostu.",
)


def warc(body: bytes, *headers: str) -> bytes:
    answer = "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + body
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/w\r\n"
        "WARC-Date: 2025-07-19T11:46:32Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return record.encode() + answer + b"\r\n\r\n"


HTML = "Content-Type: text/html; charset=utf-8"
BROTLI = "Content-Encoding: br"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        pytest.param("w05-brotli.warc", "The county council voted late on Tuesday", id="W05"),
        pytest.param("w10.warc", "İl meclisi salı akşamı geç saatlerde", id="W10"),
        pytest.param("w11.warc", "Rada powiatu późnym wieczorem", id="W11"),
    ],
)
def test_pages_of_web_archives_are_decoded_as_their_header_says(file: str, words: str) -> None:
    """Compression and charset of the HTTP header are those that the page is read in."""

    (article,) = read((FILES / file).read_bytes(), name=file)

    assert words in article.body


def test_brotli_in_chunks_is_decompressed() -> None:
    """A body that was sent in chunks is put together before it is decompressed."""

    data = brotli.compress(POLISH.encode())
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:100], data[100:]))
    file = warc(chunks + b"0\r\n\r\n", HTML, BROTLI, "Transfer-Encoding: chunked")

    (article,) = read(file)

    assert article.title == "Rada zagłosowała"


def test_a_body_that_was_stored_without_its_compression_is_read() -> None:
    """Some programs keep the header that says Brotli, and store the page itself."""

    (article,) = read(warc(POLISH.encode(), HTML, BROTLI))

    assert article.title == "Rada zagłosowała"


def test_damaged_brotli_is_a_failure_that_says_so() -> None:
    """A body that is cut off in its compression fails, and the message names Brotli."""

    with pytest.raises(ReadError, match="damaged Brotli data"):
        read(warc(brotli.compress(POLISH.encode())[:60], HTML, BROTLI))


def test_without_the_package_only_the_compressed_page_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other pages are read, and the failure says what to install."""

    monkeypatch.setitem(sys.modules, "brotli", None)
    file = warc(brotli.compress(POLISH.encode()), HTML, BROTLI) + warc(POLISH.encode(), HTML)

    with pytest.warns(UserWarning, match=r'pip install "dateline\[brotli\]"'):
        (article,) = read(file)

    assert article.title == "Rada zagłosowała"


def test_a_header_that_cannot_be_right_gives_way_to_the_page() -> None:
    """If the bytes are not in the charset of the header, the page's own declaration counts."""

    page = POLISH.replace("<head>", '<head><meta charset="iso-8859-2">').encode("iso8859-2")

    (article,) = read(warc(page, "Content-Type: text/html; charset=utf-8"))

    assert article.title == "Rada zagłosowała"
