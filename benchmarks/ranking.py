"""How well searches rank beside bm25s, on public collections, on their texts cut short, and with
articles of other languages among them.

    pip install bm25s
    python -m benchmarks.ranking FOLDER

FOLDER holds retrieval/bbc, retrieval/cranfield and pages/fu_odd of the evaluation data. Every word
of a query may match. BBC: the mean reciprocal rank of the story whose headline is the query, among
texts without headlines. Cranfield: nDCG@10. bm25s has its defaults: k1 1.5, b .75, English
stopwords left out; and Snowball's stems, as Dateline.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from random import Random
from statistics import fmean
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import EngineRequest, put_all
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from dateline.search.query.parser import parse
from dateline.search.results.pages import run_query

ANALYZER = Analyzer("en")
WRONG_LANGUAGES = ("cs", "fr", "de", "es", "nl", "pl", "it")

Relevant = Mapping[str, float]
Measure = Callable[[Sequence[str], Relevant], float]


def reciprocal_rank(ranked: Sequence[str], relevant: Relevant) -> float:
    """One by the rank of the first relevant document; 0 if there is none."""
    return next((1 / rank for rank, id in enumerate(ranked, 1) if id in relevant), 0.0)


def ndcg_at_10(ranked: Sequence[str], relevant: Relevant) -> float:
    """The discounted gain of the first ten documents, as a share of the best possible one."""

    def gained(gains: list[float]) -> float:
        return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains[:10], 1))

    best = sorted(relevant.values(), reverse=True)
    return gained([relevant.get(id, 0.0) for id in ranked]) / gained(best)


class Source(NamedTuple):
    """The files of a collection, and how it is measured."""

    queries: str
    judged: str
    titles: bool
    measure: Measure
    depth: int


SOURCES: Mapping[str, Source] = {
    "bbc": Source("queries_known.jsonl", "qrels_known.tsv", False, reciprocal_rank, 20),
    "cranfield": Source("queries.jsonl", "qrels.tsv", True, ndcg_at_10, 10),
}


class Collection(NamedTuple):
    """Documents, each with its title ("" if it has none) and text; and queries with what is
    relevant to them."""

    documents: Mapping[str, tuple[str, str]]
    queries: Sequence[tuple[str, Relevant]]
    measure: Measure
    depth: int

    def cut(self, cut: Callable[[str], str]) -> Collection:
        """The same with every text cut."""
        documents = {id: (title, cut(text)) for id, (title, text) in self.documents.items()}
        return self._replace(documents=documents)

    def score(self, ranked: Callable[[str], Sequence[str]]) -> float:
        """The mean of the measure over all queries, for a function from a query to ids."""
        return fmean(self.measure(ranked(text), relevant) for text, relevant in self.queries)


def load(folder: Path, name: str) -> Collection:
    """The collection of this name in FOLDER/retrieval."""
    source, folder = SOURCES[name], folder / "retrieval" / name
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    documents = {
        each["id"]: (each["title"] if source.titles else "", each["text"])
        for each in found
        if each["text"].strip()
    }
    judged: dict[str, dict[str, float]] = {}
    for line in (folder / source.judged).read_text("utf-8").splitlines():
        query, id, gain = line.split("\t")
        if float(gain) > 0:
            judged.setdefault(query, {})[id] = float(gain)
    queries = map(json.loads, (folder / source.queries).read_text("utf-8").splitlines())
    asked = [(query["text"], judged[query["id"]]) for query in queries if query["id"] in judged]
    return Collection(documents, asked, source.measure, source.depth)


def first_paragraph(text: str) -> str:
    """The first paragraph; of a text in one paragraph, as abstracts are, the first sentence."""
    paragraph, _, others = text.partition("\n\n")
    sentence = re.match(r".{20,}?\s?[.!?]\s", text, re.DOTALL)
    return paragraph if others or sentence is None else sentence[0]


def first_words(text: str) -> str:
    """The first 60 words."""
    return " ".join(text.split()[:60])


CUTS: Mapping[str, Callable[[str], str]] = {
    "whole": str,
    "first paragraph": first_paragraph,
    "60 words": first_words,
}


def indexed(collection: Collection) -> list[Document]:
    """The documents in their searchable form, all of them in English."""
    return [
        Document(
            id,
            {"title": (title,) * bool(title), "body": tuple(text.split("\n\n"))},
            "",
            language="en",
        )
        for id, (title, text) in collection.documents.items()
    ]


def mixed(documents: list[Document], folder: Path, seed: int = 1) -> Iterator[Document]:
    """The documents, one in a hundred with a wrong language, and one more in a hundred from the
    pages of FOLDER/pages/fu_odd that are not in English."""
    lines = (folder / "pages" / "fu_odd" / "gold.jsonl").read_text("utf-8").splitlines()
    pages = [page for page in map(json.loads, lines) if page.get("language") != "en"]
    dice, some = Random(seed), len(documents) // 100
    wrong = {document.id for document in dice.sample(documents, some)}
    for document in documents:
        language = dice.choice(WRONG_LANGUAGES) if document.id in wrong else "en"
        yield document._replace(language=language)
    for number, page in enumerate(dice.sample(pages, min(some, len(pages)))):
        texts = {"body": tuple(page.get("body", "").split("\n\n"))}
        yield Document(f"other{number}", texts, "", language=(page.get("language") or "")[:2])


def engine_score(engine: str, collection: Collection, documents: Sequence[Document]) -> float:
    """The collection's measure, if these documents are searched with this engine."""
    with tempfile.TemporaryDirectory() as folder:
        made = ENGINES[engine](f"{folder}/index", ANALYZER)
        put_all(made, documents)

        def ranked(text: str) -> list[str]:
            query = parse(text, match="any", plain=True)
            request = EngineRequest(limit=collection.depth)
            return [hit.id for hit in run_query(query, made, ANALYZER, request)[0].hits]

        score = collection.score(ranked)
        made.close()
    return score


def bm25s_score(collection: Collection) -> float:
    import bm25s
    import Stemmer

    def tokens(texts: Sequence[str]) -> object:
        stemmer = Stemmer.Stemmer("english")
        return bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False)

    made = bm25s.BM25()
    made.index(
        tokens([" ".join(each) for each in collection.documents.values()]), show_progress=False
    )
    ids = list(collection.documents)

    def ranked(text: str) -> list[str]:
        numbers, scores = made.retrieve(tokens([text]), k=collection.depth, show_progress=False)
        return [ids[n] for n, score in zip(numbers[0], scores[0], strict=True) if score > 0]

    return collection.score(ranked)


def main() -> None:
    folder = Path(sys.argv[1])
    print("| collection | words | Whoosh | tantivy | bm25s |\n|---|---:|---:|---:|---:|")

    def show(name: str, words: str, *scores: float) -> None:
        print(f"| {name} | {words} |", *(f"{score:.4f} |" for score in scores), flush=True)

    for name in SOURCES:
        whole = load(folder, name)
        for cut, function in CUTS.items():
            collection = whole.cut(function)
            documents = indexed(collection)
            scores = [engine_score(engine, collection, documents) for engine in ENGINES]
            words = fmean(len(" ".join(each).split()) for each in collection.documents.values())
            show(f"{name}, {cut}", f"{words:.0f}", *scores, bm25s_score(collection))
        others = list(mixed(indexed(whole), folder))
        show(
            f"{name}, other languages in it",
            "",
            *(engine_score(engine, whole, others) for engine in ENGINES),
        )


if __name__ == "__main__":
    main()
