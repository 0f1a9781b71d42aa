"""What real files have, and what once cost text: each in the smallest file that shows it."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from dateline.errors import NotAnArticle, ReadError
from dateline.readers import choose
from dateline.values.draft import Draft
from tests.unit.readers import builders, examples
from tests.unit.readers.conftest import Read

STORY = [(50, 700 - 14 * n, 10, f"Line {n} of the story of the bridge.") for n in range(5)]


def only(read: Read, data: bytes, name: str | None = None) -> Draft:
    (draft,) = read(data, name)
    assert isinstance(draft, Draft), draft
    return draft


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def test_a_pdf_page_that_is_one_form_is_read(read: Read) -> None:
    """Programs that stamp or arrange pages place whole pages as drawings on new ones; the
    picture on the second page is warned of."""
    draft = only(read, builders.pdf_with_drawings([(50, 780, 8, "Printed today")], STORY))

    assert "Line 4 of the story of the bridge." in " ".join(texts(draft))
    assert draft.warnings == ("pictures without a text layer: page 2",)


def test_the_labels_of_a_chart_are_no_text(read: Read) -> None:
    """A drawing with less text than the page is a chart."""
    draft = only(read, builders.pdf_with_drawings(STORY, [(50, 100, 8, "0 % 50 % 100 %")]))

    assert "50 %" not in " ".join(texts(draft))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\0\x05\x16\0" + bytes(122)])
def test_a_pdf_may_begin_late(read: Read, before: bytes) -> None:
    """After a byte order mark, a blank line, or the header of a Macintosh."""
    assert "Bridge opens" in texts(only(read, before + examples.two_columns()))[0]


def test_letters_that_are_printed_twice_are_read_once(read: Read) -> None:
    """A letter on itself is a bold one; thousands of them would take the layout minutes."""
    draft = only(read, builders.pdf([STORY * 500]))

    assert " ".join(texts(draft)).count("Line 4 of the story") == 1


def test_a_page_with_too_many_letters_fails(read: Read) -> None:
    """The reason names the limit."""
    lines = [(x, y / 4, 1, "bridge" * 20) for y in range(400, 2600) for x in (50,)]
    (failed,) = read(builders.pdf([lines]))

    assert "more than 100,000 letters, the limit" in str(failed)


def test_a_title_of_two_boxes_is_one_title(read: Read) -> None:
    """Large letters stand so far apart that the layout makes a box of each line."""
    lines = [(50, 780, 24, "Bridge opens after"), (50, 730, 24, "three years"), *STORY]
    draft = only(read, builders.pdf([lines]))

    assert texts(draft)[0] == "Bridge opens after three years"


@pytest.mark.parametrize("build", [examples.open_document, examples.book])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_documents_that_were_packed_again_are_known(build: object, method: int) -> None:
    """The part that states their type stands anywhere, and is compressed."""
    data = build()  # type: ignore[operator]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))

    assert choose(out.getvalue()).name == choose(data).name != "zip"


def test_a_text_box_of_word_is_read_once(read: Read) -> None:
    """It is written twice, for older programs too, inside the paragraph that it is tied to."""
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<m:AlternateContent xmlns:m="{builders.COMPATIBLE}"><m:Choice>{box}</m:Choice>'
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    )
    draft = only(read, builders.docx([("Normal", f"Beside</w:t></w:r><w:r>{both}<w:t> it")]))

    assert texts(draft) == ["Beside it", "In the box"]


def test_tables_of_word_keep_words_apart(read: Read) -> None:
    """Paragraphs of a cell do not run together; a table with one cell is a frame."""

    def cell(*paragraphs: str) -> str:
        inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
        return f"<w:tc>{inside}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('One', 'two')}{cell('Three')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell('First.', 'Second.')}{cell('')}</w:tr></w:tbl>"
    data = builders.docx([("Normal", f"Text</w:t></w:r></w:p>{table}{frame}<w:p><w:r><w:t>End")])

    assert texts(only(read, data)) == ["Text", "One two | Three", "First.", "Second.", "End"]


def test_what_an_open_document_only_keeps_is_no_text(read: Read) -> None:
    """Deleted paragraphs, and descriptions of pictures; rows of a table are paragraphs."""
    body = (
        "<text:tracked-changes><text:deletion><text:p>Gone</text:p></text:deletion>"
        "</text:tracked-changes><text:p>Text<draw:frame><svg:title>A picture</svg:title>"
        "</draw:frame></text:p><table:table><table:table-row><table:table-cell><text:p>One"
        "</text:p></table:table-cell><table:table-cell><text:p>Two</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert texts(only(read, builders.odt(body))) == ["Text", "One | Two"]


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
    """Characters beyond 65,535, bytes that are not escaped, StarWriter's stars, and tables."""
    draft = only(read, rb"{\rtf1\ansi\ansicpg1252 Bridge opens\par " + source + rb"\par}")

    assert text in texts(draft)


def test_rtf_that_breaks_off_says_so(read: Read) -> None:
    """Braces that are escaped close nothing."""
    whole = rb"{\rtf1 Bridge {\b opens} \{ at noon\par}"

    assert only(read, whole).warnings == ()
    for cut in (whole[:-1], whole[:-1] + rb"\}"):
        assert ["cut off" in warning for warning in only(read, cut).warnings] == [True]


def test_warc_records_without_blank_lines_between_them(read: Read) -> None:
    """Some writers count the blank lines as content; the next record is read all the same."""
    page = examples.PAGE.encode()
    data = builders.warc([("https://post.example.org/a", "text/html", page)])
    counted = data.replace(
        b"Content-Length: 0\r\n\r\n\r\n\r\n", b"Content-Length: 4\r\n\r\n\r\n\r\n"
    )

    assert counted != data
    assert texts(only(read, gzip.compress(counted))) == texts(only(read, data))


def test_what_no_page_was_in_may_be_damaged(read: Read) -> None:
    """A request that is longer than it says is skipped, and costs nothing."""
    fields = b"WARC-Type: request\r\nWARC-Target-URI: x:y\r\nContent-Length: 3\r\n"
    request = b"WARC/1.0\r\n" + fields + b"\r\nGET /\r\n\r\n"
    page = builders.warc([("https://post.example.org/a", "text/html", examples.PAGE.encode())])

    assert isinstance(only(read, request + page), Draft)


def test_arc_files_are_read(read: Read) -> None:
    """The Internet Archive wrote them before WARC; address and time stand in the record."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + examples.PAGE.encode()
    fields = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    data = (
        b"filedesc://a.arc 0.0.0.0 20070506100000 text/plain %d\n" % len(fields)
        + fields
        + b"\nhttps://post.example.org/a 127.0.0.1 20070506100000 text/html %d\n" % len(page)
    )
    draft = only(read, data + page + b"\n")

    said = {(claim.field, claim.value) for claim in draft.claims}
    assert ("url", "https://post.example.org/a") in said
    assert ("captured", "2007-05-06T10:00:00Z") in said


def test_a_message_that_only_says_that_it_has_parts_is_mail(read: Read) -> None:
    """Its sender and date may be missing."""
    data = (
        b'Content-Type: multipart/alternative;\r\n\tboundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/plain\r\n\r\nThe bridge opens on Monday.\r\n--x--\r\n"
    )

    assert texts(only(read, data)) == ["The bridge opens on Monday."]


def _mail(*parts: str, end: str = "--x--") -> bytes:
    header = "From: a@example.org\nSubject: Tide\nMIME-Version: 1.0\n"
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"{header}Content-Type: multipart/mixed; boundary=x\n\n{body}{end}\n".encode()


def test_all_parts_of_a_message_that_are_shown_are_its_text(read: Read) -> None:
    """Programs begin a new part behind every picture. What is attached is told, a message in it
    too, whose text is not that of the one around it."""
    first, second = (f"Content-Type: text/plain\n\n{word} tide." for word in ("Ebb", "High"))
    inner = "Content-Type: message/rfc822\n\nSubject: Inner\n\nInner text."
    book = "Content-Type: application/pdf\n\n%PDF"

    draft = only(read, _mail(first, "Content-Type: image/png\n\n-", second, inner, book))

    assert [block.text for block in draft.blocks] == ["Ebb tide.", "High tide."]
    assert draft.warnings == tuple(
        f"the attached file {kind} is not read" for kind in ("message/rfc822", "application/pdf")
    )
    assert [block.text for block in only(read, _mail(inner)).blocks] == ["Inner text."]


def test_a_message_that_breaks_off_says_so(read: Read) -> None:
    """Its last part is what there is of it."""
    draft = only(read, _mail("Content-Type: text/plain\n\nEbb ti", end=""))

    assert [block.text for block in draft.blocks] == ["Ebb ti"]
    assert draft.warnings == ("the message ends before its last part does: it may be cut off",)


def test_mail_as_apple_keeps_it(read: Read) -> None:
    """The length before the message and the list of properties behind it are no text."""
    message = b"Subject: Bridge opens\nFrom: x@example.org\nDate: x\n\nThe bridge opens.\n"
    draft = only(read, b"%d  \n%s<?xml version='1.0'?><plist/>" % (len(message), message))

    assert texts(draft) == ["The bridge opens."]


def test_a_name_that_says_mail_settles_it() -> None:
    """A header with one field may be anything else."""
    data = b"Subject: Bridge opens\n\nThe bridge opens.\n"

    assert (choose(data, "a.eml").name, choose(data, "a.txt").name) == ("mail", "text")


def test_letters_that_a_pdf_does_not_name(read: Read) -> None:
    """They are left out with a warning; a file of them only fails."""
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
def test_what_goes_with_pages_is_rejected_by_name(name: str, kind: str) -> None:
    """Browsers keep it in a folder beside a page; a text of another name may be an article."""
    with pytest.raises(NotAnArticle, match=kind):
        choose(b"body { color: red }", name)
    assert choose(b"body { color: red }", "s.txt").name == "text"
    assert choose(b"<!DOCTYPE html><html>", "index.php").name == "html"


def test_a_piece_of_a_page_is_read_as_one() -> None:
    """Where its name says HTML; else it is text that begins with a sign."""
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
    """Without a declaration, and behind instructions to programs."""
    with pytest.raises(ReadError, match="looks like") as error:
        choose(data)

    assert kind in error.value.message
