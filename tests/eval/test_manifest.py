"""Every file of the mixed evaluation set does what the set's manifest expects of it.

The data is not part of the project: it is looked for in the folder that DATELINE_DATA names,
else in ../shared/data beside the checkout.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from dateline import ArchivedArticle, Disposition, Outcome, open_archive
from tests.eval.floors import DATA, data_folder

pytestmark = pytest.mark.data

MIXED = DATA / "mixed"


def manifest() -> list[dict[str, Any]]:
    lines = (MIXED / "MANIFEST.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[tuple[Outcome, ArchivedArticle | None]]]:
    """What became of each file, by its name in the manifest, with the article if there is one."""
    data_folder("mixed")
    found: dict[str, list[tuple[Outcome, ArchivedArticle | None]]] = defaultdict(list)
    with open_archive(tmp_path_factory.mktemp("archive")) as archive:
        files = [MIXED / entry["file"] for entry in manifest()]
        balance = archive.ingest(files)
        assert balance.adds_up
        for outcome in balance.outcomes:
            name = Path(outcome.path).relative_to(MIXED).as_posix()
            found[name].append((outcome, archive.article(outcome.id) if outcome.id else None))
    return found


def test_every_file_does_what_the_manifest_expects(
    outcomes: dict[str, list[tuple[Outcome, ArchivedArticle | None]]],
) -> None:
    """One article, the stated number, or none; each file has an end, and none is a bug."""
    wrong = []
    for entry in manifest():
        ends = [outcome for outcome, _ in outcomes[entry["file"]]]
        articles = sum(outcome.id is not None for outcome in ends)
        expected = {
            "article": ends and articles == len(ends) == 1,
            "many": articles == entry.get("articles"),
            "none": ends and not articles,
            "error-or-none": ends and not articles,
            "duplicate": [outcome.disposition for outcome in ends] == [Disposition.UNCHANGED],
            "any": bool(ends),
        }[entry["expect"]]
        if not expected or any("a bug in Dateline" in (one.reason or "") for one in ends):
            wrong.append((entry["file"], entry["expect"], ends))

    assert wrong == []


def test_titles_and_languages_are_those_of_the_manifest(
    outcomes: dict[str, list[tuple[Outcome, ArchivedArticle | None]]],
) -> None:
    """Charsets are read right, or the title and the language could not be. Titles of pages are
    measured elsewhere, as annotators differ over them."""
    wrong = []
    for entry in manifest():
        for _, article in outcomes[entry["file"]]:
            if article is None or entry["expect"] not in ("article", "duplicate"):
                continue
            said = {"language": article.language}
            if entry["kind"] != "html":
                said["title"] = article.title
            wrong += [
                (entry["file"], field, value)
                for field, value in said.items()
                if field in entry and entry[field] != value
            ]

    assert wrong == []
