"""Small files of binary formats, built for the tests without third-party content."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file. A first file called "mimetype" is stored uncompressed, as OpenDocument and EPUB
    require."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(info, data)
    return out.getvalue()


def rezipped(data: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The zip file with files added or replaced; a file whose content is None is removed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    changed = {**files, **changes}
    return zipped({name: data for name, data in changed.items() if data is not None})


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A tar file with a folder and these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def pdf(
    pages: Iterable[Iterable[tuple[float, float, float, str]]],
    info: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF of pages of 600 by 800 points in Helvetica: each line is x, y, size and text."""
    info = info or {}
    contents = [_shown(lines) for lines in pages]
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< " + " ".join(f"/{name} ({value})" for name, value in info.items()) + " >>",
    ]
    for n, content in enumerate(contents):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {first + 2 * n + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _pdf_file(objects)


def pdf_with_drawings(
    beside: Iterable[tuple[float, float, float, str]],
    drawn: Iterable[tuple[float, float, float, str]],
) -> bytes:
    """A PDF with lines on its first page, more lines in a form placed on that page, and a second
    page with a picture of one grey pixel."""
    own, form = _shown(beside) + " /X1 Do", _shown(drawn)
    fonts = "/Font << /F1 3 0 R >>"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
    image = "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    shape = f"/Subtype /Form /BBox [0 0 600 800] /Resources << {fonts} >>"
    placed = "q 600 0 0 800 0 0 cm /X2 Do Q"

    def stream(about: str, content: str) -> str:
        return f"<< {about} /Length {len(content)} >>\nstream\n{content}\nendstream"

    return _pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [5 0 R 8 0 R] /Count 2 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< >>",
            f"{page} /Contents 6 0 R /Resources << {fonts} /XObject << /X1 7 0 R >> >> >>",
            stream("", own),
            stream(f"/Type /XObject {shape}", form),
            f"{page} /Contents 9 0 R /Resources << /XObject << /X2 10 0 R >> >> >>",
            stream("", placed),
            stream(f"/Type /XObject {image}", "x"),
        ]
    )


def _shown(lines: Iterable[tuple[float, float, float, str]]) -> str:
    return "\n".join(f"BT /F1 {s} Tf {x} {y} Td ({t}) Tj ET" for x, y, s, t in lines)


def _pdf_file(objects: Iterable[str]) -> bytes:
    objects = list(objects)
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(paragraphs: Iterable[tuple[str, str]], core: Mapping[str, str] | None = None) -> bytes:
    """A Word document: each paragraph is a style and a text."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    properties = "".join(f"<{name}>{value}</{name}>" for name, value in (core or {}).items())
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" '
            f'xmlns:dcterms="dcterms">{properties}</cp:coreProperties>',
        }
    )


def odt(body: str, meta: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text: `body` is XML with the prefix text:."""
    elements = "".join(f"<{name}>{value}</{name}>" for name, value in (meta or {}).items())
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="dc" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="draw" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>"
            '<office:automatic-styles><style:style style:name="P1" style:parent-style-name='
            '"Title"/></office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{elements}</office:meta>"
            "</office:document-meta>",
        }
    )


def epub(chapters: Mapping[str, str], metadata: Mapping[str, str]) -> bytes:
    """A book: each chapter is a file name and the inside of its body."""
    items = "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    elements = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in metadata.items())
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{0}</title></head><body>{1}'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="in/b.opf"/>'
            "</rootfiles></container>",
            "in/b.opf": f'<package xmlns:dc="dc"><metadata>{elements}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{
                f"in/{name}": page.format(name.removesuffix(".xhtml"), body) + "</body></html>"
                for name, body in chapters.items()
            },
        }
    )


def warc(records: Iterable[tuple[str, str, bytes]], *, status: str = "200 OK") -> bytes:
    """A WARC file of responses: each is an address, a content type and a body."""
    out = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    for url, kind, body in records:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        out += (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-06T10:00:00Z\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        ).encode()
        out += answer + b"\r\n\r\n"
    return out
