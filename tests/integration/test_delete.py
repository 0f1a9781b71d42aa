"""Deleting: what goes, what stays, what is refused afterwards, and that a purge leaves no trace."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from dateline import NoSuchArticle, UsageError, open_archive
from dateline.search.index import ENGINES
from tests.conftest import Command, json_lines, story

Write = Callable[..., Path]
REASON = "the author asked for it"
SECRET = "Qazwsxine"


def secret(number: int = 99, **fields: object) -> dict[str, object]:
    """A story with a word, a name and a place that no other story has."""
    text = (
        f"The minister Oskar {SECRET} agreed with Pakistan on a plan for the harbor.\n\n"
        f"“We will {SECRET.lower()} the port,” {SECRET} said in Rawalpindi on Monday, "
        f"and the {number} towns around it share what it costs."
    )
    return {"id": str(number), "title": f"{SECRET} at the harbor", "text": text, **fields}


def only_id(dateline: Command, query: str) -> str:
    (identity,) = dateline("search", query, "--format", "ids").out.split()
    return str(identity)


def originals(place: Path) -> list[str]:
    return sorted(path.stem for path in (place / "db" / "originals").glob("??/*.zst"))


def delete(dateline: Command, *arguments: str) -> None:
    ran = dateline("delete", *arguments, "--reason", REASON, "--yes")
    assert ran.code == 0, ran.err


def assert_agrees(dateline: Command) -> None:
    """Database and index agree, and the totals do."""
    check = dateline("index", "check")
    assert check.code == 0, check.out
    articles = dateline("info", "--json").json["articles"]
    assert dateline("search", "*", "--count").out == f"{articles}\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_article_goes_with_its_file_and_the_file_is_refused(
    dateline: Command, write: Write, place: Path, engine: str
) -> None:
    """From the database, from the index, and from the originals; nothing else goes."""
    file = write("secret.json", json_lines(secret()))
    dateline("ingest", file, write("other.jsonl", json_lines(story(1), story(2))))
    dateline("index", "rebuild", "--engine", engine)
    identity = only_id(dateline, SECRET)

    delete(dateline, identity)

    assert dateline("show", identity).code == 2
    assert dateline("search", SECRET).code == 1
    assert dateline("search", "council", "--count").out == "2\n"
    assert len(originals(place)) == 1
    assert_agrees(dateline)
    again = dateline("ingest", file, "--json").json
    assert again["rejected"] == 1
    (failure,) = dateline("failures", "--json").json["failures"]
    assert failure["disposition"] == "rejected"
    assert failure["reason"].startswith("deleted by ")
    assert failure["reason"].endswith(f": {REASON}")
    assert len(originals(place)) == 1


def test_again_overrides_a_deletion(dateline: Command, write: Write, place: Path) -> None:
    """The article is back, and from then on it is like any other."""
    file = write("secret.json", json_lines(secret()))
    dateline("ingest", file)
    identity = only_id(dateline, SECRET)
    delete(dateline, identity)

    assert dateline("ingest", "--again", file).code == 0
    assert only_id(dateline, SECRET) == identity
    assert dateline("failures").code == 1
    assert dateline("ingest", file, "--json").json["unchanged"] == 1
    (deletion,) = dateline("delete", "--list", "--json").json["deletions"]
    assert deletion["refused"] == 0


def test_one_of_several_articles_of_a_file(dateline: Command, write: Write, place: Path) -> None:
    """The file stays for the others, which is said before; its record is refused in any file."""
    file = write("many.jsonl", json_lines(story(1), secret(), story(2)))
    dateline("ingest", file)

    shown = dateline("delete", SECRET, "--reason", REASON)
    assert shown.code == 2
    assert f"{file}: the file stays, with the deleted text in it: 2 other" in shown.err
    assert dateline("search", SECRET, "--count").out == "1\n"
    delete(dateline, SECRET)

    assert_agrees(dateline)
    assert len(originals(place)) == 1
    alone = write("alone.json", json_lines(secret()).strip())
    assert dateline("ingest", file, alone, "--json").json["rejected"] == 2
    assert len(originals(place)) == 1, "what holds nothing but deleted records is not kept"


def test_a_version_goes_and_the_one_before_is_current(
    dateline: Command, write: Write, place: Path
) -> None:
    """With the index; the deleted version does not come back with its file."""
    page = "https://harbor.example/plan"
    first = secret(1, url=page)
    second = {**first, "text": f"{first['text']}\n\nA correction mentions {SECRET}tail."}
    dateline("ingest", write("1.json", json_lines(first)))
    later = write("2.json", json_lines(second))
    dateline("ingest", later)
    identity = only_id(dateline, f"{SECRET}tail")

    delete(dateline, identity, "--version", "2")

    assert dateline("search", f"{SECRET}tail").code == 1
    assert only_id(dateline, SECRET) == identity
    versions = dateline("show", identity, "--versions", "--json").json["versions"]
    assert [version["version"] for version in versions] == [1]
    assert dateline("ingest", later, "--json").json["rejected"] == 1
    assert_agrees(dateline)


def test_copies_of_a_deleted_article_follow_the_earliest(
    dateline: Command, write: Write, place: Path
) -> None:
    """The first copy that is left is an original story now, and the others are copies of it."""
    names = ("first", "second", "third")
    for name in names:
        url = f"https://{name}.example/harbor"
        dateline("ingest", write(f"{name}.json", json_lines(secret(1, url=url, source=name))))
    with open_archive(place) as archive:
        first, second, third = (
            archive.article(only) for name in names for only in archive.ids(f"url:{name}.example")
        )
        assert (second.copy_of, third.copy_of) == (first.id, first.id)
        assert archive.deletions.preview([first.id]).copies == tuple(sorted((second.id, third.id)))

        archive.deletions.delete([first.id], reason=REASON)

        second, third = archive.article(second.id), archive.article(third.id)
        assert (second.copy_of, third.copy_of) == (None, second.id)
        assert second.story == third.story == second.id
        assert archive.ids("is:copy") == {third.id}
        assert archive.index.check().agrees


def test_who_when_and_why_are_listed(dateline: Command, write: Write, place: Path) -> None:
    """And nothing else, oldest first."""
    dateline("ingest", write("a.jsonl", json_lines(story(1), story(2))))
    assert dateline("delete", "--list").code == 1
    ids = [only_id(dateline, f"district {number}") for number in (1, 2)]
    for identity in ids:
        delete(dateline, identity)

    listed = dateline("delete", "--list", "--json").json["deletions"]
    assert [each["article"] for each in listed] == ids
    assert {each["reason"] for each in listed} == {REASON}
    assert all(each["by"] and each["at"] for each in listed)
    assert REASON in dateline("delete", "--list").out


def test_a_deletion_needs_a_reason_and_somebody_to_ask(
    dateline: Command, write: Write, place: Path
) -> None:
    """Nothing goes by mistake."""
    dateline("ingest", write("a.jsonl", json_lines(story(1))))
    assert dateline("delete", "council", "--yes").code == 2
    assert dateline("delete", "council", "--yes", "--reason", " ").code == 2
    assert dateline("delete", "council", "--reason", REASON).code == 2
    assert dateline("delete", "--reason", REASON, "--yes").code == 2
    assert dateline("delete", "unheardof", "--reason", REASON, "--yes").code == 1
    with open_archive(place) as archive:
        (identity,) = archive.ids("council")
        with pytest.raises(UsageError):
            archive.deletions.delete([identity], reason="")
        with pytest.raises(UsageError):
            archive.deletions.delete([identity], reason=REASON, versions=[2])
        with pytest.raises(NoSuchArticle):
            archive.deletions.delete(["0000"], reason=REASON)
        assert archive.counts().articles == 1


def forms(word: str) -> list[bytes]:
    """The word as bytes, in every encoding that a file of ours may have."""
    words = {word, word.lower(), word.upper()}
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return [each.encode(encoding) for each in words for encoding in encodings]


def traces(place: Path, word: str) -> list[str]:
    """The files of the archive that have the word, as it stands or in what is compressed there."""
    found = []
    for path in place.rglob("*"):
        if path.is_file() and any(
            form in content for content in contents(path.read_bytes()) for form in forms(word)
        ):
            found.append(str(path.relative_to(place)))
    return found


def contents(data: bytes) -> list[bytes]:
    """The bytes, and all that zlib and zstandard can decompress at any place in them."""
    every = [data]
    for start in range(len(data) - 1):
        if data[start] & 0x0F == 8 and (data[start] << 8 | data[start + 1]) % 31 == 0:
            try:
                every.append(zlib.decompressobj().decompress(data[start:]))
            except zlib.error:
                continue
        if data[start : start + 4] == b"\x28\xb5\x2f\xfd":
            reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data[start:]))
            try:
                every.append(reader.read())
            except zstandard.ZstdError:
                continue
    return every


@pytest.mark.parametrize("engine", ENGINES)
def test_a_purge_leaves_no_trace(dateline: Command, write: Write, place: Path, engine: str) -> None:
    """Not in the database, its log and its unused pages, not in the index, not in originals, not in
    saved searches and decisions; and everything else is as it was."""
    dateline("ingest", write("first.jsonl", json_lines(*map(story, range(40)))))
    dateline("index", "rebuild", "--engine", engine)
    dateline("ingest", write("secret.jsonl", json_lines(secret())))
    dateline("ingest", write("more.jsonl", json_lines(*map(story, range(40, 60)))))
    dateline("saved", "add", "hers", f'port "oskar {SECRET}"')
    dateline("saved", "add", "ports", "port")
    dateline("entities", "alias", f"Oskar {SECRET}", f"O. {SECRET}")
    dateline("reprocess", "--apply", SECRET)
    assert traces(place, SECRET), "the test would find a trace"

    ran = dateline("delete", SECRET, "--purge", "--yes", "--reason", REASON)

    assert ran.code == 0, ran.err
    assert "saved searches that go, for they tell of it: hers" in ran.err
    assert traces(place, SECRET) == []
    saved = dateline("saved", "list", "--json").json["saved"]
    assert [each["name"] for each in saved] == ["ports"]
    assert dateline("search", "council", "--count").out == "60\n"
    assert_agrees(dateline)
    assert (place / "index" / "stamp").read_text().startswith(engine)


def test_a_purge_takes_a_file_from_articles_that_stay(
    dateline: Command, write: Write, place: Path
) -> None:
    """They say why; reading them again is a failure that says so too; and they get it back."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("1.json", json_lines(secret()))
        archive.writestr("2.json", json_lines(story(1)))
    file = write("both.zip", data.getvalue())
    dateline("ingest", file)

    ran = dateline("delete", SECRET, "--purge", "--yes", "--reason", REASON)

    assert "the file goes; 1 other article or failure read from it stays" in ran.err
    size = len(data.getvalue())
    assert f"would go: 1 article, 1 original file ({size:,} bytes)" in ran.err
    assert ran.out == f"deleted: 1 article, 1 original file ({size:,} bytes)\n"
    assert originals(place) == []
    shown = dateline("show", only_id(dateline, "council"), "--original")
    assert shown.code == 2
    assert f": {REASON}" in shown.err
    again = dateline("reprocess", "--json").json
    assert again["failed"] == 1
    assert REASON in again["articles"][0]["failure"]
    assert dateline("search", "council", "--count").out == "1\n"
    assert dateline("ingest", file, "--json").json["rejected"] == 1
    assert dateline("ingest", "--again", file).code == 0
    assert dateline("show", only_id(dateline, "council"), "--original").code == 0
