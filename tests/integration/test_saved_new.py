"""`saved run NAME --new` gives each version of an article once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline import Archive, ArchiveBusy, UsageError, open_archive
from dateline.ingest.lock import writing_lock
from dateline.settings import load
from tests.conftest import Command, json_lines, story

URL = "https://post.example.org/{}"


@pytest.fixture
def stocked(dateline: Command, tmp_path: Path) -> Command:
    add(dateline, tmp_path, *range(3))
    assert dateline("saved", "add", "ports", "harbor").code == 0
    return dateline


def add(command: Command, folder: Path, *numbers: int, **fields: object) -> None:
    file = folder / "stories.jsonl"
    file.write_text(json_lines(*(story(n, url=URL.format(n), **fields) for n in numbers)))
    assert command("ingest", file).code == 0


def new(command: Command, *options: str) -> list[str]:
    """The titles that are given."""
    ran = command("saved", "run", "ports", "--new", "--json", *options)
    assert ran.code == (0 if ran.json["total"] else 1)
    return sorted(hit["title"].split()[1] for hit in ran.json["hits"])


def test_each_article_is_given_once(stocked: Command, tmp_path: Path) -> None:
    """Whatever its date, and though all came in one second."""
    assert new(stocked) == ["0", "1", "2"]
    assert new(stocked) == []
    add(stocked, tmp_path, 3, date="1999-01-01")
    add(stocked, tmp_path, 4, date="2099-01-01")
    assert new(stocked) == ["3", "4"]
    assert new(stocked) == []
    assert stocked("saved", "run", "ports", "--limit", "0", "--json").json["total"] == 5


def test_a_new_version_is_given_again(stocked: Command, tmp_path: Path) -> None:
    """The one that changed, and not one that was read a second time."""
    new(stocked)
    add(stocked, tmp_path, 0, 1)
    assert new(stocked) == []
    longer = f"{story(1)['text']} The towns object."
    add(stocked, tmp_path, 1, text=longer)
    assert new(stocked) == ["1"]
    assert new(stocked) == []


def test_what_begins_to_match_is_new_and_what_stopped_is_not_given_again(
    stocked: Command, tmp_path: Path
) -> None:
    """A tag makes one match; it is given once, though the tag goes and comes."""
    stocked("saved", "rm", "ports")
    stocked("saved", "add", "ports", "tag:port")
    assert new(stocked) == []
    with open_archive() as archive:
        (id,) = archive.ids('title:"council 2"')
        archive.curation.tag([id], add=["port"])
        assert new(stocked) == ["2"]
        archive.curation.tag([id], remove=["port"])
        assert new(stocked) == []
        archive.curation.tag([id], add=["port"])
        assert new(stocked) == []


def test_a_search_that_is_saved_again_has_given_nothing(stocked: Command) -> None:
    """And two names do not know of each other."""
    assert len(new(stocked)) == 3
    stocked("saved", "rm", "ports")
    stocked("saved", "add", "ports", "harbor -title:0")
    stocked("saved", "add", "other", "harbor")
    assert new(stocked) == ["1", "2"]
    assert len(stocked("saved", "run", "other", "--new", "--format", "ids").out.split()) == 3


def test_a_deleted_article_that_comes_again_is_new(stocked: Command, tmp_path: Path) -> None:
    """It is another one, though its id is the same."""
    new(stocked)
    with open_archive() as archive:
        archive.deletions.delete(list(archive.ids('title:"council 2"')), reason="wrong")
    assert new(stocked) == []
    (tmp_path / "again.jsonl").write_text(json_lines(story(2, url=URL.format(2))))
    assert stocked("ingest", "--again", tmp_path / "again.jsonl").code == 0
    assert new(stocked) == ["2"]


def test_a_limit_gives_as_many_and_the_next_run_the_rest(stocked: Command) -> None:
    """And none with --limit 0, which counts."""
    counted = stocked("saved", "run", "ports", "--new", "--limit", "0")
    assert (counted.out, counted.err) == ("", "3 articles are new, 0 shown\n")
    first = new(stocked, "--limit", "2")
    assert len(first) == 2
    rest = stocked("saved", "run", "ports", "--new", "--csv", "--fields", "title")
    (title,) = rest.out.splitlines()[1:]
    assert {*first, title.split()[1]} == {"0", "1", "2"}


def interrupted(archive: Archive) -> None:
    with archive.saved.new("ports") as pages:
        assert next(pages).hits
        raise KeyboardInterrupt


def test_an_interrupted_run_gave_nothing(stocked: Command) -> None:
    """An error between the first page and the end, or a disk that is full: all is given again."""
    with open_archive() as archive, pytest.raises(KeyboardInterrupt):
        interrupted(archive)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dateline", "saved", "run", "ports", "--new"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.DEVNULL, check=False)
    assert ran.returncode == 74
    assert len(new(stocked)) == 3


def test_two_at_once_never_give_the_same(stocked: Command) -> None:
    """The second is told that the archive is busy, and gives nothing."""
    with (
        open_archive() as archive,
        open_archive() as other,
        archive.saved.new("ports") as pages,
    ):
        assert len(next(pages).hits) == 3
        with pytest.raises(ArchiveBusy), other.saved.new("ports"):
            pass
    with writing_lock(load(".", {}), alone=True):
        assert stocked("saved", "run", "ports", "--new").code == 5
    assert new(stocked) == []


def test_options_that_have_no_sense_are_refused(stocked: Command) -> None:
    """Before anything is given."""
    for options in (["--count"], ["--collapse", "story"], ["--facet", "year"], ["--explain"]):
        assert stocked("saved", "run", "ports", "--new", *options).code == 2
    assert stocked("saved", "run", "ports", "--new", "--fields", "title").code == 2
    with open_archive() as archive, pytest.raises(UsageError), archive.saved.new("nothing"):
        pass
    assert len(new(stocked)) == 3
