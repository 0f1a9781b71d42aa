"""Files inside files: what they hold, where it is, and which limits they have."""

from __future__ import annotations

import gzip
import io
import struct
import sys
import zipfile

import pytest

from dateline.errors import ReadError
from dateline.readers import unpack
from dateline.readers.base import label
from dateline.readers.containers.zip import ZipContainer
from dateline.readers.streams import compression
from dateline.readers.text.plain import PlainTextReader
from dateline.values.draft import Draft, RecordError
from dateline.values.outcome import Disposition
from tests.unit.readers.builders import tarred, zipped
from tests.unit.readers.conftest import Read
from tests.unit.readers.examples import ALL

TEXT = b"A headline\n\nA paragraph of a story, which says what happened in the harbor.\n"
LINES = b'{"title": "One", "text": "Words."}\n{"title": "Two", "text": "Words."}\n'


FILES = {"a.txt": TEXT, "b/c.jsonl": LINES}
PLACES = ["a.txt", "b/c.jsonl, line 1", "b/c.jsonl, line 2"]


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped(FILES, zipfile.ZIP_STORED),
        zipped(FILES, zipfile.ZIP_BZIP2),
        tarred(FILES),
        gzip.compress(tarred(FILES)),
    ],
    ids=["zip", "stored zip", "bzip2 zip", "tar", "tar.gz"],
)
def test_every_member_is_read_with_its_location(data: bytes) -> None:
    """Members are read in order by their own readers, with ordinals through the whole file."""
    records = list(unpack(io.BytesIO(data)).records)

    assert [unpacked.record.where for unpacked in records] == PLACES
    assert [unpacked.record.ordinal for unpacked in records] == [0, 1, 2]
    assert [unpacked.format for unpacked in records] == ["text", "json lines", "json lines"]


def test_nested_containers_are_read_with_full_locations() -> None:
    """The location of a record in a zip in a tar.gz in a zip names every level."""
    inner = zipped({"x.jsonl.gz": gzip.compress(LINES)})
    data = zipped({"deep.tar.gz": gzip.compress(tarred({"in.zip": inner}))})

    assert [unpacked.record.where for unpacked in unpack(io.BytesIO(data)).records] == [
        "deep.tar.gz, in.zip, x.jsonl.gz, line 1",
        "deep.tar.gz, in.zip, x.jsonl.gz, line 2",
    ]


def test_a_bad_member_is_the_only_one_lost(read: Read) -> None:
    """An empty file, a picture and an empty list are RecordErrors, and the files after them are
    read."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(60)
    data = zipped({"empty.txt": b"", "p.png": png, "none.json": b"[]", "a.txt": TEXT})

    empty, picture, nothing, article = read(data)

    assert isinstance(empty, RecordError)
    assert (empty.where, empty.reason, empty.stage) == ("empty.txt", "the file is empty", "open")
    assert isinstance(picture, RecordError)
    assert "PNG" in picture.reason
    assert isinstance(nothing, RecordError)
    assert nothing.disposition is Disposition.REJECTED
    assert isinstance(article, Draft)


def test_an_encrypted_member_is_a_record_error(read: Read) -> None:
    """The RecordError names the encrypted file and the reason, and the rest is read."""
    data = bytearray(zipped({"secret.txt": TEXT, "open.txt": TEXT}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(magic) + at] |= 1

    secret, article = read(bytes(data))

    assert isinstance(secret, RecordError)
    assert secret.where == "secret.txt"
    assert "encrypted" in secret.reason
    assert isinstance(article, Draft)


def test_a_damaged_member_is_a_record_error(read: Read) -> None:
    """A file with a wrong checksum is a RecordError."""
    data = zipped(FILES, zipfile.ZIP_STORED).replace(b"A headline", b"A deadline", 1)

    damaged, *rest = read(data)

    assert isinstance(damaged, RecordError)
    assert "damaged zip data" in damaged.reason
    assert len(rest) == 2


def test_a_zip_file_that_is_cut_is_a_read_error() -> None:
    """A zip file without the directory at its end raises ReadError."""
    with pytest.raises(ReadError, match="damaged zip data"):
        list(unpack(io.BytesIO(zipped(FILES)[:-30])).records)


def test_files_that_a_zip_directory_lacks_are_record_errors(read: Read) -> None:
    """Three declared and two listed files give one RecordError."""
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 3, 3)

    *articles, record_error = read(bytes(data))

    assert len(articles) == 2
    assert isinstance(record_error, RecordError)
    assert "one more file" in record_error.reason


def outcome(data: bytes) -> str:
    """What ends the reading: an error's message, or the last RecordError's reason."""
    try:
        records = [unpacked.record for unpacked in unpack(io.BytesIO(data)).records]
    except ReadError as error:
        return error.message
    record_errors = [record for record in records if isinstance(record, RecordError)]
    return record_errors[-1].reason if record_errors else ""


@pytest.mark.parametrize("cut", [512, 1024, 1536 + 512])
def test_a_tar_file_that_is_cut_says_so(read: Read, cut: int) -> None:
    """A tar file that is cut off anywhere, even between files, reports that files may be lost."""
    complete = tarred({"a.txt": TEXT, "b.txt": TEXT})
    assert not any(isinstance(place, RecordError) for place in read(complete))

    assert "tar" in outcome(complete[:cut])


def test_macos_shadow_files_are_skipped(read: Read) -> None:
    """The files that macOS adds to a zip are skipped."""
    data = zipped({"a.txt": TEXT, "__MACOSX/._a.txt": bytes(range(256))})

    assert len(read(data)) == 1


def test_the_ratio_limit_covers_all_members_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small bombs in one file count together and end the reading."""
    monkeypatch.setattr(compression, "RATIO_GRACE_BYTES", 1024 * 1024)
    data = zipped({f"{number}.txt": b"words " * 200_000 for number in range(20)})

    with pytest.raises(ReadError, match="more than 200 times"):
        list(unpack(io.BytesIO(data)).records)


def test_the_number_of_members_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The members up to the limit are read, then the file fails."""
    monkeypatch.setattr(sys.modules[unpack.__module__], "MAX_MEMBERS", 3)
    records = unpack(io.BytesIO(zipped({f"{number}.txt": TEXT for number in range(5)}))).records

    assert len([next(records) for _ in range(3)]) == 3
    with pytest.raises(ReadError, match="more than 3 files"):
        next(records)


@pytest.mark.parametrize("name", ALL)
def test_the_stream_stays_open(name: str) -> None:
    """A file can be read again after the first result was deleted."""
    stream = io.BytesIO(ALL[name]())

    first = [unpacked.record for unpacked in unpack(stream, name).records]

    assert first == [unpacked.record for unpacked in unpack(stream, name).records]


def test_the_tool_of_a_container_covers_all_readers() -> None:
    """A container's tool changes when any reader does; a page's tool does not."""
    plain, packed = unpack(io.BytesIO(TEXT)), unpack(io.BytesIO(zipped(FILES)))

    assert plain.tool == label(PlainTextReader())
    assert packed.tool.startswith(f"{label(ZipContainer())}, readers ")


def test_of_a_packed_bundle_only_its_files_are_read() -> None:
    """Whatever folder it is in; another zip file with some of these names is no bundle."""
    lists = dict.fromkeys(("SHA256SUMS", "articles.jsonl", "decisions.jsonl"), TEXT)
    whole = {**lists, "originals/000001/a.txt": TEXT}
    for top in ("", "libya/", "a/b/"):
        packed = zipped({f"{top}{name}": data for name, data in whole.items()})
        places = [found.record.where for found in unpack(io.BytesIO(packed)).records]
        assert places == [f"{top}originals/000001/a.txt"]
    del whole["decisions.jsonl"]
    assert len(list(unpack(io.BytesIO(zipped(whole))).records)) == 3
