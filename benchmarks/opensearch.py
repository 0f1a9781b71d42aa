"""An index on an OpenSearch server beside one in tantivy, with the same articles, in one run.

    python -m benchmarks.opensearch ARTICLES.jsonl[.gz] SIZE http://HOST:PORT

Past the articles that there are, more are made of their paragraphs. Times are of
the clock, since the work is the server's: the median of runs that take turns with tantivy's. A page
is ten hits with their snippets. "OpenSearch alone" is its own bulk of the same bytes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from benchmarks.recombined import real_articles, recombined

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine, put_all
from dateline.search.engines.opensearch.engine import OpenSearchEngine, create
from dateline.search.engines.opensearch.server import Server
from dateline.search.engines.opensearch.writer import Writer
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from dateline.search.query.parser import parse
from dateline.search.results.pages import PageRequest, find
from dateline.values.moment import Moment

RUNS = 15
ALONE = 10_000  # articles
QUERIES = {
    "word": "referendum",
    "common word": "government",
    "two words": "economic growth",
    "OR of three": "tsunami OR election OR film",
    "phrase": '"prime minister"',
    "prefix": "econom*",
    "fuzzy": "goverment~1",
    "month": "date:2004-07",
    "near": "president NEAR/3 minister",
    "facets": "film",
}
ANALYZER = Analyzer("en")


def main(data: str, size: str, address: str) -> None:
    real = [read_as_document(n, found) for n, found in enumerate(real_articles(Path(data)))]
    documents = list(recombined(real, int(size)))
    server, run = Server(address), f"benchmark-{uuid4().hex}"
    for name in ("ours", "alone"):
        create(server, f"{run}-{name}", f"{run}-writings", {})
    engine = OpenSearchEngine(server, f"{run}-ours", f"{run}-writings", ANALYZER)
    with tempfile.TemporaryDirectory() as folder:
        try:
            bulk(server, engine, run, documents)
            local = ENGINES["tantivy"](f"{folder}/tantivy", ANALYZER)
            for start in range(0, len(documents), local.batch):
                put_all(local, documents[start : start + local.batch])
            searches(engine, local)
        finally:
            server.ask("DELETE", f"/{run}-*")


def read_as_document(number: int, found: dict[str, str]) -> Document:
    """An article of the file, without annotations."""
    texts = {
        "title": (found["title"],),
        "body": tuple(found["text"].split("\n\n")),
        "source": (found["source"],),
        "by": (found["author"],),
        "section": (found["section"],),
    }
    published = Moment(value=found["published"])
    return Document(
        f"{number:016x}", texts, found["source"], published, found["url"], language="en"
    )


def bulk(server: Server, engine: OpenSearchEngine, run: str, documents: list[Document]) -> None:
    """Print how many articles a second are written, and what they take there. The first writing
    warms the server up; OpenSearch alone gets some of the others."""
    put_all(engine, documents[: engine.batch])
    ours = alone = cpu = both = 0.0
    for start in range(engine.batch, len(documents), engine.batch):
        batch = documents[start : start + engine.batch]
        begun, used = time.perf_counter(), time.process_time()
        put_all(engine, batch)
        ours += time.perf_counter() - begun
        cpu += time.process_time() - used
        if start > ALONE:
            continue
        both = ours
        writer = Writer(ANALYZER)
        for document in batch:
            writer.put(document)
        requests = list(writer.requests(1))
        begun = time.perf_counter()
        for request in requests:
            server.ask("POST", f"/{run}-alone/_bulk", b"".join(request))
        server.ask("POST", f"/{run}-alone/_refresh")
        alone += time.perf_counter() - begun
    store = server.ask("GET", f"/{run}-ours/_stats/store")["_all"]["primaries"]["store"]
    written = len(documents) - engine.batch
    print(f"articles a second: {written / ours:,.0f}")
    print(
        f"OpenSearch alone: {min(written, ALONE) / alone:,.0f}; ours takes {both / alone:.2f} times"
    )
    print(f"CPU of this process for an article: {1000 * cpu / written:.2f} ms")
    print(f"bytes of an article there: {store['size_in_bytes'] / len(documents):,.0f}")


def searches(engine: Engine, local: Engine) -> None:
    """Print the times of each kind of query."""
    every: list[float] = []
    for kind, text in QUERIES.items():
        query = parse(text)
        facets = ("source", "month", "author") if kind == "facets" else ()
        times: dict[str, list[float]] = {engine.name: [], local.name: []}
        totals = set()
        for _ in range(RUNS):
            for each in (engine, local):
                begun = time.perf_counter()
                page = find(text, query, each, ANALYZER, PageRequest(facets=facets))
                times[each.name].append(1000 * (time.perf_counter() - begun))
                totals.add(page.total)
        (total,) = totals
        ours, theirs = (statistics.median(times[each.name]) for each in (engine, local))
        every += times[engine.name]
        print(f"{kind:14} {total:8,} found {ours:8.1f} ms {theirs:8.1f} ms {ours / theirs:6.1f}")
    every.sort()
    median, late = statistics.median(every), every[len(every) * 95 // 100]
    print(f"all searches: median {median:.1f} ms, 95 of 100 within {late:.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
