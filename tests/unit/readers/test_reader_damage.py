"""Files that break off, or hold less than they say: what is there is read, the rest is told."""

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
    """ "draft" for each article, and the reason for what is none."""
    return [
        "draft" if isinstance(p, Draft) else p.reason if isinstance(p, RecordError) else p.message
        for p in records
    ]


def test_a_feed_that_is_cut_off(read: Read) -> None:
    """Whole entries are read, the lost ones are counted, and the end is missed."""
    feed = examples.file("rss.xml")()
    cut = feed[: feed.rfind(b"<title>")]

    ends = reasons(read(cut))

    assert ends[0] == "draft"
    assert ends[-1] == "the feed is cut off: its root element is not closed"


def test_a_feed_with_undeclared_entities_is_read_all_the_same(read: Read) -> None:
    """What is not well-formed goes through the lenient parser."""
    feed = examples.file("rss.xml")().replace(b"Tide tables", b"Tide&nbsp;tables")

    assert reasons(read(feed)) == ["draft", "draft"]


@pytest.mark.parametrize("within", [b"HTTP/1.1", b"<article>"])
def test_a_warc_record_that_is_cut_off(read: Read, within: bytes) -> None:
    """In its body or in the header of the answer: a RecordError of that record."""
    pages = [(f"https://post.example.org/{n}", "text/html", PAGE) for n in range(2)]

    data = builders.warc(pages)

    ends = read(data[: data.rfind(within) + 30])

    assert isinstance(ends[0], Draft)
    flaw = ends[-1]
    assert isinstance(flaw, RecordError)
    assert (flaw.where, "not as long as it says" in flaw.reason) == ("record 3", True)


def test_a_warc_file_in_gzip_that_breaks_off() -> None:
    """Records that are whole are read, however short the file."""
    pages = [(f"https://post.example.org/{n}", "text/html", PAGE) for n in "ab"]
    head, *records = builders.warc(pages).split(b"WARC/1.1\r\nWARC-Type: response")
    parts = [head, *(b"WARC/1.1\r\nWARC-Type: response" + record for record in records)]

    records = unpack(io.BytesIO(b"".join(map(gzip.compress, parts))[:-100])).records

    assert isinstance(next(records).record, Record)
    with pytest.raises(ReadError, match="damaged gzip data"):
        list(records)


def test_a_warc_file_that_ends_in_a_header(read: Read) -> None:
    """The rest of the file is lost, and it says so."""
    data = builders.warc([("https://post.example.org/a", "text/html", PAGE)])

    with pytest.raises(ReadError, match="header is cut off"):
        read(data[: data.rfind(b"WARC/1.1") + 30])


def test_what_a_warc_holds_besides_pages_is_passed_over(read: Read) -> None:
    """Styles, scripts, pictures and pages of errors are no failures."""
    furniture = [
        ("https://post.example.org/a.css", "text/css", b"p {}"),
        ("https://post.example.org/a.js", "application/javascript", b"f()"),
        ("https://post.example.org/a.jpg", "image/jpeg", b"\xff\xd8\xff"),
    ]
    page = [("https://post.example.org/a", "text/html", PAGE)]

    assert reasons(read(builders.warc([*furniture, *page]))) == ["draft"]
    assert read(builders.warc(page, status="404 Not Found")) == []


def test_sgml_that_is_cut_off(read: Read) -> None:
    """The stories before are read, the cut one is named."""
    wire = examples.file("wire.sgm")()

    ends = read(wire[: wire.rfind(b"</REUTERS>")])

    assert isinstance(ends[0], Draft)
    assert isinstance(ends[-1], RecordError)
    assert ends[-1].where == "story 2"


def test_a_message_that_is_too_large_is_passed_over(read: Read) -> None:
    """In an mbox file the others are read."""
    box = examples.file("letters.mbox")()
    large = b"\nFrom a@example.org Mon May  6 10:00:00 2024\nSubject: x\n\n" + b"word\n" * 3_500_000

    ends = read(box + large + b"\n" + box)

    assert [isinstance(end, Draft) for end in ends] == [True, True, False, True, True]
    assert isinstance(ends[2], RecordError)
    assert "16 MiB" in ends[2].reason


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_every_make(read: Read, delimiter: str, charset: str) -> None:
    """Cells may hold the delimiter, quotes and line ends; a bad row costs itself only."""
    cell = f'"Über{delimiter} ""alles""\nund mehr"'
    rows = [("title", "text", "date"), ("One", cell, "2024"), ("Two", "x"), ("Three", "y", "")]
    table = "\r\n".join(delimiter.join(row) for row in rows)

    one, two, three = read(table.encode(charset))

    assert isinstance(one, Draft)
    assert one.blocks[0].text == f'Über{delimiter} "alles"'
    assert isinstance(two, RecordError)
    assert (two.where, two.reason) == ("row 3", "the row has 2 cells under 3 columns")
    assert isinstance(three, Draft)


def test_a_table_with_a_quote_that_never_closes(read: Read) -> None:
    """The rows before are read; the rest of the file is no cell of 16 MiB."""
    table = b'title,text\nOne,words\nTwo,"words\n' + b"word,word\n" * 2_000_000

    with pytest.raises(ReadError, match="broken CSV after 1 rows"):
        read(table)


def test_a_quote_that_is_open_at_the_end_of_a_table_fails_its_row(read: Read) -> None:
    """The rows that it swallows do not become text of an article."""
    one, two = read(b'title,text\nOne,words\nTwo,"words\nThree,words\n')

    assert isinstance(one, Draft)
    assert isinstance(two, RecordError)
    assert (two.where, "not closed" in two.reason) == ("row 3", True)
    assert all(isinstance(d, Draft) for d in read(b'title,text\nOne,words\nTwo,"wo\nrds"'))


@pytest.mark.parametrize("separator", [";", ":"])
def test_a_table_may_say_what_parts_its_cells(read: Read, separator: str) -> None:
    """As Excel has it, in a line before the names of columns."""
    table = f"sep={separator}\r\ntitle;text\r\nTide;Ebb, and flood.\r\n".replace(";", separator)

    (draft,) = read(table.encode(), "a.csv")

    assert isinstance(draft, Draft)
    assert [block.text for block in draft.blocks] == ["Ebb, and flood."]


def test_of_columns_with_one_name_the_first_that_has_something_counts(read: Read) -> None:
    one, two = read(b"title,text,text\nOne,first,second\nTwo,,second\n")

    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert [one.blocks[0].text, two.blocks[0].text] == ["first", "second"]


def test_running_text_with_commas_is_no_table(read: Read) -> None:
    """A headline with commas, even with words that name columns, stays text."""
    (draft,) = read(b"Text, title, and date\n\nThis is a text, with commas, of one story.\n")

    assert isinstance(draft, Draft)
    assert draft.reader.startswith("text")
