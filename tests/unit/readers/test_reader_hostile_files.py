"""Small files that stand for much work or memory fail quickly, with a sentence, and cost no other.

Time is CPU time of this process, with a limit that the work would exceed many times; memory is what
Python allocates.
"""

from __future__ import annotations

import gzip
import tarfile
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dateline.errors import ReadError
from dateline.readers.containers import tar
from dateline.values.draft import Draft, RecordError
from tests.unit.readers import builders
from tests.unit.readers.conftest import Read, cpu_limit

STORY = (
    b'{"title": "Bridge opens", "text": "The bridge over the harbor was opened on Monday by the '
    b'mayor, and many came to see it."}'
)
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
    "/Resources << /Font << /F1 3 0 R >> /XObject << /A 6 0 R /B 7 0 R /C 8 0 R >> >> "
    "/Contents 5 0 R >>"
)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {} >> >>"


def stream(content: bytes, more: str = "", filters: str = "/FlateDecode") -> bytes:
    data = zlib.compress(content, 9) if "Flate" in filters else content
    entry = f"/Filter [{filters}]" if filters else ""
    head = f"<< {more} {entry} /Length {len(data)} >>\nstream\n"
    return head.encode() + data + b"\nendstream"


def pdf(*objects: bytes) -> bytes:
    """A PDF of one page, whose content is the first of these objects, number 5."""
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate((*catalog, font, PAGE.encode(), *objects), 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()


def draws(name: str, times: int, inner: str = "") -> bytes:
    return stream(f"/{name} Do ".encode() * times, FORM.format(inner) if inner else "")


SHOWN = b"BT /F1 10 Tf 50 700 Td (%s) Tj ET "
PDFS = {
    "words that are no operators": (pdf(stream(b"a " * 5_000_000)), "4,000,000 operators"),
    "numbers": (pdf(stream(b"1 " * 5_000_000)), "4,000,000 operators"),
    "brackets": (pdf(stream(b"[]" * 5_000_000)), "4,000,000 operators"),
    "operators without operands": (pdf(stream(b"q Q " * 2_500_000)), "4,000,000 operators"),
    "a stream of 400 MB": (pdf(stream(b"\0" * 400_000_000)), "64 MiB"),
    "two compressions": (
        pdf(stream(zlib.compress(b" " * 100_000_000), filters="/FlateDecode /FlateDecode")),
        "64 MiB",
    ),
    "one string": (pdf(stream(SHOWN % (b"a" * 2_000_000))), "100,000 letters"),
    "many strings": (pdf(stream(SHOWN % b"abcdefgh" * 30_000)), "100,000 letters"),
    "forms that draw forms": (
        pdf(
            draws("A", 300),
            draws("B", 300, "/B 7 0 R"),
            draws("C", 300, "/C 8 0 R"),
            stream(b"q Q " * 50, FORM.format("")),
        ),
        "4,000,000 operators",
    ),
    "an array in the file itself": (
        pdf(stream(b"q Q"), b"[" + b"1 " * 5_000_000 + b"]"),
        "4,000,000 operators",
    ),
    "LZW": (pdf(stream(b"\x80" * 200_000, filters="/LZWDecode")), "LZWDecode"),
}


@pytest.mark.parametrize("what", PDFS)
def test_a_pdf_that_stands_for_much_work_fails_quickly(read: Read, what: str) -> None:
    """The reason names the limit. The work is counted before the library does it."""
    data, words = PDFS[what]
    with cpu_limit(20):
        (end,) = read(data)
    assert isinstance(end, ReadError)
    assert words in str(end)


@pytest.mark.parametrize("what", ["a stream of 400 MB", "two compressions"])
def test_a_pdf_that_stands_for_much_memory_is_not_unpacked(read: Read, what: str) -> None:
    """No more is decompressed than the limit and some."""
    with allocated(200):
        read(PDFS[what][0])


def test_a_pdf_with_all_of_that_in_small_is_read(read: Read) -> None:
    """Forms, two compressions and damaged streams are no reason to refuse a file."""
    shown = SHOWN % b"The bridge over the harbor was opened on Monday."
    text = stream(zlib.compress(shown), filters="/FlateDecode /FlateDecode")
    (draft,) = read(pdf(text, draws("B", 3, "/B 7 0 R"), stream(b"q Q", FORM.format(""))))
    assert isinstance(draft, Draft)
    assert draft.blocks[0].text == "The bridge over the harbor was opened on Monday."


def sparse(size: int, kind: str, data: bytes = STORY) -> bytes:
    """A tar file with a sparse file of this size, whose only bytes are at its beginning, and
    another file after it."""
    info = tarfile.TarInfo("holes.json")
    info.size = len(data)
    padding = b"\0" * (-len(data) % 512)
    if kind == "old GNU":
        info.type = tarfile.GNUTYPE_SPARSE
        header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
        header[386:410] = b"%011o\0%011o\0" % (0, len(data))
        header[483:495] = size.to_bytes(12, "big")
        header[483] |= 0x80
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        first = bytes(header)
    else:
        version = {"pax 0.1": ("0", "1"), "pax 1.0": ("1", "0")}[kind]
        info.pax_headers = {"GNU.sparse.name": "holes.json", "GNU.sparse.realsize": str(size)}
        if kind == "pax 1.0":
            info.pax_headers |= {"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}
            numbers = f"1\n0\n{len(data)}\n".encode()
            data = numbers.ljust(512, b"\0") + data
            info.size = len(data)
        else:
            info.pax_headers |= {
                "GNU.sparse.size": str(size),
                "GNU.sparse.numblocks": "1",
                "GNU.sparse.map": f"0,{len(data)}",
            }
        del version
        first = info.tobuf(tarfile.PAX_FORMAT)
    return first + data + padding + builders.tarred({"after.json": STORY})


@pytest.mark.parametrize("kind", ["old GNU", "pax 0.1"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_sparse_file_of_a_terabyte_costs_itself(read: Read, kind: str, packed: bool) -> None:
    """It is lost with a sentence, and the file after it is read."""
    data = sparse(2**40, kind)
    with cpu_limit(10), allocated(100):
        lost, after = read(gzip.compress(data) if packed else data)
    assert isinstance(lost, RecordError)
    assert "sparse file of 1048576 MiB" in lost.reason
    assert isinstance(after, Draft)


def test_a_small_sparse_file_is_read(read: Read) -> None:
    """Its zeros come with it."""
    first, after = read(sparse(len(STORY) + 3, "old GNU", STORY))
    assert isinstance(after, Draft)
    assert "sparse" not in str(first)


def test_many_sparse_files_are_counted_together(read: Read) -> None:
    """Each may be read; what they expand to is counted over the whole file."""
    one = sparse(50 * 2**20, "old GNU", b"[" + STORY + b",")[:1024]
    with cpu_limit(20), allocated(300):
        *_, last = read(one * 30 + b"\0" * 1024)
    assert isinstance(last, ReadError | RecordError)


def header(kind: bytes, size: int) -> bytes:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize("kind", [b"L", b"K", b"x", b"g"])
def test_a_long_header_in_a_tar_file_is_not_read(read: Read, kind: bytes) -> None:
    """Names and pax records are held in memory as a whole: they have a limit."""
    size = 64 * tar.MAX_HEADER_BYTES
    data = gzip.compress(header(kind, size) + b"a" * size)
    with allocated(50), pytest.raises(ReadError, match="1 MiB, the limit"):
        read(data)


def test_a_sparse_file_with_a_long_list_of_parts_ends_the_tar_file(read: Read) -> None:
    """The list would be read as a whole."""
    with pytest.raises(ReadError, match="list of parts"):
        read(sparse(10**9, "pax 1.0"))


WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/a\r\n"
    b"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n%s\r\n"
)
LINES = {
    "one long line": b"X-Long: " + b"a" * 30_000_000 + b"\r\n",
    "continued lines": b"X-Long: a\r\n" + b" a\r\n" * 5_000_000,
    "many lines": b"a: b\r\n" * 5_000_000,
    "a line that never ends": b"a" * 30_000_000,
}


@pytest.mark.parametrize("what", LINES)
@pytest.mark.parametrize("place", ["record", "answer"])
def test_a_long_header_in_a_warc_file_fails_quickly(read: Read, what: str, place: str) -> None:
    """Neither in time by the square of its length, nor in memory by its lines."""
    if place == "record":
        data = WARC % (LINES[what] + b"Content-Length: 10\r\n")
    else:
        answer = b"HTTP/1.1 200 OK\r\n" + LINES[what]
        data = WARC % (b"Content-Length: %d\r\n" % len(answer)) + answer
    data = gzip.compress(data)
    with cpu_limit(10), allocated(200):
        try:
            ends = read(data)
        except ReadError as error:
            ends = [error]
    assert "header of a record is longer than 1 MiB" in str(getattr(ends[-1], "reason", ends[-1]))


@pytest.mark.parametrize("length", ["99999999999999999999", "9" * 5000, "-5", "1e9", "²", ""])
def test_a_warc_record_may_claim_any_length(read: Read, length: str) -> None:
    """A length that is no length, or longer than any file, is told as such: it is no bug."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + STORY
    data = WARC % f"Content-Length: {length}\r\n".encode() + answer + b"\r\n\r\n"
    try:
        ends = read(data)
    except ReadError as error:
        ends = [error]
    reasons = [getattr(end, "reason", str(end)) for end in ends]
    assert not any("bug" in reason for reason in reasons)


@contextmanager
def allocated(megabytes: int) -> Iterator[None]:
    """Fails the test if more memory is allocated at once."""
    tracemalloc.start()
    try:
        yield
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < megabytes * 1024 * 1024
