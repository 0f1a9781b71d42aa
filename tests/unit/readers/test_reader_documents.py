"""Documents and books that are encrypted, incomplete, or of an unsupported kind."""

from __future__ import annotations

import io

import pytest

from dateline.errors import ReadError
from dateline.values.draft import Draft, RecordError
from tests.unit.readers import builders, examples
from tests.unit.readers.conftest import Read


def end(read: Read, data: bytes) -> str:
    """Why there is no article in the file, however the reader reports it."""
    try:
        (only,) = read(data)
    except ReadError as error:
        return error.message
    return only.reason if isinstance(only, RecordError) else str(only)


def encrypted_pdf() -> bytes:
    zeros = b"<" + b"00" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O " + zeros + b" /U " + zeros + b" /P -1 >>"
    return examples.two_columns().replace(b"/Root", b"/ID [<00> <00>] " + lock + b" /Root")


def encrypted_odt() -> bytes:
    return builders.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            "content.xml": bytes(range(256)),
        }
    )


def encrypted_7z() -> bytes:
    from py7zr import SevenZipFile

    out = io.BytesIO()
    with SevenZipFile(out, "w", password="secret") as archive:
        archive.writestr(b"Headline\n\nA text.", "a.txt")
    return out.getvalue()


@pytest.mark.parametrize("build", [encrypted_pdf, encrypted_odt, encrypted_7z])
def test_an_encrypted_document_fails(read: Read, build: object) -> None:
    """The reason is the encryption, not damage."""
    assert "it is encrypted, and Dateline has no key" in end(read, build())  # type: ignore[operator]


def test_missing_and_encrypted_chapters_are_record_errors(read: Read) -> None:
    """Of three chapters, the encrypted and the missing one are RecordErrors and the third is
    read."""
    text = "<p>Words of a chapter that says much about the bridge.</p>" * 8
    chapters = {name: f"<h1>{name}</h1>{text}" for name in ("one", "two", "three")}
    data = builders.epub(chapters, {"title": "x"})
    lock = '<encryption><x URI="in/one"/></encryption>'
    data = builders.rezipped(data, {"META-INF/encryption.xml": lock, "in/two": None})

    locked, missing, article = read(data)

    assert isinstance(locked, RecordError)
    assert (locked.where, "encrypted" in locked.reason) == ("in/one", True)
    assert isinstance(missing, RecordError)
    assert (missing.where, "it is missing" in missing.reason) == ("in/two", True)
    assert isinstance(article, Draft)


def test_word_text_has_insertions_and_no_deletions(read: Read) -> None:
    """Insertions are text, deletions are not, and a table's row is a paragraph."""
    w = f'xmlns:w="{builders.W}"'
    body = (
        "<w:p><w:r><w:t>The bridge </w:t></w:r><w:del><w:r><w:delText>may open</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>opens.</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        "<w:t>Cost</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    document = f"<w:document {w}><w:body>{body}</w:body></w:document>"
    data = builders.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})

    (draft,) = read(data)

    assert isinstance(draft, Draft)
    assert [block.text for block in draft.blocks] == ["The bridge opens.", "Cost | 7"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}, "other than Word's"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "not a text"),
        ({"a.txt": "x", "b.txt": "y"}, ""),
    ],
)
def test_an_unsupported_document_is_one_failure(
    read: Read, files: dict[str, str], words: str
) -> None:
    """A spreadsheet is one failure, not one for each of its parts."""
    data = builders.zipped(files)
    if not words:
        assert len(read(data)) == 2
        return

    with pytest.raises(ReadError, match=words):
        read(data)


def test_pdf_columns_without_a_title_above(read: Read) -> None:
    """Three columns are read one after another, although their lines are side by side."""
    columns = [
        [(50 + 180 * c, 700 - 14 * n, 10, f"column {c} line {n} is here") for n in range(4)]
        for c in range(3)
    ]
    lines = [line for row in zip(*columns, strict=True) for line in row]

    (draft,) = read(builders.pdf([lines]))

    assert isinstance(draft, Draft)
    assert " ".join(block.text for block in draft.blocks) == " ".join(
        text for column in columns for *_, text in column
    )
