"""Files that are cut off, or hold less than they declare: what is there is read, the rest
reported."""

from __future__ import annotations

import gzip
import io

import pytest

from dateline.errors import ReadError
from dateline.readers import unpack
from dateline.values.draft import Draft, Record, RecordError
from tests.unit.readers import builders, examples
from tests.unit.readers.conftest import Read

PAGE = examples.PAGE.encode()


def reasons(records: list[Draft | RecordError | ReadError]) -> list[str]:
    """ "draft" for each article, and the reason for everything else."""
    return [
        "draft" if isinstance(p, Draft) else p.reason if isinstance(p, RecordError) else p.message
        for p in records
    ]


def test_a_feed_that_is_cut_off(read: Read) -> None:
    """Complete entries are read, and the lost ones are counted."""
    feed = examples.file("rss.xml")()
    cut = feed[: feed.rfind(b"<title>")]

    ends = reasons(read(cut))

    assert ends[0] == "draft"
    assert ends[-1] == "the feed is cut off: its root element is not closed"


def test_a_feed_with_undeclared_entities_is_read(read: Read) -> None:
    """A feed that is not well-formed is read by the lenient parser."""
    feed = examples.file("rss.xml")().replace(b"Tide tables", b"Tide&nbsp;tables")

    assert reasons(read(feed)) == ["draft", "draft"]


@pytest.mark.parametrize("within", [b"HTTP/1.1", b"<article>"])
def test_a_warc_record_that_is_cut_off(read: Read, within: bytes) -> None:
    """A record cut off in its body or its HTTP header is a RecordError."""
    pages = [(f"https://post.example.org/{n}", "text/html", PAGE) for n in range(2)]

    data = builders.warc(pages)

    ends = read(data[: data.rfind(within) + 30])

    assert isinstance(ends[0], Draft)
    record_error = ends[-1]
    assert isinstance(record_error, RecordError)
    assert (record_error.where, "not as long as it says" in record_error.reason) == (
        "record 3",
        True,
    )


def test_a_warc_file_in_gzip_that_is_cut_off() -> None:
    """Complete records are read, however short the file is."""
    pages = [(f"https://post.example.org/{n}", "text/html", PAGE) for n in "ab"]
    head, *records = builders.warc(pages).split(b"WARC/1.1\r\nWARC-Type: response")
    parts = [head, *(b"WARC/1.1\r\nWARC-Type: response" + record for record in records)]

    records = unpack(io.BytesIO(b"".join(map(gzip.compress, parts))[:-100])).records

    assert isinstance(next(records).record, Record)
    with pytest.raises(ReadError, match="damaged gzip data"):
        list(records)


def test_a_warc_file_that_ends_in_a_header(read: Read) -> None:
    """The rest of a file that ends inside a header is reported as lost."""
    data = builders.warc([("https://post.example.org/a", "text/html", PAGE)])

    with pytest.raises(ReadError, match="header is cut off"):
        read(data[: data.rfind(b"WARC/1.1") + 30])


def test_warc_records_that_are_not_pages_are_skipped(read: Read) -> None:
    """Styles, scripts, pictures and error pages are not failures."""
    boilerplate = [
        ("https://post.example.org/a.css", "text/css", b"p {}"),
        ("https://post.example.org/a.js", "application/javascript", b"f()"),
        ("https://post.example.org/a.jpg", "image/jpeg", b"\xff\xd8\xff"),
    ]
    page = [("https://post.example.org/a", "text/html", PAGE)]

    assert reasons(read(builders.warc([*boilerplate, *page]))) == ["draft"]
    assert read(builders.warc(page, status="404 Not Found")) == []


def test_sgml_that_is_cut_off(read: Read) -> None:
    """The stories before the cut are read, and the cut one is named."""
    wire = examples.file("wire.sgm")()

    ends = read(wire[: wire.rfind(b"</REUTERS>")])

    assert isinstance(ends[0], Draft)
    assert isinstance(ends[-1], RecordError)
    assert ends[-1].where == "story 2"


def test_a_message_that_is_too_large_is_skipped(read: Read) -> None:
    """The other messages of the mbox file are read."""
    box = examples.file("letters.mbox")()
    large = b"\nFrom a@example.org Mon May  6 10:00:00 2024\nSubject: x\n\n" + b"word\n" * 3_500_000

    ends = read(box + large + b"\n" + box)

    assert [isinstance(end, Draft) for end in ends] == [True, True, False, True, True]
    assert isinstance(ends[2], RecordError)
    assert "16 MiB" in ends[2].reason


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_with_every_delimiter_are_read(read: Read, delimiter: str, charset: str) -> None:
    """Cells may contain the delimiter, quotes and line ends, and a bad row is the only one lost."""
    cell = f'"Über{delimiter} ""alles""\nund mehr"'
    rows = [("title", "text", "date"), ("One", cell, "2024"), ("Two", "x"), ("Three", "y", "")]
    table = "\r\n".join(delimiter.join(row) for row in rows)

    first, second, third = read(table.encode(charset))

    assert isinstance(first, Draft)
    assert first.blocks[0].text == f'Über{delimiter} "alles"'
    assert isinstance(second, RecordError)
    assert (second.where, second.reason) == ("row 3", "the row has 2 cells under 3 columns")
    assert isinstance(third, Draft)


def test_a_table_with_a_quote_that_never_closes(read: Read) -> None:
    """The rows before the quote are read, and the rest does not become one cell of 16 MiB."""
    table = b'title,text\nOne,words\nTwo,"words\n' + b"word,word\n" * 2_000_000

    with pytest.raises(ReadError, match="broken CSV after 1 row:"):
        read(table)


def test_a_quote_that_is_open_at_the_end_of_a_table_fails_its_row(read: Read) -> None:
    """Rows inside an unclosed quote do not become text of an article."""
    first, second = read(b'title,text\nOne,words\nTwo,"words\nThree,words\n')

    assert isinstance(first, Draft)
    assert isinstance(second, RecordError)
    assert (second.where, "not closed" in second.reason) == ("row 3", True)
    assert all(isinstance(d, Draft) for d in read(b'title,text\nOne,words\nTwo,"wo\nrds"'))


@pytest.mark.parametrize("separator", [";", ":"])
def test_a_table_may_declare_its_delimiter(read: Read, separator: str) -> None:
    """Excel's line "sep=;" before the column names is used."""
    table = f"sep={separator}\r\ntitle;text\r\nTide;Ebb, and flood.\r\n".replace(";", separator)

    (draft,) = read(table.encode(), "a.csv")

    assert isinstance(draft, Draft)
    assert [block.text for block in draft.blocks] == ["Ebb, and flood."]


def test_of_columns_with_one_name_the_first_that_has_something_counts(read: Read) -> None:
    first, second = read(b"title,text,text\nOne,first,second\nTwo,,second\n")

    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert [first.blocks[0].text, second.blocks[0].text] == ["first", "second"]


def test_running_text_with_commas_is_not_a_table(read: Read) -> None:
    """A headline with commas, even with words that name columns, is read as text."""
    (draft,) = read(b"Text, title, and date\n\nThis is a text, with commas, of one story.\n")

    assert isinstance(draft, Draft)
    assert draft.reader.startswith("text")
