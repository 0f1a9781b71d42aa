"""What `dateline search` and `dateline count` do beyond a page of hits."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from tests.conftest import SEEDS, Command, Kept, json_lines, story

# One report in two papers, with a word changed, and one of another day.
WIRE = (
    "Delegates from both towns met on Monday to settle who pays for dredging the outer harbor. "
    "They agreed that the port carries half of the cost and that the towns share the rest.\n\n"
    "Work is to begin when the tides allow, the chairman said, and should last until autumn. "
    "Fishermen will be paid for the weeks in which the inner basin is closed to their boats."
)


@pytest.fixture
def stocked(dateline: Command, kept: Kept, place: Path, tmp_path: Path) -> Command:
    lines = json_lines(
        *(story(number, date=f"2024-03-{number:02}") for number in range(1, 8)),
        story(20, title="Dredging agreed", text=WIRE, source="Tide Weekly"),
        story(21, title="Towns share cost", text=WIRE.replace("autumn", "winter"), source="Post"),
    )
    (tmp_path / "stories.jsonl").write_text(lines)

    def ingest() -> None:
        assert dateline("ingest", tmp_path / "stories.jsonl").code == 0

    kept("results", place, ingest)
    return dateline


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_together_have_every_hit_once(stocked: Command, sort: str) -> None:
    """--after takes the cursor of the previous page."""
    whole = stocked("search", "harbor", "--sort", sort, "--limit", "all", "--format", "ids")
    ids, more = [], []
    while True:
        page = stocked("search", "harbor", "--sort", sort, "-n", "4", "--json", *more).json
        ids += [hit["id"] for hit in page["hits"]]
        if page["next"] is None:
            break
        more = ["--after", page["next"]]

    assert ids == whole.out.split()
    assert len(set(ids)) == len(ids) == page["total"] == 9


def test_a_cursor_of_another_order_is_refused(stocked: Command) -> None:
    """A cursor belongs to its order; with another order, or invented, it is an error."""
    cursor = stocked("search", "harbor", "-n", "2", "--json").json["next"]

    for order, wrong in (
        ("newest", cursor),
        ("newest", "7"),
        ("newest", "newest@2024-03-01"),
        ("newest", "newest@soon@9a2d10a1fcee067e"),
        ("newest", "newest@2024-03-01@"),
        ("relevance", "relevance@x@y"),
        ("relevance", "relevance@nan@9a2d10a1fcee067e"),
    ):
        ran = stocked("search", "harbor", "--sort", order, "--after", wrong)
        assert (ran.code, ran.out) == (2, "")
        assert "is not a cursor of this order" in ran.err


@pytest.mark.parametrize("form", ["jsonl", "csv", "ids"])
def test_a_stream_has_the_same_hits_as_a_page(stocked: Command, form: str) -> None:
    """--limit all prints the same hits, line by line, that a page of many has."""
    everything = stocked("search", "harbor", "--limit", "all", "--format", form)
    page = stocked("search", "harbor", "--limit", "99", "--format", form)

    assert everything.out == page.out
    assert everything.code == 0
    assert stocked("search", "zebra", "--limit", "all", "--format", form).code == 1


def test_a_stream_holds_one_page_in_memory(dateline: Command, place: Path, tmp_path: Path) -> None:
    """All hits, one after another, take the memory of a page, not of the answer."""
    big = "The harbor plan of the council was read aloud once more in full. " * 300
    lines = json_lines(*(story(n, text=f"{big} Number {n}.") for n in range(120)))
    (tmp_path / "big.jsonl").write_text(lines)
    assert dateline("ingest", tmp_path / "big.jsonl").code == 0

    def peak(limit: int) -> int:
        with open_archive(place) as archive:
            archive.search("zebra")
            tracemalloc.start()
            hits = sum(len(p.hits) for p in archive.pages("harbor", limit=limit, fragments=0))
            size = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert hits == 120
        return size

    assert peak(5) < peak(120) / 3


def test_collapse_shows_the_first_article_of_a_story(stocked: Command) -> None:
    """--collapse story shows the first of near copies, in any order, and counts articles."""
    expanded = stocked("search", "dredging", "--json").json
    collapsed = stocked("search", "dredging", "--collapse", "story", "--json").json

    assert (len(expanded["hits"]), expanded["total"]) == (2, 2)
    assert collapsed["hits"] == expanded["hits"][:1]
    assert collapsed["total"] == 2


def test_collapsing_says_how_many_stories(stocked: Command) -> None:
    """The number of stories is printed if all are shown, else the number of articles shown."""
    collapsed = ["search", "harbor", "--collapse", "story"]

    assert stocked(*collapsed).err == "9 articles match, in 8 stories\n"
    assert stocked(*collapsed, "-n", "3").err == "9 articles match, 3 shown\n"
    assert stocked("search", "dredging", "--collapse", "story").err == (
        "2 articles match, in 1 story\n"
    )
    assert stocked("search", "harbor").err == "9 articles match\n"


def test_collapsed_pages_show_each_story_once(stocked: Command) -> None:
    """No story comes again on a later page, and streamed hits are the same."""
    ids, more = [], []
    for _ in range(9):
        ran = stocked("search", "harbor", "--collapse", "story", "-n", "2", "--json", *more).json
        ids += [hit["id"] for hit in ran["hits"]]
        if ran["next"] is None:
            break
        more = ["--after", ran["next"]]
    every = ["search", "harbor", "--collapse", "story", "--limit", "all", "--format", "ids"]

    assert ids == stocked(*every).out.split()
    assert len(set(ids)) == len(ids) == 8


def test_a_story_can_be_searched_for(stocked: Command) -> None:
    """story: finds the near copies, by the id that they share."""
    hit = stocked("search", "dredging", "--json").json["hits"][0]["id"]
    shared = stocked("show", hit, "--json").json["story"]

    assert stocked("search", f"story:{shared}", "--json").json["total"] == 2


def test_context_shows_the_sentences_around(stocked: Command) -> None:
    """--context 1 shows a sentence before and after, as far as the paragraph has them."""
    (plain,) = stocked("search", "tides", "dredging", "-n", "1", "--json").json["hits"]
    (wide,) = stocked("search", "tides", "dredging", "-n", "1", "--context", "1", "--json").json[
        "hits"
    ]

    assert [s["text"] for s in wide["snippets"] if s["field"] == "body"] == WIRE.split("\n\n")
    for before, after in zip(plain["snippets"], wide["snippets"], strict=True):
        assert before["text"] in after["text"]
        lit = [after["text"][start:end].lower() for start, end in after["highlights"]]
        assert set(lit) <= {"tides", "dredging"}


def test_why_prints_parts_and_score(stocked: Command) -> None:
    """--why prints each part with where it matched, and terms that sum up to the score."""
    hit = stocked("search", "dredging", "tides", "-n", "1", "--json").json["hits"][0]
    table = stocked("search", "--why", hit["id"][:8], "dredging tides -zebra")
    answer = stocked("search", "--why", hit["id"], "dredging", "tides", "--json").json

    assert table.code == 0
    assert "yes  tides: tides (body 2)" in table.out
    assert "yes  NOT zebra" in table.out
    assert answer["matches"] is True
    assert sum(s["score"] for s in answer["summands"]) == pytest.approx(answer["score"])
    assert answer["score"] == pytest.approx(hit["score"], abs=1e-3)
    assert stocked("search", "--why", hit["id"], "zebra").code == 1
    assert stocked("search", "--why", "ffff", "zebra").code == 2


def test_count_prints_a_number(stocked: Command) -> None:
    """`count` exits with 1 if nothing matches."""
    assert stocked("count", "harbor").out == "9\n"
    assert stocked("count", "zebra").code == 1
    assert stocked("count", "harbor", "--json").json["articles"] == 9
    assert stocked("count", "(harbor").code == 2
    assert stocked("count").code == 2
    assert stocked("count", "harbor", "--batch", os.devnull).code == 2


def test_a_batch_counts_every_line(stocked: Command, tmp_path: Path) -> None:
    """Every line of a batch is counted or has its error, with its line, and the exit code
    shows errors."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text('harbor\n\nzebra\n"settle who pays"\r\ndate:2024-03-02\n')
    bad.write_text("harbor\nharbor OR\n(zebra\ndredging\n")

    ran = stocked("count", "--batch", good)
    assert ran.out == '9\tharbor\n0\tzebra\n2\t"settle who pays"\n1\tdate:2024-03-02\n'
    assert (ran.code, ran.err) == (0, "")

    ran = stocked("count", "--batch", bad)
    assert ran.code == 2
    assert ran.out == "9\tharbor\n2\tdredging\n"
    assert f"{bad}:2:8: OR needs a word on each side" in ran.err
    assert f"{bad}:3:1: this bracket is never closed" in ran.err

    lines = [
        json.loads(line)
        for line in stocked("count", "--batch", bad, "--jsonl").out.split("\n")[:-1]
    ]
    assert [(line["line"], line["articles"]) for line in lines] == [
        (1, 9),
        (2, None),
        (3, None),
        (4, 2),
    ]
    assert lines[1]["position"] == 7
    rows = list(csv.DictReader(io.StringIO(stocked("count", "--batch", bad, "--csv").out)))
    assert [row["articles"] for row in rows] == ["9", "", "", "2"]
    assert len(stocked("count", "--batch", bad, "--json").json["counts"]) == 4


def test_a_batch_names_the_column_of_the_file(stocked: Command, tmp_path: Path) -> None:
    """Blanks before a query are counted; a line that is not UTF-8 is an error."""
    batch = tmp_path / "batch.txt"
    batch.write_bytes(b"   harbor (\nharbor \xff\nharbor\n")

    ran = stocked("count", "--batch", batch)

    assert (ran.code, ran.out) == (2, "9\tharbor\n")
    assert f"{batch}:1:11: this bracket is never closed" in ran.err
    assert f"{batch}:2:8: this byte is not UTF-8" in ran.err


def test_search_counts_in_every_format(stocked: Command) -> None:
    """--count prints what `count` prints; formats that it or --facet lacks are refused."""
    assert stocked("search", "--count", "harbor").out == "9\n"
    for form in ("--json", "--jsonl", "--csv"):
        assert stocked("search", "--count", "harbor", form) == stocked("count", "harbor", form)
    assert stocked("search", "--count", "harbor", "--format", "ids").code == 2
    assert stocked("search", "--count", "harbor", "--facet", "year").code == 2
    assert stocked("search", "harbor", "--facet", "year", "--csv").code == 2
    assert stocked("search", "harbor", "--explain", "--json").code == 2


def test_json_counts_each_part_if_nothing_matches(stocked: Command) -> None:
    """If nothing matches, `parts` has the counts and similar spellings; else it is left out."""
    ran = stocked("search", "harbour tides", "--json")

    assert ran.code == 1
    harbour, tides = ran.json["parts"]
    assert harbour == {
        "text": "harbour",
        "articles": 0,
        "like": [{"word": "harbor", "articles": 9}],
    }
    assert (tides["text"], tides["articles"] > 0, tides["like"]) == ("tides", True, [])
    assert "parts" not in stocked("search", "harbor", "--json").json


def test_an_excluded_part_is_counted(stocked: Command) -> None:
    """One part finds articles and NOT excludes all of them: the number of that part is printed; of
    a part that finds nothing by itself nothing more is."""
    ran = stocked("search", "harbor -the")
    assert (ran.code, ran.err) == (1, "nothing matched: harbor -the\n  harbor: 9 articles\n")
    assert stocked("search", "zebra").err == "nothing matched: zebra\n"


def test_a_narrow_terminal_cuts_no_cell(stocked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines run over the edge: a number that is cut would be another number."""
    id = stocked("search", "harbor", "-n", "1", "--format", "ids").out.strip()
    monkeypatch.setenv("FORCE_COLOR", "1")  # so it is a terminal to rich
    monkeypatch.setenv("COLUMNS", "20")

    score, *_, term = stocked("search", "harbor", "--why", id).out.splitlines()[-1].split()

    assert (
        score == stocked("search", "harbor", "--why", id).out.partition("score ")[2].split(",")[0]
    )
    assert term == "harbor"


def test_a_bug_has_an_exit_code_of_its_own(stocked: Command) -> None:
    """An unforeseen error exits with 70; Python's 1 would mean that nothing matched."""
    code = (
        "import sys; from dateline.archive import Archive; from dateline.cli import main\n"
        "def search(*_, **__): raise ZeroDivisionError('nobody foresaw this')\n"
        "Archive.search = Archive.pages = search; sys.argv[1:] = ['search', 'harbor']; main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert ran.returncode == 70
    assert b"nobody foresaw this" in ran.stderr


def test_the_position_mark_counts_wide_letters(
    stocked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The position of an error is marked in columns of the terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    message, query, mark, *_ = stocked("search", "日本語 (a").err.splitlines()
    assert message == "dateline: this bracket is never closed"
    assert (query, mark) == ("  日本語 (a", "  " + " " * 7 + "^")

    _, query, mark, *_ = stocked(
        "search", f"{'harbor ' * 200}\x1b (a {'b ' * 200}"
    ).err.splitlines()
    assert query.isprintable()
    assert len(query) <= 40
    assert query[len(mark) - 1] == "("


def test_count_reads_standard_input(stocked: Command) -> None:
    """`--batch -` takes the queries from standard input."""
    ran = subprocess.run(
        [sys.executable, "-m", "dateline", "count", "--batch", "-"],
        input="harbor\nzebra\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (0, "9\tharbor\n0\tzebra\n")


def test_an_event_in_a_title_has_its_words_as_snippet(
    dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """Where the event or quote that was found is in the title, the title is shown with its label,
    and is the snippet of the CSV."""
    title = "Troops of Peru shell Chilean positions"
    article = {"title": title, "text": "The weather stayed mild for the rest of the week."}
    assert dateline("ingest", write("story.jsonl", json_lines(article))).code == 0

    lines = dateline("search", "event:ASSAULT").out.splitlines()
    assert f"  [title, event ASSAULT: PER-MIL → CHL] {title}" in lines
    (row,) = csv.DictReader(io.StringIO(dateline("search", "event:ASSAULT", "--csv").out))
    assert row["snippet"] == title


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_search_finds_single_events_of_the_seed(dateline: Command, engine: str) -> None:
    """Who did what to whom is found one event at a time; the sentence is shown and named, in
    text, JSON and --why."""
    (id,) = (article["id"] for article in dateline("ingest", SEEDS, "--json").json["articles"])
    dateline("index", "rebuild", "--engine", engine)

    shown = dateline("search", "event:AGREE actor:PAK target:LBY").out
    assert "[title, event AGREE: PAK, LBY]" in shown
    assert "  [event AGREE: PAK, LBY] Pakistan and Libya have agreed to pursue" in shown
    (hit,) = dateline("search", "event:AGREE", "--json").json["hits"]
    assert {snippet["about"] for snippet in hit["snippets"]} == {"event AGREE: PAK, LBY"}
    assert dateline("search", "event:AGREE actor:LBY-MIL").code == 1
    assert dateline("search", "(event:AGREE) (actor:LBY-MIL)").code == 0
    assert (
        "(event:agree actor:pak) trade"
        in dateline("search", "--explain", "event:AGREE actor:PAK trade").out
    )
    why = dateline("search", "--why", id, "event:AGREE actor:PAK trade").out
    assert "yes  event:agree actor:pak: [event AGREE: PAK, LBY] Pakistan and Libya" in why
    assert dateline("count", "person:qaddafi org:oic place:rawalpindi country:lby").out == "1\n"
    assert dateline("count", "speaker:ispr quote:contemporary").out == "1\n"
    assert dateline("count", "speaker:munir quote:contemporary").code == 1
    assert dateline("count", "quote:Rawalpindi body:absent").code == 1


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (["harbor", "-dredging"], "harbor NOT dredging"),
        (["-dredging", "harbor"], "harbor NOT dredging"),
        (["harbor", "-nature", "-n2"], "harbor NOT nature"),  # -n takes a number, not “ature”
        (["harbor", "-n", "2", "-handed", "--sort", "oldest"], "harbor NOT handed"),
        (["-dredging harbor"], "harbor NOT dredging"),
        (['-"outer harbor"', "plan"], 'plan NOT "outer harbor"'),
        (["-title:dredging", "OR", "council"], "NOT title:dredging OR council"),
        (["harbor", "--", "-dredging"], "harbor NOT dredging"),
    ],
)
def test_a_word_with_a_minus_is_excluded(stocked: Command, words: list[str], like: str) -> None:
    """A word of the query that begins with a minus needs no quotes in a shell, wherever it
    stands; options keep their meaning."""
    assert (
        stocked("search", "--json", *words).json["total"]
        == (stocked("search", like, "--json").json["total"])
    )
    if "-n" not in " ".join(words):
        assert stocked("count", *words).out == stocked("count", like).out


def test_a_misspelt_option_is_an_error(stocked: Command) -> None:
    """-json for --json is an error with a hint; so are unknown options."""
    wrong = stocked("search", "harbor", "-json")

    assert wrong.code == 2
    assert "write --json, or in a query NOT json" in wrong.err
    assert stocked("search", "harbor", "--zebra").code == 2
    assert stocked("search", "harbor", "-n", "-5").code == 2
    assert "Usage" in stocked("search", "harbor", "-h").out


def test_hits_have_authors_section_and_language(dateline: Command, tmp_path: Path) -> None:
    """In JSON, JSON lines and CSV, also without snippets."""
    path = tmp_path / "a.jsonl"
    named = {"authors": ["Jane Roe", "Max Muster"], "section": "Harbors", "language": "en"}
    path.write_text(json_lines(story(1, **named)))
    dateline("ingest", path)

    for options in ((), ("--snippets", "0")):
        (hit,) = dateline("search", "harbor", "--json", *options).json["hits"]
        assert {name: hit[name] for name in named} == named
    line = json.loads(dateline("search", "harbor", "--jsonl").out)
    assert line["authors"] == ["Jane Roe", "Max Muster"]
    (row,) = csv.DictReader(io.StringIO(dateline("search", "harbor", "--csv").out))
    assert (row["authors"], row["section"], row["language"]) == (
        "Jane Roe; Max Muster",
        "Harbors",
        "en",
    )


def test_fields_of_hits_can_be_chosen(dateline: Command, tmp_path: Path) -> None:
    """--fields prints only these, in their order; another name is an error that lists them."""
    path = tmp_path / "a.jsonl"
    path.write_text(json_lines(story(1, authors=["Jane Roe"])))
    dateline("ingest", path)

    page = dateline("search", "harbor", "--json", "--fields", "title, authors").json
    assert page["hits"] == [
        {"title": "Council 1 agrees on harbor plan", "authors": ["Jane Roe"]},
    ]
    assert page["total"] == 1
    lines = dateline("search", "harbor", "--jsonl", "--fields", "authors").out
    assert json.loads(lines) == {"authors": ["Jane Roe"]}
    table = dateline("search", "harbor", "--csv", "--limit", "all", "--fields", "authors,title").out
    assert table.splitlines() == ["authors,title", "Jane Roe,Council 1 agrees on harbor plan"]
    ran = dateline("search", "harbor", "--json", "--fields", "titel")
    assert ran.code == 2
    assert "there is no “titel”" in ran.err
    assert "authors" in ran.err
    assert dateline("search", "harbor", "--fields", "title").code == 2
