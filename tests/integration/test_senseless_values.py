"""A value that makes no sense is refused by every option and argument, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dateline.cli import cli
from dateline.cli.common.empty import Clearable
from tests.conftest import SEEDS, Command, Kept
from tests.integration.command_tree import commands


def parameters() -> Iterator[tuple[list[str], click.Parameter]]:
    """Each argument and each option with a value, with the words that call its command."""
    for name, command in [("", cli), *commands(cli)]:
        for parameter in command.params:
            if not (isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)):
                yield name.split(), parameter


def state(place: Path) -> dict[Path, int]:
    """The files there, each with the time of its last change."""
    return {path: path.stat().st_mtime_ns for path in place.rglob("*")}


@pytest.fixture
def seeded(dateline: Command, kept: Kept, place: Path) -> Command:
    """An archive with the seed."""

    def ingest() -> None:
        assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0

    kept("seeded", place, ingest)
    return dateline


@pytest.mark.parametrize("blank", ["", "\u00a0"])
def test_no_empty_value_is_taken(seeded: Command, place: Path, blank: str) -> None:
    """An option or an argument whose value is empty or blank is an error that says so."""
    before, taken = state(place), {}
    asked = 0
    for words, parameter in parameters():
        name = parameter.opts[-1]
        if isinstance(parameter, Clearable):
            continue
        asked += 1
        forms = [[blank]]
        if isinstance(parameter, click.Option):
            forms = [[name, blank], *([[f"{name}={blank}"]] if name.startswith("--") else [])]
        for form in forms:
            ran = seeded(*words, *form)
            expected = f"the value of {name} is empty" if len(name) > 1 and name[0] == "-" else ""
            if ran.code != 2 or f"{expected or 'an argument is empty'}\n" not in ran.err or ran.out:
                taken[" ".join((*words, *form))] = ran
    assert asked > 150
    assert taken == {}
    assert state(place) == before


def test_a_correction_may_be_empty(seeded: Command) -> None:
    """Only the fields of edit may: the article has no such thing."""
    clearable = {
        (" ".join(words), parameter.name)
        for words, parameter in parameters()
        if isinstance(parameter, Clearable)
    }
    assert {words for words, _ in clearable} == {"edit"}
    assert seeded("edit", "9a2d10a1", "--section", "", "--by", "").code == 0
    assert seeded("edit", "9a2d10a1", "--section=").code == 0


@pytest.mark.parametrize("number", ["-1", "many", "1.5"])
def test_numbers_are_counts(seeded: Command, number: str) -> None:
    """An option for a number takes no negative one, no fraction and no word."""
    taken = {}
    for words, parameter in parameters():
        is_number = "N" in (parameter.metavar or "").replace("|", " ").split()
        if isinstance(parameter.type, click.IntRange) or is_number:
            name = [parameter.opts[-1]] if isinstance(parameter, click.Option) else ["--"]
            ran = seeded(*words, *name, *[number] * abs(parameter.nargs))
            if ran.code != 2 or number not in ran.err:
                taken[" ".join((*words, *name))] = ran
    assert taken == {}


def test_a_period_ends_after_it_begins(seeded: Command) -> None:
    """Each command with --from and --to says that they are the wrong way round."""
    found = 0
    for name, command in commands(cli):
        if {"--from", "--to"} <= {option for each in command.params for option in each.opts}:
            found += 1
            ran = seeded(*name.split(), "--from", "2016", "--to", "2015")
            assert (ran.code, ran.out) == (2, "")
            assert ran.err == "dateline: --to (2015-12-31) is before --from (2016-01-01)\n"
            assert seeded(*name.split(), "--from", "2016", "--to", "2016-01").code in (0, 1)
    assert found >= 4


def test_a_list_of_names_has_no_empty_one(seeded: Command) -> None:
    """A list that commas join is refused if a name in it is empty."""
    for arguments in (
        ["search", "trade", "--json", "--fields", ","],
        ["search", "trade", "--json", "--fields", "id,,title"],
        ["export", "--to", "csv", "--fields", ","],
        ["ingest", str(SEEDS), "--map", "title=a,"],
    ):
        ran = seeded(*arguments)
        assert ran.code == 2, arguments
        assert "has an empty name" in ran.err


@pytest.mark.parametrize("facet", ["source=0", "source=", "source=-1", "nothing"])
def test_a_facet_shows_at_least_one_value(seeded: Command, facet: str) -> None:
    """A facet of no values, or that does not exist, is an error."""
    ran = seeded("search", "trade", "--facet", facet)

    assert (ran.code, ran.out) == (2, "")
    assert facet in ran.err


@pytest.mark.parametrize("language", ["klingon", "qq", "EN", "english"])
def test_an_archive_has_a_language_that_exists(
    seeded: Command, place: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """An unknown code is an error in dateline.toml and in the environment."""
    monkeypatch.setenv("DATELINE_LANGUAGE", language)
    ran = seeded("info")
    assert (ran.code, f"“{language}” is not a language code" in ran.err) == (2, True)

    monkeypatch.delenv("DATELINE_LANGUAGE")
    (place / "dateline.toml").write_text(f'language = "{language}"')
    ran = seeded("info")
    assert (ran.code, f"“{language}” is not a language code" in ran.err) == (2, True)


@pytest.mark.parametrize("language", ["klingon", "qq"])
def test_articles_and_queries_have_languages_that_exist(seeded: Command, language: str) -> None:
    """An unknown language is an error in a query and in a correction."""
    for arguments in (["search", f"lang:{language}"], ["edit", "9a2d10a1", "--language", language]):
        ran = seeded(*arguments)
        assert (ran.code, "a language is two letters" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "line",
    ['language = ""', 'user = " "', '[sources]\n"wire/*" = ""', '[sources]\n"" = "Wire"'],
)
def test_a_setting_is_not_empty(seeded: Command, place: Path, line: str) -> None:
    """An empty setting in dateline.toml is an error that names the file."""
    (place / "dateline.toml").write_text(line)

    ran = seeded("info")

    assert (ran.code, ran.out) == (2, "")
    assert "dateline.toml" in ran.err
    assert "empty" in ran.err
