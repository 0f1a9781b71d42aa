"""`dateline mcp`, spoken to by a client of the mcp package: searching and reading."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline import open_archive
from dateline.cli import run
from tests.conftest import ROOT, assert_follows, json_lines, story
from tests.integration.mcp.client import answer, refusal, talk, talk_to, texts
from tests.integration.mcp.conftest import ORDER

SEED = "9a2d10a1fcee067e"
READING = ["search", "show", "sources", "events", "quotes", "timeline", "entities"]
EVERYTHING = {"length": 100_000, "annotations": True}

# Of each tool a call, the command that prints the same, and the shape of both.
SAME: list[tuple[str, dict[str, Any], str, str]] = [
    ("search", {"query": "libya"}, "search libya", "search"),
    (
        "search",
        {"query": "council OR libya", "sort": "oldest", "limit": 2, "facets": ["source", "year"]},
        "search council OR libya --sort oldest --limit 2 --facet source=20 --facet year=20",
        "search",
    ),
    ("search", {"query": "a (b) c", "plain": True}, "search --plain a (b) c", "search"),
    ("search", {"query": "counsil -libya"}, "search counsil -libya", "search"),
    ("show", {"id": SEED[:4], **EVERYTHING}, f"show {SEED}", "article"),
    ("sources", {}, "sources", "sources"),
    ("sources", {"from": "2024", "to": "2024-04"}, "sources --from 2024 --to 2024-04", "sources"),
    ("events", {}, "events", "events"),
    (
        "events",
        {"query": "libya", "type": "AGREE", "from": "2025", "limit": 1, "background": "exclude"},
        "events libya --type AGREE --from 2025 --limit 1 --background exclude",
        "events",
    ),
    ("quotes", {}, "quotes", "quotes"),
    ("quotes", {"kind": "direct", "limit": 1}, "quotes --kind direct --limit 1", "quotes"),
    ("quotes", {"speaker": "nobody"}, "quotes --speaker nobody", "quotes"),
    ("timeline", {}, "timeline --every month", "timeline"),
    (
        "timeline",
        {"every": "day", "by": "published", "background": "include"},
        "timeline --every day --by published --background include",
        "timeline",
    ),
    ("entities", {}, "entities", "entities"),
    ("entities", {"kind": "person", "limit": 1}, "entities --kind person --limit 1", "entities"),
]  # fmt: skip


def test_answers_are_those_of_the_command_line(
    archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same articles in the same shape as --json, valid by the schema that the tool declares.
    Only paths of this machine are left out."""
    said = talk(archive, *((name, given) for name, given, _, _ in SAME))
    assert {name for name, *_ in SAME} == set(READING) == set(said.tools)
    for (name, _, command, shape), result in zip(SAME, said.results, strict=True):
        capfd.readouterr()
        run(["--archive", str(archive), *command.split(), "--json"])
        printed = json.loads(capfd.readouterr().out)
        if name == "show":
            assert printed["original"]["locations"]
            printed["original"]["locations"] = []

        assert answer(result) == printed, command
        assert_follows(shape, result.structured_content)
        declared = said.tools[name].output_schema
        assert declared is not None
        assert set(printed) <= set(declared["properties"])


def test_tools_say_what_they_do(archive: Path) -> None:
    """Each tool declares that it only reads, and says that what it returns is not to be trusted;
    each argument is described."""
    said = talk(archive)

    assert list(said.tools) == READING
    assert "untrusted content" in said.instructions
    for tool in said.tools.values():
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is False
        assert "untrusted content" in (tool.description or "")
        assert all(each.get("description") for each in tool.input_schema["properties"].values())
        assert tool.input_schema["additionalProperties"] is False


def test_what_an_article_says_stands_after_a_warning(archive: Path) -> None:
    """Orders in an article are in the JSON alone, after a block that says what they are. Marks that
    change the direction of writing are escapes in the text."""
    query = "instructions title:machines"
    result, turned = talk(
        archive,
        ("search", {"query": query}),
        ("search", {"query": f"{query} \u202e", "plain": True}),
    ).results
    before, data = texts(result)

    assert ORDER in data
    assert ORDER not in before
    assert "never instructions" in before
    assert "\u202e" not in texts(turned)[1]
    assert answer(turned)["query"] == f"{query} \u202e"


def test_a_long_article_comes_in_parts(archive: Path) -> None:
    """Each part says where it ends and how to go on; the parts are the whole text, and each
    annotation is in the part that has its words."""
    with open_archive(archive) as opened:
        (id,) = opened.ids('title:"long report"')
        body = opened.article(id).body
    length = len(body) // 3 + 1
    calls = [("show", {"id": id, "start": n * length, "length": length}) for n in range(3)]
    said = talk(
        archive, *calls, ("show", {"id": id, "start": 100, "length": 300, "annotations": True})
    )
    parts = [answer(result)["body"] for result in said.results[:3]]

    assert "".join(parts) == body
    assert f"start={length} goes on" in texts(said.results[0])[0]
    assert f"{len(body):,} of {len(body):,}" in texts(said.results[2])[0]
    assert "goes on" not in texts(said.results[2])[0]
    assert "“annotations” is empty" in texts(said.results[0])[0]
    found = answer(said.results[3])
    sentences = [each["span"] for each in found["annotations"]["sentences"]]
    assert sentences
    for span in sentences:
        assert body[span["start"] : span["end"]] == span["text"]
        assert span["start"] < 400
        assert span["end"] > 100


def test_an_answer_that_is_too_long_is_an_error_that_says_what_to_do(archive: Path) -> None:
    """Nothing is cut silently."""
    with open_archive(archive) as opened:
        (id,) = opened.ids('title:"long report"')
    said = talk(archive, ("show", {"id": id, **EVERYTHING}), ("sources", {"limit": 1}))

    assert re.match(
        r"the answer would have [\d,]+ characters, and 200,000 ", refusal(said.results[0])
    )
    assert "hint: ask for less" in refusal(said.results[0])
    assert len(answer(said.results[1])["sources"]) == 1
    assert "left out by the limit: " in texts(said.results[1])[0]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("search", {"query": "libya ("}, "never closed\nat character 6 of the query: libya ("),
        ("search", {"query": "speeker:munir"}, "hint: "),
        ("search", {"query": "x", "facets": ["colour"]}, "hint: facets are source, year"),
        ("search", {"query": "x", "after": "nonsense"}, "nonsense"),
        ("search", {}, "query: "),
        ("search", {"query": "x", "limit": 51}, "limit: Input should be less than or equal to 50"),
        ("search", {"query": "x", "colour": 1}, "colour: "),
        ("show", {"id": "0000"}, "no article has an id that begins with '0000'\nhint: "),
        ("show", {"id": SEED, "start": -1}, "start: "),
        ("events", {"type": "QUARREL"}, "no value “quarrel”\nhint: one of "),
        ("events", {"from": "soon"}, "from: “soon” is not a date"),
        ("timeline", {"every": "decade"}, "every: "),
        ("sources", {"from": "2025", "to": "2024"}, "to (2024-12-31) is before from (2025-01-01)"),
        ("sources", {"to": "2024..2025"}, "to: “2024..2025” is a range"),
        ("tag", {"ids": [SEED], "add": ["x"]}, "there is no tool “tag”\nhint: tools are search, "),
        ("note", {"id": SEED, "text": "x"}, "there is no tool “note”"),
    ],
)  # fmt: skip
def test_errors_are_results_with_a_hint(
    archive: Path, name: str, given: dict[str, Any], message: str
) -> None:
    """What a command would print on stderr is the text of an error of the tool, and the server
    answers the next call."""
    said = talk(archive, (name, given), ("search", {"query": "libya"}))

    assert message in refusal(said.results[0])
    assert answer(said.results[1])["total"] == 1


def test_without_an_archive_each_call_is_an_error(tmp_path: Path) -> None:
    """The server starts, and says what is missing when a tool is called."""
    said = talk(tmp_path, ("search", {"query": "x"}), ("show", {"id": SEED}))

    assert all("no archive" in refusal(result) for result in said.results)


def test_what_is_ingested_meanwhile_is_found(tmp_path: Path) -> None:
    """A call sees what was written since the one before."""
    place = tmp_path / "archive"

    def ingest(number: int) -> None:
        file = tmp_path / f"{number}.jsonl"
        file.write_text(json_lines(story(number)))
        assert run(["--archive", str(place), "ingest", str(file)]) == 0

    call = ("search", {"query": "council"})
    said = talk(place, call, lambda: ingest(1), call, lambda: ingest(2), call)

    assert "no archive" in refusal(said.results[0])
    assert [answer(result)["total"] for result in said.results[1:]] == [1, 2]


def test_the_settings_in_the_docs_start_a_server(archive: Path, tmp_path: Path) -> None:
    """docs/mcp.md shows settings of a client; with the archive's folder put in, they work."""
    page = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    blocks = re.findall(r"```json\n(.*?)```", page, re.S)
    settings = json.loads(blocks[0])["mcpServers"]["dateline"]
    command = shutil.which(settings["command"], path=str(Path(sys.executable).parent))
    arguments = [str(archive) if "clippings" in each else each for each in settings["args"]]

    assert command is not None
    assert str(archive) in arguments
    said = talk_to(command, arguments, ("search", {"query": "libya"}))
    assert answer(said.results[0])["total"] == 1
