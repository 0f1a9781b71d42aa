"""What the command line promises beside its results: forms, exit codes, help, color."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import cli
from dateline.cli.commands import COMMANDS
from dateline.schemas.shape import SCHEMA_VERSION
from tests.conftest import SEEDS, Command, Kept, json_lines, story


@pytest.fixture
def stocked(dateline: Command, kept: Kept, place: Path, tmp_path: Path) -> Command:
    """An archive with the seed and five stories of two sources, one of them undated."""
    lines = json_lines(
        story(1, source="Harbor Post", date="2024-03-02", url="https://post.example.org/a/1"),
        story(2, source="Harbor Post", date="2024-05", url="https://post.example.org/a/2"),
        story(3, source="Tide Weekly", date="2023-01-09", url="https://tide.example.net/3"),
        story(4, source="Tide Weekly", url="https://tide.example.net/4"),
        story(5, date="2022"),
    )
    (tmp_path / "stories.jsonl").write_text(lines)

    def ingest() -> None:
        assert dateline("ingest", tmp_path / "stories.jsonl", SEEDS).code == 0

    kept("command line", place, ingest)
    return dateline


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(dateline: Command, command: str) -> None:
    """--help of each command shows examples, and its line in the overview is its own."""
    help = dateline(command, "--help")

    assert help.code == 0
    assert "Examples:\n    dateline " in help.out
    loaded = cli.get_command(None, command)  # type: ignore[arg-type]  # no context is needed
    assert loaded is not None
    assert loaded.short_help == COMMANDS[command][1]


def test_the_overview_names_every_command_and_exit_code(dateline: Command) -> None:
    """The bare --help lists all commands and what exit codes mean."""
    help = dateline("--help").out

    assert all(f"  {name} " in help for name in COMMANDS)
    codes = help.partition("Exit codes:")[2]
    assert all(f"  {code} " in codes for code in (0, 1, 2, 3, 4, 5, 6, 70, 74, 130))
    assert "143 terminated" in codes


def test_json_lines_have_the_schema_version(stocked: Command) -> None:
    """--jsonl prints one object a line, each with the schema version."""
    for arguments in (["search", "harbor"], ["sources"], ["info"], ["ingest", str(SEEDS)]):
        lines = stocked(*arguments, "--jsonl").out.splitlines()
        assert lines
        assert all(json.loads(line)["schema_version"] == SCHEMA_VERSION for line in lines)


def test_csv_has_a_line_of_names_and_a_line_for_each(stocked: Command) -> None:
    """--csv prints columns that a spreadsheet reads, for each command that lists."""
    hits = list(csv.DictReader(io.StringIO(stocked("search", "harbor", "--csv").out)))
    sources = list(csv.DictReader(io.StringIO(stocked("sources", "--csv").out)))

    assert len(hits) == 5
    assert {hit["source"] for hit in hits} == {"Harbor Post", "Tide Weekly", "unknown"}
    assert [source["name"] for source in sources] == ["", "Harbor Post", "Tide Weekly"]
    assert sources[1] == {
        "name": "Harbor Post",
        "domain": "post.example.org",
        "first": "2024-03-02",
        "last": "2024-05",
        "articles": "2",
    }


def test_ids_are_what_show_takes(stocked: Command) -> None:
    """--format ids prints ids alone, and each of them can be shown."""
    ids = stocked("search", "harbor", "--format", "ids").out.split()

    assert len(ids) == 5
    assert all(stocked("show", id).code == 0 for id in ids)


def test_sources_are_sorted_by_the_order_of_sort(stocked: Command) -> None:
    """--sort orders by name, by first or last date, and by number of articles."""

    def names(sort: str) -> list[str | None]:
        found = stocked("sources", "--sort", sort, "--json").json["sources"]
        return [source["name"] for source in found]

    assert names("last") == [None, "Harbor Post", "Tide Weekly"]
    assert names("first") == [None, "Tide Weekly", "Harbor Post"]
    assert names("name") == ["Harbor Post", "Tide Weekly", None]
    assert names("articles")[0] is not None


def test_a_month_counts_only_in_ranges_that_include_it(stocked: Command) -> None:
    """An article of May 2024 is not in a range that ends on May 20, for sources and search."""
    half = stocked("sources", "--from", "2024-04", "--to", "2024-05-20", "--json")
    all_days = stocked("sources", "--from", "2024-04", "--to", "2024-05-31", "--json")

    assert (half.code, all_days.json["sources"][0]["articles"]) == (1, 1)
    assert stocked("search", "harbor date:2024-04-01..2024-05-20").code == 1
    assert stocked("search", "harbor date:2024-04-01..2024-05-31", "--json").json["total"] == 1
    assert stocked("search", "harbor date:2024", "--json").json["total"] == 2


def test_limit_shows_the_best_and_counts_all(stocked: Command) -> None:
    """--limit bounds what is shown, never the total."""
    page = stocked("search", "harbor", "--limit", "2", "--json").json

    assert (page["total"], len(page["hits"])) == (5, 2)
    assert page["hits"][0]["score"] >= page["hits"][1]["score"]


def test_any_and_plain_accept_a_pasted_headline(stocked: Command) -> None:
    """--any --plain searches words only: no character is an operator."""
    ran = stocked("search", "--any", "--plain", 'Harbor: "plan (title:zebra -NOT', "--json")

    assert ran.code == 0
    assert ran.json["total"] == 5


def test_color_is_for_terminals_or_on_demand(stocked: Command) -> None:
    """Piped output has no escape codes; --color always highlights what matched and nothing
    else; NO_COLOR is honored by auto."""
    assert "\x1b" not in stocked("search", "harbor").out
    colored = stocked("search", "council", "--color", "always").out
    assert "\x1b[31m\x1b[1mcouncil\x1b[0m" in colored
    assert "\x1b[31m\x1b[1mplan" not in colored


def test_no_color_wins_on_a_terminal(stocked: Command, place: Path) -> None:
    """On a terminal matches are highlighted, unless NO_COLOR is set."""
    script = "import pty, sys; pty.spawn([sys.executable, '-m', 'dateline', 'search', 'council'])"

    def on_terminal(**environment: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            env={**os.environ, "TERM": "xterm", "DATELINE_PAGER": "", **environment},
            check=True,
            cwd=place,
        )
        return ran.stdout

    assert "\x1b[31m" in on_terminal()
    assert "\x1b[" not in on_terminal(NO_COLOR="1")


def test_the_archive_is_found_as_documented(
    stocked: Command, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--archive (before or after the command), then DATELINE_ARCHIVE, then upward, then here."""
    below = place / "some" / "folder"
    below.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    monkeypatch.chdir(below)
    assert stocked("info", "--json").json["archive"] == str(place)
    monkeypatch.chdir(elsewhere)
    assert stocked("info").code == 2
    assert stocked("--archive", place, "info").code == 0
    assert stocked("info", "--archive", place).code == 0
    monkeypatch.setenv("DATELINE_ARCHIVE", str(place))
    assert stocked("info").code == 0
    assert stocked("--archive", elsewhere, "info").code == 2


def test_a_setting_that_is_unknown_is_refused(stocked: Command, place: Path) -> None:
    """dateline.toml with a key that Dateline does not know is an error, not ignored."""
    (place / "dateline.toml").write_text('langauge = "de"\n')

    ran = stocked("search", "harbor")
    assert ran.code == 2
    assert "langauge" in ran.err


def test_standard_input_is_read_for_a_dash(process: Command, place: Path) -> None:
    """`-` takes the articles from standard input, once each."""
    lines = json_lines(story(1), story(2))
    ran = subprocess.run(
        [sys.executable, "-m", "dateline", "ingest", "-", "--json"],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )

    report = json.loads(ran.stdout)
    assert (report["found"], report["added"]) == (2, 2)
    assert report["articles"][0]["path"] == "-"
    assert process("search", "harbor", "--json").json["total"] == 2


def test_a_missing_archive_is_an_error_with_a_hint(dateline: Command) -> None:
    """Commands that need an archive print where they looked and how to create one."""
    for arguments in (["search", "x"], ["show", "abcd"], ["sources"], ["info"]):
        ran = dateline(*arguments)
        assert ran.code == 2
        assert "there is no archive in" in ran.err
        assert "dateline ingest" in ran.err


def test_unknown_ids_and_short_ids_have_different_messages(stocked: Command) -> None:
    """An unknown id and one that is too short each exit with 2 and say what is wrong."""
    assert stocked("show", "ffffffffffff").code == 2
    assert "no article" in stocked("show", "ffffffffffff").err
    assert stocked("show", "00").code == 2


def test_a_closed_pipe_is_not_an_error(stocked: Command, place: Path) -> None:
    """`dateline search … | head -1` ends quietly."""
    command = f"{sys.executable} -m dateline search harbor --jsonl | head -c 1"
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )

    assert ran.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")
def test_a_full_disk_is_an_error_of_the_output(stocked: Command, place: Path) -> None:
    """Output that cannot be written is an error in one line with its own exit code, in any command;
    where standard error is as full, there is still the exit code."""
    id = stocked("search", "--format", "ids", "--limit", "1", "harbor").out.strip()
    for command in (
        "search harbor",
        "search harbor --json",
        "search harbor --csv",
        "search harbor --jsonl --limit all",
        f"search --why {id} harbor",
        f"show {id}",
        f"show {id} --original",
        "sources",
        "info --json",
        "index check",
        "events export",
        "ingest ../stories.jsonl",
        "help query",
        "--help",
    ):
        line = f"{sys.executable} -m dateline {command} > /dev/full"
        ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)

        message = ran.stderr.splitlines()[-1:]
        assert message == ["dateline: cannot write all of the output: No space left on device"]
        assert ran.returncode == 74, command
        assert "Traceback" not in ran.stderr

    mute = subprocess.run(["bash", "-c", f"{line} 2>&1"], capture_output=True, check=False)
    assert mute.returncode == 74


def test_show_prints_each_field_once(stocked: Command, place: Path) -> None:
    """--evidence lists the keywords once, below the text."""
    path = place / "tagged.json"
    path.write_text(json.dumps(story(9, keywords=["harbor", "tides"])))
    article = stocked("ingest", path, "--json").json["articles"][0]

    shown = stocked("show", article["id"], "--evidence").out

    assert shown.count("keywords  harbor, tides\n") == 1
