"""Files of hostile shapes end in articles or in sentences, quickly, and never in a bug."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from dateline.errors import ReadError
from dateline.values.draft import Draft
from tests.unit.readers import builders
from tests.unit.readers.conftest import Read, cpu_limit

STORY = json.dumps(
    {
        "title": "Bridge opens",
        "text": "The bridge over the harbor was opened on Monday by the mayor, and many came.",
    }
)


def nested_zips(depth: int) -> bytes:
    data = builders.zipped({"a.json": STORY})
    for _ in range(depth):
        data = builders.zipped({"inner.zip": data})
    return data


def with_links() -> bytes:
    """A tar file with links, devices, a pipe, and names that lead out of any folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("../../etc/passwd")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("/absolute.json", "../../up.json"):
            info = tarfile.TarInfo(name)
            info.size = len(STORY)
            archive.addfile(info, io.BytesIO(STORY.encode()))
    return out.getvalue()


def overlapping_zip() -> bytes:
    """A zip file whose directory names one file 2,000 times."""
    data = builders.zipped({"a.json": STORY + " " * 100_000})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    count = (2000).to_bytes(2, "little")
    size = (len(entry) * 2000).to_bytes(4, "little")
    return data[:start] + entry * 2000 + end[:8] + count * 2 + size + end[16:]


SHAPES: dict[str, Callable[[], bytes]] = {
    "a bomb of zip": lambda: builders.zipped({"a.json": b" " * 300_000_000}),
    "a bomb of gzip": lambda: gzip.compress(b" " * 300_000_000, 1),
    "a bomb of bzip2": lambda: bz2.compress(b" " * 100_000_000),
    "a bomb of xz": lambda: lzma.compress(b" " * 100_000_000, preset=0),
    "zips in zips": lambda: nested_zips(100),
    "a zip that overlaps itself": overlapping_zip,
    "links and devices": with_links,
    "names that lead out": lambda: builders.zipped({"../../up.json": STORY, "/abs.json": STORY}),
    "deep JSON": lambda: b"[" * 200_000,
    "deep JSON of objects": lambda: b'{"a":' * 200_000,
    "deep XML": lambda: b"<nitf>" + b"<a>" * 200_000,
    "deep HTML": lambda: b"<html><body>" + b"<div>" * 200_000 + b"words",
    "deep RTF": lambda: rb"{\rtf1 " + b"{" * 200_000 + b"words",
    "objects in YAML": lambda: b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nWords.\n",
    "entities in entities": lambda: (
        b'<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "&a;&a;&a;&a;">' % n for n in range(50))
        + b"]><nitf><body>&a49;</body></nitf>"
    ),
    "an entity that is a file": lambda: (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<rss version='2.0'><channel><item><title>&x;</title></item></channel></rss>"
    ),
    "half a character": lambda: b'{"title": "a \\ud800 b", "text": "Words \\udfff of a text."}',
    "NULs": lambda: b'{"title": "a\\u0000b", "text": "Words\\u0000 of a text that goes on."}',
    "huge mail headers": lambda: (
        b"From: a@example.org\nTo: b@example.org\n" + b"X-A: b\n" * 200_000 + b"\nWords.\n"
    ),
    "a long line": lambda: b'{"title": "x", "text": "' + b"a" * 30_000_000 + b'"}\n',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_ends_quickly_and_in_words(read: Read, shape: str) -> None:
    """Each place of the file is an article or a reason, and none is "a bug in Dateline"."""
    data = SHAPES[shape]()
    with cpu_limit(20):
        try:
            ends = read(data)
        except ReadError as error:
            ends = [error]
    for end in ends:
        if not isinstance(end, Draft):
            assert "bug" not in str(getattr(end, "reason", end))
        else:
            assert "root:" not in str(end.blocks)  # of /etc/passwd


def test_what_is_beside_links_and_bad_names_is_read(read: Read) -> None:
    """Names mean nothing here: no file is written under them."""
    ends = read(with_links())
    assert [isinstance(end, Draft) for end in ends] == [True, True]


def test_a_zip_file_is_a_zip_file(read: Read) -> None:
    """The builder of overlapping files makes what Python's own library opens."""
    with zipfile.ZipFile(io.BytesIO(overlapping_zip())) as archive:
        assert len(archive.infolist()) == 2000
