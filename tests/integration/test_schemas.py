"""Every JSON document and line that a command prints follows the JSON Schema of its shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click
import pytest
from jsonschema import Draft202012Validator

from dateline import open_archive
from dateline.cli import cli, run
from dateline.schemas.catalog import SHAPES, json_schema
from dateline.schemas.shape import SCHEMA_VERSION
from dateline.values.events import Review
from dateline.values.users import Role
from dateline.web.access.users_file import UsersFile
from tests.conftest import SEEDS, Command, assert_follows, json_lines, story

URL = "https://post.example.org/a/1"
SEED = "9a2d10a1fcee067e"
CASUALTIES = "On Tuesday near Arica, {} soldiers were killed as Peruvian troops shelled positions."

# What is run, and the shapes of its --json document and its --jsonl lines; None is a form that
# the command does not have. ID is a coded event, COPY an article with a copy, and OLD an article
# with two versions.
PRINTED: list[tuple[str, str | None, str | None]] = [
    ("count libya", "count", "count"),
    ("count --batch BATCH", "counts", "count"),
    ("delete --list", "deletions", "deletion"),
    ("delete --yes --reason court DOOMED", "removal", None),
    ("delete --yes --reason court LOST", None, "removed-article"),
    ("entities", "entities", "entity"),
    ("entities list", "entities", "entity"),
    ("decisions", "decisions", "decision"),
    ("entities decisions", "entity-decisions", "entity-decision"),
    ("entities ties haftar", "entity-ties", "entity-tie"),
    ("events --limit all", "events", "event"),
    ("events list", "events", "event"),
    ("events audit --report", "event-audit", None),
    ("events explain ID", "event-explanation", None),
    ("events export", None, "event"),
    ("events happenings --limit all", "happenings", "happening"),
    ("failures", "failures", "failure"),
    ("failures retry", "ingest-report", "outcome"),
    ("index check", "index-check", None),
    ("index info", "index-info", None),
    ("info", "info", "info"),
    ("ingest FILES", "ingest-report", "outcome"),
    ("ingest --per-file FILES", "ingest-report", "ingested-file"),
    ("places", "places", None),
    ("quotes", "quotes", "quote"),
    ("reannotate", "reannotate-report", "reannotated-article"),
    ("replay RECEIPT", "replay", "replayed-article"),
    ("reprocess", "reprocess-report", "reread-article"),
    ("runs", "runs", "run"),
    ("runs undo 2 --yes", "removal", None),
    ("runs undo 3 --yes", None, "removed-article"),
    ("saved list", "saved-searches", "saved-search"),
    ("search council", "search", "hit"),
    ("search event:AGREE", "search", "hit"),
    ("search counsil -libya", "search", "hit"),
    ("search --count libya", "count", "count"),
    ("search --why SEED libya", "why", "why"),
    ("show SEED", "article", "article"),
    ("show SEED COPY", "articles", "article"),
    ("show SEED --dates", "article-dates", "article-date"),
    ("show COPY --copies", "article-copies", "article-copy"),
    ("show OLD --versions", "article-versions", "article-version"),
    ("show OLD --diff 1 2", "difference", "field-change"),
    ("similar COPY", "similar", "hit"),
    ("sources", "sources", "source"),
    ("sources --articles", "sources", "source"),
    ("sources list", "sources", "source"),
    ("tag", "tags", "tag"),
    ("tag +seen SEED", "tagged", "tagged"),
    ("decisions list", "decisions", "decision"),
    ("decisions import DECISIONS", "decisions-import", None),
    ("timeline", "timeline", None),
    ("users list --users USERS", "users", "user"),
    ("verify", "verification", None),
    ("backup BACKUPS", "backup", None),
    ("restore BACKUPS RESTORED", "restoration", None),
]
FACETS = ("search council --facet source --facet year", "search", None)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An archive with something to print for every command; what stands for its parts above."""
    folder = tmp_path_factory.mktemp("schemas")
    archive = str(folder / "archive")
    stories = [
        story(1, url=URL, source="Harbor Post", date="2024-03-02"),
        story(1, url=URL, source="Harbor Post", date="2024-03-02") | {"title": "Agreed at last"},
        story(2, source="Tide Weekly", date="2024-05"),
        story(2, source="Tide Daily"),
        {"title": "No text"},
    ]
    stories += [story(n, title=f"Deleted {n}") for n in (70, 80, 90)]
    for number, killed in enumerate((12, 15)):
        text = f"{CASUALTIES.format(killed)} Paper {number} could not be reached by telephone."
        stories.append({"title": f"Shelling {number}", "text": text, "date": "2024-03-06"})
    (folder / "stories.jsonl").write_text(json_lines(*stories) + "{broken\n")  # type: ignore[arg-type]
    (folder / "batch.txt").write_text("libya\n\ntitle:(\n")
    files = str(folder / "stories.jsonl")
    assert run(["--archive", archive, "ingest", files, str(SEEDS)]) == 3
    for number in (60, 61):
        (folder / f"{number}.json").write_text(json_lines(story(number)))
        assert run(["--archive", archive, "ingest", str(folder / f"{number}.json")]) == 0
    assert run(["--archive", archive, "saved", "add", "talks", "libya"]) == 0
    assert run(["--archive", archive, "entities", "hide", "Asim Munir"]) == 0
    with open_archive(archive) as opened:
        gone, doomed, lost = sorted(opened.ids("title:deleted"))
        opened.deletions.delete([gone], reason="court")
        events = list(opened.events.list())
        opened.events.judge(events[0].id, Review(right=True, sampled=True, note="plain"))
        found = {hit.title: hit.id for hit in opened.search("council", limit=9).hits}
        opened.receipt("libya -section:world", folder / "receipt.json")
        opened.curation.tag([SEED], add=["checked"])
        opened.curation.note(SEED, "The date is that of the statement.")
        opened.curation.edit(SEED, {"section": "World"}, reason="printed above it")
        opened.curation.export(folder / "decisions.jsonl")
        opened.backup(folder / "backups")
    users = UsersFile(folder / "users.json")
    users.add("ann", Role.EDITOR, "correct horse battery")
    users.add_token("ann", "laptop", until=date(2099, 1, 1))
    return {
        "ARCHIVE": archive,
        "BACKUPS": str(folder / "backups"),
        "RESTORED": str(folder / "restored"),
        "DECISIONS": str(folder / "decisions.jsonl"),
        "DOOMED": doomed,
        "LOST": lost,
        "RECEIPT": str(folder / "receipt.json"),
        "BATCH": str(folder / "batch.txt"),
        "FILES": files,
        "SEED": SEED,
        "USERS": users.file,
        "ID": events[0].id,
        "COPY": found["Council 2 agrees on harbor plan"],
        "OLD": found["Agreed at last"],
    }


def printed(stocked: dict[str, str], command: str, form: str) -> list[str]:
    return ["--archive", stocked["ARCHIVE"], *(stocked.get(w, w) for w in command.split()), form]


@pytest.mark.parametrize(
    ("command", "name"), [(c, name) for c, name, _ in [*PRINTED, FACETS] if name]
)
def test_documents_follow_their_schema(
    stocked: dict[str, str], command: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """What each command prints with --json is valid."""
    run(printed(stocked, command, "--json"))

    assert_follows(name, json.loads(capfd.readouterr().out))


@pytest.mark.parametrize(("command", "name"), [(c, name) for c, _, name in PRINTED if name])
def test_lines_follow_their_schema(
    stocked: dict[str, str], command: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each line that each command prints with --jsonl is valid."""
    run(printed(stocked, command, "--jsonl" if "export" not in command else "--format=jsonl"))

    lines = capfd.readouterr().out.splitlines()
    empty = {"reannotate", "reprocess", "search counsil -libya"}  # test_reannotate, test_reprocess
    assert lines or command in empty
    for line in lines:
        assert_follows(name, json.loads(line))


def leaves(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Each command with its name in full."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, *path, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join((*path, name)), command


def formats(command: click.Command) -> set[str]:
    return {
        str(choice)
        for parameter in command.params
        if parameter.name == "format" and isinstance(parameter.type, click.Choice)
        for choice in parameter.type.choices
    }


def test_every_json_form_has_a_schema() -> None:
    """No command prints --json or --jsonl that PRINTED does not check."""
    for name, command in leaves(cli):
        checked = [row for row in PRINTED if f"{row[0]} ".startswith(f"{name} ")]
        assert ("json" in formats(command)) == any(document for _, document, _ in checked), name
        assert ("jsonl" in formats(command)) == any(line for _, _, line in checked), name


def test_every_schema_is_used() -> None:
    """No shape has a name without a command that prints it."""
    used = {name for _, *names in PRINTED for name in names if name}

    # A file, and an answer of the server only: test_receipts.py, test_web_api_files.py
    assert used | {"receipt", "job"} == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_schemas_are_complete(name: str) -> None:
    """Each schema is valid, describes every key, allows no other, and names the version."""
    schema = json_schema(name)

    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    for part in (schema, *schema.get("$defs", {}).values()):
        if part.get("type") == "object":
            assert part["title"]
            assert part["description"]
            assert part["additionalProperties"] is False
            assert all(key.get("description") for key in part["properties"].values())


def test_schema_prints_a_schema_or_lists_them(dateline: Command) -> None:
    """`dateline schema NAME` prints JSON; without a name it lists all; a wrong name is an error."""
    assert dateline("schema", "hit").json == json_schema("hit")
    listed = dateline("schema").out.splitlines()
    assert [line.split()[0] for line in listed[1:]] == list(SHAPES)
    wrong = dateline("schema", "nothing")
    assert (wrong.code, wrong.out) == (2, "")
    assert "dateline schema" in wrong.err


def test_optional_keys_are_left_out(
    stocked: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """A key that has no value and is not required is not printed."""
    run(printed(stocked, "search council", "--json"))

    assert set(json.loads(capfd.readouterr().out)) == {
        *("schema_version", "query", "total", "hits", "next")
    }
