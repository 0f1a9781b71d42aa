"""Bad files: one clear line each, the rest is ingested, and the exit code says so."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import Progress, Stage, open_archive
from dateline.values.outcome import Disposition
from tests.conftest import SEEDS, Command, json_lines, story

Write = Callable[[str, str | bytes], Path]

PAGE = (
    "<html lang='en'><head><title>Harbor plan agreed</title></head><body><article>"
    "<h1>Harbor plan agreed</h1>"
    + "".join(
        f"<p>Paragraph {n} of a page about the harbor plan, long enough to be taken for text "
        "that somebody wrote for others to read in full.</p>"
        for n in range(6)
    )
    + "</article></body></html>"
)


def only_line_about(path: Path, err: str) -> str:
    lines = [line for line in err.splitlines() if path.name in line]
    assert len(lines) == 1, err
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.bin", random.Random(1).randbytes(5000), "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(60), "PNG"),
        (
            "cut.html",
            b"<html><head><title>Cut</title><script>var a = 'the page ends here",
            "cut off",
        ),
    ],
)
def test_a_bad_file_gets_one_line(
    dateline: Command, write: Write, name: str, content: bytes, reason: str
) -> None:
    """The file is named with the reason, the good file is ingested, and the exit code is 3."""
    bad = write(f"files/{name}", content)

    ran = dateline("ingest", bad.parent, SEEDS)

    assert ran.code == 3
    assert reason in only_line_about(bad, ran.err)
    assert "2 found: 1 added, 1 failed" in ran.out
    assert dateline("info", "--json").json["failed"] == 1


def test_a_page_that_is_cut_off_is_ingested_with_a_note(dateline: Command, write: Write) -> None:
    """What is left of the page is kept, and a line says that it is cut off."""
    page = write("files/half.html", PAGE[: len(PAGE) * 2 // 3])

    ran = dateline("ingest", page)

    assert "1 found: 1 added" in ran.out
    assert "cut off" in only_line_about(page, ran.err)


def test_broken_json_in_line_7_of_10_costs_one_article(dateline: Command, write: Write) -> None:
    """Nine articles come in; line 7 is named, with what is wrong with it."""
    lines = json_lines(*map(story, range(10))).splitlines()
    lines[6] = lines[6][:40]
    path = write("files/ten.jsonl", "\n".join(lines))

    ran = dateline("ingest", path, "--json")

    assert ran.code == 3
    report = ran.json
    assert (report["found"], report["added"], report["failed"]) == (10, 9, 1)
    (failure,) = report["failures"]
    assert failure["where"] == "line 7"
    assert failure["stage"] == "read"
    assert "JSON" in failure["reason"]


def without_rights() -> tuple[str, ...]:
    """What to put before a command so that it may not read what its user may not."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):  # root reads everything, unless it gives that right up
        pytest.skip("root cannot give up its right to read without setpriv")
    rights = "-dac_override,-dac_read_search"
    return ("setpriv", "--inh-caps=-all", f"--bounding-set={rights}")


def test_a_file_without_read_permission_is_named(process: Command, write: Write) -> None:
    """It is one failure among the rest."""
    path = write("files/secret.txt", "Harbor plan\n\nThe plan is secret.\n")
    path.chmod(0)
    ran = process("ingest", path.parent, SEEDS, before=without_rights())

    assert ran.code == 3
    assert "Permission denied" in only_line_about(path, ran.err)
    assert "2 found: 1 added, 1 failed" in ran.out

    ran = process("ingest", path, SEEDS, before=without_rights())

    assert ran.code == 3
    assert "2 found: 1 unchanged, 1 failed" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        *(["count", "--batch", "FILE"], ["decisions", "import", "FILE"], ["replay", "FILE"]),
        *(["replace", "9a2d10a1", "FILE"], ["similar", "FILE"], ["ingest", "FOLDER"]),
    ],
    ids=" ".join,
)
def test_no_permission_is_said_in_the_same_words(
    process: Command, write: Write, command: list[str]
) -> None:
    """What a person names and may not read is exit code 74 and one line, in every command."""
    assert process("ingest", SEEDS).code == 0
    file = write("secret/file", "")
    (folder := write("closed/file", "").parent).chmod(0)
    file.chmod(0)
    named = {"FILE": file, "FOLDER": folder}

    ran = process(*(named.get(word, word) for word in command), before=without_rights())

    folder.chmod(0o700)
    place = folder if "FOLDER" in command else file
    assert (ran.code, ran.out) == (74, "")
    assert ran.err.splitlines()[0] == f"dateline: permission denied: {place}"


def test_settings_that_may_not_be_read(process: Command, place: Path) -> None:
    """A dateline.toml that may not be read is not passed over."""
    (place / "dateline.toml").write_text("")
    (place / "dateline.toml").chmod(0)

    ran = process("info", before=without_rights())

    assert ran.code == 74
    assert ran.err.startswith(f"dateline: permission denied: {place / 'dateline.toml'}\n")


def test_a_folder_that_does_not_exist_is_named(dateline: Command, tmp_path: Path) -> None:
    """It is a failure if something else can be tried; alone it is a usage error."""
    missing = tmp_path / "nowhere"

    with_seed = dateline("ingest", missing, SEEDS)
    alone = dateline("ingest", missing)

    assert with_seed.code == 3
    assert "no such file or folder" in only_line_about(missing, with_seed.err)
    assert "2 found: 1 added, 1 failed" in with_seed.out
    assert alone.code == 2
    assert "no such file or folder" in alone.err


def test_nothing_is_made_where_nothing_could_be_tried(
    dateline: Command, place: Path, tmp_path: Path
) -> None:
    """A mistyped path creates no empty archive."""
    assert dateline("ingest", tmp_path / "nowhere").code == 2
    assert list(place.iterdir()) == []


def test_a_file_that_is_not_an_article_is_rejected_with_a_reason(
    dateline: Command, write: Write
) -> None:
    """It was read without trouble: the run is a success, and the file is still accounted for."""
    path = write("files/headline.txt", "A headline and nothing else\n")

    ran = dateline("ingest", path)

    assert ran.code == 0
    assert "1 found: 1 rejected" in ran.out
    assert "rejected" in only_line_about(path, ran.err)


def test_a_failed_file_is_kept_and_read_again(dateline: Command, write: Write) -> None:
    """Once the file is good it is ingested, and no failure is left."""
    path = write("files/later.txt", b"")
    dateline("ingest", path)
    path.write_text("Harbor plan\n\nThe plan was agreed on Monday, after all.\n")

    assert "1 added" in dateline("ingest", path).out
    assert dateline("info", "--json").json["failed"] == 0


def test_strange_things_in_a_folder_are_accounted_for(dateline: Command, tmp_path: Path) -> None:
    """A pipe, a dangling link and a loop of links neither hang nor vanish."""
    folder = tmp_path / "files"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "loop").symlink_to(folder)
    (folder / "story.json").write_text(json.dumps(story(1)))

    report = dateline("ingest", folder, "--json").json

    assert (report["found"], report["added"], report["failed"]) == (3, 1, 2)
    reasons = {Path(f["path"]).name: f["reason"] for f in report["failures"]}
    assert set(reasons) == {"pipe", "dangling"}


def test_links_in_a_folder_are_followed(dateline: Command, write: Write) -> None:
    """A link to a file is a further place of its articles; a folder is read once, whatever leads to
    it, also outside of the folder that is ingested."""
    story_file = write("files/story.json", json.dumps(story(1)))
    (story_file.parent / "z.json").symlink_to(story_file)
    outside = write("outside/other.json", json.dumps(story(2))).parent
    (story_file.parent / "first").symlink_to(outside)
    (story_file.parent / "second").symlink_to(outside)

    report = dateline("ingest", story_file.parent, "--json").json

    assert (report["found"], report["added"], report["unchanged"]) == (3, 2, 1)
    paths = {Path(file["path"]).relative_to(story_file.parent) for file in report["files"]}
    assert set(map(str, paths)) == {"story.json", "z.json", "first/other.json"}
    (first,) = (one["id"] for one in report["articles"] if one["disposition"] == "unchanged")
    assert len(dateline("show", first, "--json").json["original"]["locations"]) == 2


def test_a_file_that_changes_while_it_is_read_is_a_failure(place: Path, write: Write) -> None:
    """What was read may not be what was kept; the next run reads it to the end."""
    path = write("files/growing.jsonl", json_lines(*(story(n) for n in range(200))))

    def grow(progress: Progress) -> None:
        if (progress.stage, progress.done) == (Stage.READ, 64):  # a batch
            with path.open("a") as file:
                file.write(json_lines(story(1000)))

    archive = open_archive(place)
    (failure,) = archive.ingest([path], jobs=0, progress=grow).failures

    assert failure.reason == "it changed while it was read: ingest it again"
    assert archive.ingest([path], jobs=0).count(Disposition.FAILED) == 0
    assert not archive.failures.all()


def test_file_names_cannot_control_a_terminal(dateline: Command, tmp_path: Path) -> None:
    """Line ends and control characters in a name are escaped, so that it takes one line."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a\n\x1b[31mb.json").write_text(json.dumps(story(1)))
    (folder / "a\n\x1b[31mc.txt").write_text("")

    identity = dateline("ingest", folder / "a\n\x1b[31mb.json", "--format", "ids").out.strip()
    ran = dateline("ingest", folder, "--per-file")

    assert "a\\n\\x1b[31mb.json" in ran.out
    assert r"a\n\x1b[31mc.txt: the file is empty" in ran.err
    assert "\x1b" not in ran.out + ran.err
    assert "\x1b" not in dateline("show", identity, "--evidence").out + dateline("failures").out
    assert r"a\n\x1b[31mb.json" in dateline("show", identity, "--evidence").out


def test_a_file_name_that_is_not_utf8_can_be_printed(process: Command, tmp_path: Path) -> None:
    """Its bytes are escaped on a terminal that only takes UTF-8, and in JSON."""
    folder = tmp_path / "files"
    folder.mkdir()
    path = os.fsencode(folder) + b"/n\xff.json"
    with open(path, "wb") as file:
        file.write(json.dumps(story(1)).encode())

    ran = process("ingest", folder, "--json", PYTHONIOENCODING="utf-8:strict")

    assert ran.code == 0, ran.err
    assert os.fsencode(ran.json["articles"][0]["path"]) == path
    table = process("ingest", folder, "--per-file", PYTHONIOENCODING="utf-8:strict")
    assert r"n\udcff.json" in table.out


def test_the_files_of_the_archive_are_not_ingested(dateline: Command, place: Path) -> None:
    """Ingesting the folder that the archive is in leaves out its own files."""
    (place / "story.json").write_text(json.dumps(story(1)))

    assert dateline("ingest", place, "--json").json["found"] == 1
    assert dateline("ingest", place, "--json").json["found"] == 1


def test_gzip_is_unpacked_and_a_damaged_file_is_named(dateline: Command, write: Write) -> None:
    """A gzip file is read whatever its name; a cut one gives what it has and one failure."""
    packed = gzip.compress(json_lines(*map(story, range(3))).encode())
    write("files/good.dat", packed)
    cut = write("files/cut.jsonl.gz", packed[:-20])

    ran = dateline("ingest", cut.parent, "--json")

    assert ran.code == 3
    assert ran.json["added"] == 3
    assert "gzip" in only_line_about(cut, ran.err)


def test_the_same_bytes_elsewhere_add_a_location_only(dateline: Command, write: Write) -> None:
    """A second file with the same bytes is unchanged, and the article lists both paths."""
    text = "Harbor plan\n\nThe plan was agreed on Monday.\n"
    first, second = write("files/a.txt", text), write("files/b (copy).txt", text)

    report = dateline("ingest", first.parent, "--json").json
    article = dateline("show", report["articles"][0]["id"], "--json").json

    assert (report["found"], report["added"], report["unchanged"]) == (2, 1, 1)
    assert article["original"]["locations"] == [str(first), str(second)]


def test_copies_and_versions_are_distinguished(dateline: Command, write: Write) -> None:
    """The same text at another address is a copy, marked; a new text at the same address is a
    version of the same article."""
    original = story(1, url="https://post.example.org/a/1")
    elsewhere = {**original, "url": "https://tide.example.net/1"}
    changed = story(2, url="https://post.example.org/a/1")

    report = dateline(
        "ingest", write("all.jsonl", json_lines(original, elsewhere, changed)), "--json"
    )
    first, copy, version = report.json["articles"]

    assert [first["disposition"], copy["disposition"], version["disposition"]] == [
        "added",
        "copy",
        "version",
    ]
    assert version["id"] == first["id"]
    assert dateline("show", copy["id"], "--json").json["copy_of"] == first["id"]
    assert dateline("show", first["id"], "--json").json["version"] == 2
    assert dateline("search", '"district 1"', "--json").json["total"] == 1
    assert dateline("search", '"district 2"', "--json").json["total"] == 1
