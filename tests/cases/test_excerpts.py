"""The part of a large file that an article was read from, as it stands there."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline import open_archive
from tests.cases.test_warc_bodies import HTML, POLISH, warc
from tests.conftest import Command

TEXTS = (
    (
        "The county council voted late on Tuesday to close the old swing bridge for eighteen "
        "months while engineers replace its bearings."
    ),
    (
        "The ferry will take a hundred and twenty people at a time, with room for thirty "
        "bicycles, and will not run in fog."
    ),
)
OBJECTS = [
    json.dumps({"title": title, "text": text})
    for title, text in zip(("Council", "Ferry"), TEXTS, strict=True)
]
ITEMS = [
    f"<item>\n  <title>{title}</title><description>{text}</description></item>"
    for title, text in zip(("Council", "Ferry"), TEXTS, strict=True)
]
ROWS = [f'{title};"{text}"\r\n' for title, text in zip(("Rada", "Prám"), TEXTS, strict=True)]
MESSAGES = [
    f"From: Ann Quay <ann@example.org>\nSubject: {title}\nDate: Fri, 18 Jul 2025 10:00:00 +0000\n\n"
    f"{text}\n\n"
    for title, text in zip(("Council", "Ferry"), TEXTS, strict=True)
]


def zipped(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def tarred(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return data.getvalue()


FEED = f"<rss><channel><title>Harbour</title>{''.join(ITEMS)}</channel></rss>"
LINES = "".join(f"{text}\n" for text in OBJECTS)
PAGE = POLISH.encode()
FILES: dict[str, tuple[str, bytes, bytes]] = {
    "a line of JSON lines": ("a.jsonl", LINES.encode(), OBJECTS[1].encode()),
    "an item of a list": ("a.json", f"[{', '.join(OBJECTS)}]".encode(), OBJECTS[1].encode()),
    "an item of an answer": (
        "a.json",
        f'{{"articles": [{",".join(OBJECTS)}], "total": 2}}'.encode(),
        OBJECTS[1].encode(),
    ),
    "an item of a feed": ("a.xml", FEED.encode(), ITEMS[1].encode()),
    "an entry beside one in a comment": (
        "a.xml",
        FEED.replace("<channel>", "<channel><!-- <item>x</item> -->").encode(),
        ITEMS[1].encode(),
    ),
    "a row of a table": (
        "a.csv",
        ("titel;text\r\n" + "".join(ROWS)).encode("cp1250"),
        ("titel;text\r\n" + ROWS[1]).encode("cp1250"),
    ),
    "a message of a mailbox": (
        "a.mbox",
        "".join(f"From a Fri Jul 18 10:00:00 2025\n{text}" for text in MESSAGES).encode(),
        MESSAGES[1].encode(),
    ),
    "a file of a zip file": (
        "a.zip",
        zipped({"0.json": OBJECTS[0], "1.json": OBJECTS[1]}),
        OBJECTS[1].encode(),
    ),
    "a line of a file in a compressed tar": (
        "a.tar.gz",
        tarred({"b/c.jsonl": LINES}),
        OBJECTS[1].encode(),
    ),
    "an item of a feed in a zip file": ("a.zip", zipped({"f.xml": FEED}), ITEMS[1].encode()),
    "a page of a web archive": ("a.warc", warc(b"x", HTML) + warc(PAGE, HTML), PAGE),
    "a file that is one article": ("a.json", OBJECTS[1].encode(), OBJECTS[1].encode()),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_original_of_a_record_is_its_part_of_the_file(dateline: Command, kind: str) -> None:
    """`show --original` and Archive.record give the last record of the file, `--whole-file` and
    Archive.original the file."""
    name, data, part = FILES[kind]
    Path(name).write_bytes(data)
    dateline("ingest", name)

    with open_archive(Path()) as archive:
        last = archive.article(archive.search("ferry OR Rada OR Prám").hits[0].id)

        assert archive.record(last) == part
        assert archive.original(last) == data


def test_show_prints_the_part_or_the_file(dateline: Command) -> None:
    """The options of `show` print the same bytes."""
    Path("a.jsonl").write_text(LINES)
    id = dateline("ingest", "a.jsonl", "--json").json["articles"][0]["id"]

    assert dateline("show", id, "--original").out == OBJECTS[0]
    assert dateline("show", id, "--whole-file").out == LINES
