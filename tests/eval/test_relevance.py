"""How well searches rank, on public collections, as a user runs them: a pinned gate.

`relevance_baseline.json` holds the floors, which are what was measured when they were set, and
the digest of the data that they were measured on. They go up with what raises them, and down only
in a commit that says why. The data is not part of the project: it is looked for in
the folder that DATELINE_DATA names, else in ../shared/data beside the checkout.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from math import log2
from pathlib import Path
from statistics import fmean

import pytest
from benchmarks.ranking import Measure, ndcg_at_10, reciprocal_rank

from dateline import open_archive
from tests.eval.floors import baseline, check_data, data_folder

pytestmark = pytest.mark.data

BASELINE = baseline("relevance")
# Half a query in a thousand: what rounding may move between two machines.
SLACK = 0.0005

MEASURES: Mapping[str, Measure] = {
    "mrr": reciprocal_rank,
    "ndcg@10": ndcg_at_10,
}


def test_measures() -> None:
    """The measures give what can be reckoned by hand."""

    assert reciprocal_rank(["a", "b", "c"], {"b": 1, "c": 1}) == 0.5
    assert reciprocal_rank(["a"], {"b": 1}) == 0
    assert ndcg_at_10(["b", "a"], {"b": 1}) == 1
    assert ndcg_at_10(["a", "b"], {"b": 1}) == pytest.approx(1 / log2(3))
    assert ndcg_at_10(["b"], {"b": 2, "c": 1}) == pytest.approx(2 / (2 + 1 / log2(3)))


@pytest.mark.parametrize("name", sorted(BASELINE))
def test_relevance(name: str, tmp_path: Path) -> None:
    """Searching for any of a query's words ranks at least as well as when the floor was set."""
    pinned = BASELINE[name]
    folder = data_folder("retrieval", name)
    files = [folder / file for file in ("docs.jsonl.gz", pinned["queries"], pinned["qrels"])]
    check_data((file.read_bytes() for file in files), pinned["sha256"])

    with gzip.open(files[0], "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    records = tmp_path / "records.jsonl"
    with records.open("w", encoding="utf-8") as file:
        for document in documents:
            record = {"url": f"https://example.org/{document['id']}", "text": document["text"]}
            if pinned["titles"]:
                record["title"] = document["title"]
            print(json.dumps(record), file=file)
    queries = [json.loads(line) for line in files[1].read_text("utf-8").splitlines()]
    judged: dict[str, dict[str, float]] = {}
    for line in files[2].read_text("utf-8").splitlines():
        query, id, gain = line.split("\t")
        if float(gain) > 0:
            judged.setdefault(query, {})[id] = float(gain)

    archive = open_archive(tmp_path / "archive")
    balance = archive.ingest([records])
    assert sum(outcome.id is not None for outcome in balance.outcomes) == pinned["articles"]
    scores = []
    for query in queries:
        if query["id"] in judged:
            page = archive.search(
                query["text"], match="any", plain=True, limit=pinned["depth"], fragments=0
            )
            ranked = [(hit.url or "").removeprefix("https://example.org/") for hit in page.hits]
            scores.append(MEASURES[pinned["measure"]](ranked, judged[query["id"]]))
    archive.close()

    measured = fmean(scores)
    print(f"{name}: {pinned['measure']} {measured:.4f}, floor {pinned['floor']}")
    assert len(scores) == pinned["judged"]
    assert measured >= pinned["floor"] - SLACK
