"""`dateline similar`, and `dateline saved`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import Command, json_lines, story

DREDGING = (
    "Delegates met about dredging the estuary. The dredging of the estuary, they said, should "
    "begin before the pilots strike again. Pilots want a deeper channel for tankers."
)


@pytest.fixture
def stocked(dateline: Command, tmp_path: Path) -> Command:
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
    assert dateline("ingest", tmp_path / "stories.jsonl").code == 0
    return dateline


def id_of(command: Command, query: str) -> str:
    return str(command("search", query, "-n", "1", "--json").json["hits"][0]["id"])


def test_similar_articles_share_telling_words(stocked: Command) -> None:
    """The article that speaks of the same comes first, with the words that are in both, as they
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


def test_similar_to_a_file(stocked: Command, tmp_path: Path) -> None:
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


def test_similar_to_nothing(stocked: Command, tmp_path: Path) -> None:
    """What shares no word ends with 1, and what is no article of one file, with an error."""
    alien = tmp_path / "alien.txt"
    alien.write_text("Zyzzyva\n\nXylem quixotry zugzwang. Xylem quixotry zugzwang, syzygy.\n")

    assert stocked("similar", alien).code == 1
    assert stocked("similar", "ffff").code == 2
    two = tmp_path / "two.jsonl"
    two.write_text(json_lines(story(1), story(2)))
    ran = stocked("similar", two)
    assert (ran.code, "2 articles in" in ran.err) == (2, True)


def test_saved_searches(stocked: Command) -> None:
    """A search is kept under its name, listed, run with any option of a search, and taken away."""
    assert stocked("saved", "list").code == 1
    assert stocked("saved", "add", "talks", "title:dredging OR title:opera").code == 0
    assert stocked("saved", "add", "either", "--any", "--plain", "-opera tankers").code == 0

    listed = stocked("saved", "list", "--json").json["saved"]
    assert [(one["name"], one["query"], one["match"], one["plain"]) for one in listed] == [
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


def test_saved_run_searches_now(stocked: Command, tmp_path: Path) -> None:
    """What came in since is found, too: the query is kept, not its answer."""
    stocked("saved", "add", "opera", "title:opera")
    assert stocked("saved", "run", "opera", "--count").out == "1\n"
    (tmp_path / "more.jsonl").write_text(json_lines(story(50, title="Opera again")))
    stocked("ingest", tmp_path / "more.jsonl")

    assert stocked("saved", "run", "opera", "--count").out == "2\n"


def test_a_saved_search_is_a_query_with_a_name_of_its_own(stocked: Command) -> None:
    """What is no query is not saved, and no name is taken twice."""
    ran = stocked("saved", "add", "bad", "(opera")
    assert (ran.code, "never closed" in ran.err) == (2, True)
    assert stocked("saved", "add", "one", "opera").code == 0
    ran = stocked("saved", "add", "one", "tankers")
    assert (ran.code, "there is a saved search" in ran.err) == (2, True)
    assert json.loads(stocked("saved", "list", "--jsonl").out)["query"] == "opera"


def test_a_saved_search_is_run_as_it_is(stocked: Command) -> None:
    """A word more would make another query of it, and is refused."""
    stocked("saved", "add", "opera", "title:opera")

    for more in (["tankers"], ["-tankers"], ["--count", "tankers"]):
        ran = stocked("saved", "run", "opera", *more)
        assert (ran.code, ran.out) == (2, "")
        assert "is not an option" in ran.err
    assert stocked("saved", "run", "opera", "-n", "1", "--count").out == "1\n"


def test_a_saved_search_has_a_name(stocked: Command) -> None:
    """An empty one could not be seen in a list."""
    assert stocked("saved", "add", " ", "opera").code == 2
    assert stocked("saved", "list").code == 1


def test_saved_searches_outlive_the_index(stocked: Command, place: Path) -> None:
    """They are in the database: an index that is gone is made anew, and they are there."""
    import shutil

    stocked("saved", "add", "opera", "title:opera")
    shutil.rmtree(place / "index")

    with open_archive(place) as archive:
        assert [one.query for one in archive.saved.all()] == ["title:opera"]
    assert stocked("saved", "run", "opera", "--count").out == "1\n"


def test_the_name_of_a_saved_search_has_no_minus(stocked: Command) -> None:
    """It would be taken for an option later; a word of the query may have one."""
    assert stocked("saved", "add", "-opera", "tankers").code == 2
    assert stocked("saved", "list").code == 1
