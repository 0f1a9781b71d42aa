"""What real files contain that once cost text, each in the smallest file that shows it."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from dateline.errors import NotAnArticle, ReadError
from dateline.readers import choose
from dateline.values.draft import Draft
from tests.unit.readers import builders, examples
from tests.unit.readers.conftest import Read, block_texts, only

STORY = [(50, 700 - 14 * n, 10, f"Line {n} of the story of the bridge.") for n in range(5)]


def test_a_pdf_page_that_is_one_form_is_read(read: Read) -> None:
    """Programs that stamp or arrange pages place whole pages as drawings on new ones; the picture
    on the second page has a warning."""
    draft = only(read, builders.pdf_with_drawings([(50, 780, 8, "Printed today")], STORY))

    assert "Line 4 of the story of the bridge." in " ".join(block_texts(draft))
    assert draft.warnings == ("pictures without a text layer: page 2",)


def test_chart_labels_are_not_text(read: Read) -> None:
    """A drawing with less text than the page is a chart."""
    draft = only(read, builders.pdf_with_drawings(STORY, [(50, 100, 8, "0 % 50 % 100 %")]))

    assert "50 %" not in " ".join(block_texts(draft))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\0\x05\x16\0" + bytes(122)])
def test_a_pdf_may_begin_late(read: Read, before: bytes) -> None:
    """A byte order mark, a blank line, or a Macintosh header may come first."""
    assert "Bridge opens" in block_texts(only(read, before + examples.two_columns()))[0]


def test_letters_that_are_printed_twice_are_read_once(read: Read) -> None:
    """A letter printed on itself is bold; thousands of them would take the layout minutes."""
    draft = only(read, builders.pdf([STORY * 500]))

    assert " ".join(block_texts(draft)).count("Line 4 of the story") == 1


def test_a_page_with_too_many_letters_fails(read: Read) -> None:
    """The reason names the limit."""
    lines = [(x, y / 4, 1, "bridge" * 20) for y in range(400, 2600) for x in (50,)]
    (failed,) = read(builders.pdf([lines]))

    assert "more than 100,000 letters, the limit" in str(failed)


def test_a_title_of_two_boxes_is_one_title(read: Read) -> None:
    """Large letters are so far apart that each line is a box of its own."""
    lines = [(50, 780, 24, "Bridge opens after"), (50, 730, 24, "three years"), *STORY]
    draft = only(read, builders.pdf([lines]))

    assert block_texts(draft)[0] == "Bridge opens after three years"


@pytest.mark.parametrize("build", [examples.open_document, examples.book])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_repacked_documents_are_recognized(build: object, method: int) -> None:
    """The part that states their type may be anywhere, and compressed."""
    data = build()  # type: ignore[operator]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))

    assert choose(out.getvalue()).name == choose(data).name != "zip"


def test_a_text_box_of_word_is_read_once(read: Read) -> None:
    """It is stored twice, for older programs too, inside the paragraph that it is anchored to."""
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<m:AlternateContent xmlns:m="{builders.COMPATIBLE}"><m:Choice>{box}</m:Choice>'
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    )
    draft = only(read, builders.docx([("Normal", f"Beside</w:t></w:r><w:r>{both}<w:t> it")]))

    assert block_texts(draft) == ["Beside it", "In the box"]


def test_tables_of_word_keep_words_apart(read: Read) -> None:
    """Paragraphs of a cell stay separate, and a table with one cell is a frame."""

    def cell(*paragraphs: str) -> str:
        inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
        return f"<w:tc>{inside}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('One', 'two')}{cell('Three')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell('First.', 'Second.')}{cell('')}</w:tr></w:tbl>"
    data = builders.docx([("Normal", f"Text</w:t></w:r></w:p>{table}{frame}<w:p><w:r><w:t>End")])

    assert block_texts(only(read, data)) == [
        "Text",
        "One two | Three",
        "First.",
        "Second.",
        "End",
    ]


def test_deleted_text_in_an_open_document_is_left_out(read: Read) -> None:
    """Deleted paragraphs and descriptions of pictures are left out, and table rows are
    paragraphs."""
    body = (
        "<text:tracked-changes><text:deletion><text:p>Gone</text:p></text:deletion>"
        "</text:tracked-changes><text:p>Text<draw:frame><svg:title>A picture</svg:title>"
        "</draw:frame></text:p><table:table><table:table-row><table:table-cell><text:p>One"
        "</text:p></table:table-cell><table:table-cell><text:p>Two</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert block_texts(only(read, builders.odt(body))) == ["Text", "One | Two"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            rb"A smile: \u-10179?\u-8704? and more.",
            "A smile: \N{GRINNING FACE} and more.",
        ),
        (b"\\ansicpg1251 \xd3\xf2\xf0\xee in plain bytes.", "Утро in plain bytes."),
        (rb"{\loch\f2\b0\*\cs7\cf0 The fox jumps, says the dog.}", "The fox jumps, says the dog."),
        (rb"\trowd One\cell Two\cell\row Words behind it.", "One | Two"),
        (rb"{One\par}\cell{Two\par}\cell\row Words behind it.", "One | Two"),
    ],
)
def test_rtf_of_many_programs(read: Read, source: bytes, text: str) -> None:
    """Characters beyond 65,535, bytes that are not escaped, StarWriter's stars and tables are
    read."""
    draft = only(read, rb"{\rtf1\ansi\ansicpg1252 Bridge opens\par " + source + rb"\par}")

    assert text in block_texts(draft)


def test_rtf_that_is_cut_off_has_a_warning(read: Read) -> None:
    """Escaped braces do not close a group."""
    complete = rb"{\rtf1 Bridge {\b opens} \{ at noon\par}"

    assert only(read, complete).warnings == ()
    for cut in (complete[:-1], complete[:-1] + rb"\}"):
        assert ["cut off" in warning for warning in only(read, cut).warnings] == [True]


def test_warc_records_without_blank_lines_between_them(read: Read) -> None:
    """Some writers count the blank lines as content, and the next record is still read."""
    page = examples.PAGE.encode()
    data = builders.warc([("https://post.example.org/a", "text/html", page)])
    counted = data.replace(
        b"Content-Length: 0\r\n\r\n\r\n\r\n", b"Content-Length: 4\r\n\r\n\r\n\r\n"
    )

    assert counted != data
    assert block_texts(only(read, gzip.compress(counted))) == block_texts(only(read, data))


def test_a_damaged_request_in_a_warc_is_skipped(read: Read) -> None:
    """A request that is longer than declared costs no page."""
    fields = b"WARC-Type: request\r\nWARC-Target-URI: x:y\r\nContent-Length: 3\r\n"
    request = b"WARC/1.0\r\n" + fields + b"\r\nGET /\r\n\r\n"
    page = builders.warc([("https://post.example.org/a", "text/html", examples.PAGE.encode())])

    assert isinstance(only(read, request + page), Draft)


def test_arc_files_are_read(read: Read) -> None:
    """The predecessor of WARC has address and time in each record."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + examples.PAGE.encode()
    fields = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    data = (
        b"filedesc://a.arc 0.0.0.0 20070506100000 text/plain %d\n" % len(fields)
        + fields
        + b"\nhttps://post.example.org/a 127.0.0.1 20070506100000 text/html %d\n" % len(page)
    )
    draft = only(read, data + page + b"\n")

    claims = {(claim.field, claim.value) for claim in draft.claims}
    assert ("url", "https://post.example.org/a") in claims
    assert ("captured", "2007-05-06T10:00:00Z") in claims


def test_a_message_with_only_a_multipart_header_is_mail(read: Read) -> None:
    """Sender and date may be missing."""
    data = (
        b'Content-Type: multipart/alternative;\r\n\tboundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/plain\r\n\r\nThe bridge opens on Monday.\r\n--x--\r\n"
    )

    assert block_texts(only(read, data)) == ["The bridge opens on Monday."]


def _mail(*parts: str, end: str = "--x--") -> bytes:
    header = "From: a@example.org\nSubject: Tide\nMIME-Version: 1.0\n"
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"{header}Content-Type: multipart/mixed; boundary=x\n\n{body}{end}\n".encode()


def test_all_parts_of_a_message_that_are_shown_are_its_text(read: Read) -> None:
    """Programs begin a new part after every picture; attachments have warnings, and an attached
    message's text is not the message's."""
    first, second = (f"Content-Type: text/plain\n\n{word} tide." for word in ("Ebb", "High"))
    inner = "Content-Type: message/rfc822\n\nSubject: Inner\n\nInner text."
    book = "Content-Type: application/pdf\n\n%PDF"

    draft = only(read, _mail(first, "Content-Type: image/png\n\n-", second, inner, book))

    assert [block.text for block in draft.blocks] == ["Ebb tide.", "High tide."]
    assert draft.warnings == tuple(
        f"the attached file {kind} is not read" for kind in ("message/rfc822", "application/pdf")
    )
    assert [block.text for block in only(read, _mail(inner)).blocks] == ["Inner text."]


def test_a_message_that_is_cut_off_has_a_warning(read: Read) -> None:
    """The last part is read as far as it goes."""
    draft = only(read, _mail("Content-Type: text/plain\n\nEbb ti", end=""))

    assert [block.text for block in draft.blocks] == ["Ebb ti"]
    assert draft.warnings == ("the message ends before its last part does: it may be cut off",)


def test_apple_mail_files_are_read(read: Read) -> None:
    """The length before the message and the property list after it are not text."""
    message = b"Subject: Bridge opens\nFrom: x@example.org\nDate: x\n\nThe bridge opens.\n"
    draft = only(read, b"%d  \n%s<?xml version='1.0'?><plist/>" % (len(message), message))

    assert block_texts(draft) == ["The bridge opens."]


def test_a_mail_name_decides_for_a_short_header() -> None:
    """A header with one field may be something else."""
    data = b"Subject: Bridge opens\n\nThe bridge opens.\n"

    assert (choose(data, "a.eml").name, choose(data, "a.txt").name) == ("mail", "text")


def test_unidentified_letters_of_a_pdf_are_left_out(read: Read) -> None:
    """A warning counts them, and a file of nothing else fails."""
    font = b"/Type0 /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
    font += b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] "

    def unnamed(data: bytes) -> bytes:
        return data.replace(b"/Subtype /Type1 ", b"/Subtype " + font)

    (failed,) = read(unnamed(builders.pdf([STORY])))

    assert "fonts do not identify their characters" in str(failed)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a_files/s.css", "a style sheet"), ("x.JS", "a script"), ("a.py", "program")],
)
def test_files_that_accompany_pages_are_rejected_by_name(name: str, kind: str) -> None:
    """Browsers save them in a folder next to a page; the same text with another name may be an
    article."""
    with pytest.raises(NotAnArticle, match=kind):
        choose(b"body { color: red }", name)
    assert choose(b"body { color: red }", "s.txt").name == "text"
    assert choose(b"<!DOCTYPE html><html>", "index.php").name == "html"


def test_a_page_fragment_is_read_as_a_page() -> None:
    """It is a page if its name says HTML, and text otherwise."""
    for data in (b"<blockquote>It opens on Monday.</blockquote>", b"<ul><li>It opens.</li></ul>"):
        assert (choose(data, "a.html").name, choose(data, "a.txt").name) == ("html", "text")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<DOC>\n<DOCNO> 1 </DOCNO>\n<TEXT>\nWords\n</TEXT>\n</DOC>", "XML (<doc>)"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>Words</text></TEI>', "XML (<tei>)"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>', "XML (<w:x>)"),
    ],
)
def test_other_xml_is_named(data: bytes, kind: str) -> None:
    """Its root element is named, with or without declaration and processing instructions."""
    with pytest.raises(ReadError, match="looks like") as error:
        choose(data)

    assert kind in error.value.message
