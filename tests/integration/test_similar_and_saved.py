"""`dateline similar`, and `dateline saved`."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import Command, Kept, json_lines, story

DREDGING = (
    "Delegates met about dredging the estuary. The dredging of the estuary, they said, should "
    "begin before the pilots strike again. Pilots want a deeper channel for tankers."
)


@pytest.fixture
def stocked(dateline: Command, kept: Kept, place: Path, tmp_path: Path) -> Command:
    lines = json_lines(
        *(story(number) for number in range(6)),
        story(10, title="Dredging begins", text=DREDGING),
        story(
            11,
            title="Tankers wait",
            text="Tankers wait off the estuary, where the pilots will not take them in. A tanker "
            "ran aground there in spring, and dredging has been put off since by the towns.",
        ),
        story(
            12,
            title="Opera",
            text="The opera opens with a new tenor and an old soprano, both "
            "from the towns around, and the hall has been sold out for a week by now.",
        ),
    )
    (tmp_path / "stories.jsonl").write_text(lines)

    def ingest() -> None:
        assert dateline("ingest", tmp_path / "stories.jsonl").code == 0

    kept("similar", place, ingest)
    return dateline


def id_of(command: Command, query: str) -> str:
    return str(command("search", query, "-n", "1", "--json").json["hits"][0]["id"])


def test_similar_articles_share_distinctive_words(stocked: Command) -> None:
    """The article about the same topic comes first, with the words that are in both, as they
    stand; the article itself is not among them."""
    own, other = id_of(stocked, "title:dredging"), id_of(stocked, "title:tankers")
    found = stocked("similar", own[:8], "--json").json

    assert found["hits"][0]["id"] == other
    assert own not in [hit["id"] for hit in found["hits"]]
    shared = found["hits"][0]["shared"]
    assert {"dredging", "estuary", "pilots", "tankers"} <= set(shared)
    assert shared == [word for word in found["words"] if word in shared]
    assert not {"estuari", "dredg", "the", "opera"} & set(found["words"][:6])
    assert not {"channel", "delegates"} & set(found["words"])  # no other article has them
    lit = found["hits"][0]["snippets"][0]
    assert lit["highlights"]


def test_a_file_can_be_compared(stocked: Command, tmp_path: Path) -> None:
    """A file that is not in the archive is compared, and stays out of it."""
    draft = tmp_path / "draft.txt"
    draft.write_text(f"A deeper channel\n\n{DREDGING}\n")

    ran = stocked("similar", draft, "--format", "ids")
    assert ran.out.split()[:2] == [
        id_of(stocked, "title:dredging"),
        id_of(stocked, "title:tankers"),
    ]
    assert stocked("info", "--json").json["articles"] == 9
    assert "  shares " in stocked("similar", draft).out
    rows = list(csv.DictReader(io.StringIO(stocked("similar", draft, "--csv").out)))
    assert "dredging" in rows[0]["shared"].split()


def test_without_similar_articles_the_exit_code_is_one(stocked: Command, tmp_path: Path) -> None:
    """An article that shares no word exits with 1; a file without one article is an error."""
    alien = tmp_path / "alien.txt"
    alien.write_text("Zyzzyva\n\nXylem quixotry zugzwang. Xylem quixotry zugzwang, syzygy.\n")

    assert stocked("similar", alien).code == 1
    assert stocked("similar", "ffff").code == 2
    two = tmp_path / "two.jsonl"
    two.write_text(json_lines(story(1), story(2)))
    ran = stocked("similar", two)
    assert (ran.code, "2 articles in" in ran.err) == (2, True)


def test_a_search_is_saved_listed_run_and_deleted(stocked: Command) -> None:
    """A saved search takes any option of a search."""
    assert stocked("saved", "list").code == 1
    assert stocked("saved", "add", "talks", "title:dredging OR title:opera").code == 0
    assert stocked("saved", "add", "either", "--any", "--plain", "-opera tankers").code == 0

    listed = stocked("saved", "list", "--json").json["saved"]
    assert [
        (search["name"], search["query"], search["match"], search["plain"]) for search in listed
    ] == [
        ("either", "-opera tankers", "any", True),
        ("talks", "title:dredging OR title:opera", "all", False),
    ]
    assert "talks" in stocked("saved", "list").out

    direct = stocked("search", "title:dredging OR title:opera", "--json")
    assert stocked("saved", "run", "talks", "--json").out == direct.out
    assert stocked("saved", "run", "talks", "--limit", "1", "--format", "ids").out.count("\n") == 1
    assert stocked("saved", "run", "either", "--json").json["total"] == 3
    assert stocked("saved", "run", "talks", "--nonsense").code == 2
    assert stocked("saved", "run", "talks", "--", "-h").out.startswith("Usage: dateline search")

    assert stocked("saved", "rm", "talks").code == 0
    assert stocked("saved", "run", "talks").code == 2
    assert stocked("saved", "rm", "talks").code == 2


def test_a_saved_search_runs_on_current_articles(stocked: Command, tmp_path: Path) -> None:
    """Articles ingested later are found: the query is saved, not its answer."""
    stocked("saved", "add", "opera", "title:opera")
    assert stocked("saved", "run", "opera", "--count").out == "1\n"
    (tmp_path / "more.jsonl").write_text(json_lines(story(50, title="Opera again")))
    stocked("ingest", tmp_path / "more.jsonl")

    assert stocked("saved", "run", "opera", "--count").out == "2\n"


def test_a_saved_search_has_a_valid_query_and_a_new_name(stocked: Command) -> None:
    """A query with an error is not saved, and a name cannot be used twice."""
    ran = stocked("saved", "add", "bad", "(opera")
    assert (ran.code, "never closed" in ran.err) == (2, True)
    assert stocked("saved", "add", "one", "opera").code == 0
    ran = stocked("saved", "add", "one", "tankers")
    assert (ran.code, "there is a saved search" in ran.err) == (2, True)
    assert json.loads(stocked("saved", "list", "--jsonl").out)["query"] == "opera"


def test_a_saved_query_cannot_be_changed_when_run(stocked: Command) -> None:
    """An additional word would change the query and is refused."""
    stocked("saved", "add", "opera", "title:opera")

    for more in (["tankers"], ["-tankers"], ["--count", "tankers"]):
        ran = stocked("saved", "run", "opera", *more)
        assert (ran.code, ran.out) == (2, "")
        assert "is not an option" in ran.err
    assert stocked("saved", "run", "opera", "-n", "1", "--count").out == "1\n"


def test_a_saved_search_needs_a_name(stocked: Command) -> None:
    """An empty name could not be seen in a list."""
    assert stocked("saved", "add", " ", "opera").code == 2
    assert stocked("saved", "list").code == 1


def test_saved_searches_survive_the_loss_of_the_index(stocked: Command, place: Path) -> None:
    """They are in the database: a missing index is rebuilt, and they are still there."""

    stocked("saved", "add", "opera", "title:opera")
    shutil.rmtree(place / "index")

    with open_archive(place) as archive:
        assert [search.query for search in archive.saved.all()] == ["title:opera"]
    assert stocked("saved", "run", "opera", "--count").out == "1\n"


def test_a_name_cannot_begin_with_a_minus(stocked: Command) -> None:
    """It would be read as an option later; a word of the query may begin with one."""
    assert stocked("saved", "add", "-opera", "tankers").code == 2
    assert stocked("saved", "list").code == 1
