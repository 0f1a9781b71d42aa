"""Any bytes at all end in articles or in reasons, and nothing that is packed gets lost."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import readers
from dateline.errors import ReadError
from dateline.values.draft import Draft, Record, RecordError
from tests.unit.readers.builders import tarred, zipped
from tests.unit.readers.examples import ALL

BEGINNINGS = sorted({build()[:length] for build in ALL.values() for length in (4, 64, 400)})
NAMES = st.sampled_from((None, "a.txt", "a.html", "a.jsonl", "a.csv", "a.md", "a.docx"))


@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=300), name=NAMES)
@settings(max_examples=300, deadline=None)
def test_any_bytes_end_in_drafts_or_reasons(
    beginning: bytes, rest: bytes, name: str | None
) -> None:
    """Readers raise nothing but ReadError, and no reason calls itself a bug."""
    reasons = []
    try:
        for unpacked in readers.unpack(io.BytesIO(beginning + rest), name).records:
            reasons.append(end_of(unpacked))
    except ReadError as error:
        reasons.append(error.message)

    assert not [reason for reason in reasons if "a bug in Dateline" in reason]


def end_of(unpacked: readers.UnpackedRecord) -> str:
    if isinstance(unpacked.record, RecordError):
        return unpacked.record.reason
    try:
        draft = readers.read(unpacked.format, unpacked.record)
    except ReadError as error:
        return error.message
    assert isinstance(draft, Draft)
    return ""


FILES = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.txt", fullmatch=True),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=50).map(
        lambda words: f"Headline\n\nA text of {words}.".encode()
    ),
    min_size=1,
    max_size=6,
)


@given(files=FILES, layers=st.lists(st.sampled_from(("zip", "tar", "gz")), max_size=4))
@settings(max_examples=100, deadline=None)
def test_packed_files_are_unpacked_unchanged(files: dict[str, bytes], layers: list[str]) -> None:
    """Every file in nested containers is read unchanged, in order and with its location."""
    data, path = zipped(files), ""
    for layer in layers:
        if layer == "gz":
            data = gzip.compress(data)
        else:
            data = (zipped if layer == "zip" else tarred)({"inner": data})
            path = "inner, " + path
    records = [unpacked.record for unpacked in readers.unpack(io.BytesIO(data)).records]

    assert [path + name for name in files] == [record.where for record in records]
    assert list(files.values()) == [record.data for record in records if isinstance(record, Record)]


def test_a_slice_of_the_fuzz() -> None:
    """Two hundred damaged files of a fixed seed do not crash, hang or take a gigabyte, in a
    process whose memory no other test has used."""
    script = Path(__file__).parents[2] / "benchmarks" / "fuzz_readers.py"

    ran = subprocess.run(
        [sys.executable, str(script), "1", "200"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
