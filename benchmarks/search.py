"""Searching, compared in one run: Dateline in each engine, stock Whoosh (StemmingAnalyzer, one
field), SQLite FTS5 (porter) and raw tantivy (en_stem). All of them find ten articles and how many
there are in all; Dateline searches and weighs several fields, through Archive.search.

    python benchmarks/search.py ARTICLES.jsonl[.gz] [SIZE]

Past the articles that there are, more are made of their paragraphs, recombined from a seed. Times
are CPU milliseconds, the median of many runs in one warm process.
"""

from __future__ import annotations

import datetime
import gc
import gzip
import hashlib
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cold_search import PARTS, cpu_ms
from costly import costly, once_ms
from ingest import folder_mb

DATELINE = str(Path(sys.executable).with_name("dateline"))
BATCH = 1200  # documents a writing of the others; Dateline's are as in `dateline index rebuild`
MONTH = "2004-07"
# name: Dateline's query; stock Whoosh's and raw tantivy's; FTS5's (None: it has no such thing)
QUERIES: dict[str, tuple[str, str, str | None]] = {
    "word": ("referendum", "referendum", "referendum"),
    "common word": ("government", "government", "government"),
    "two words": ("economic growth", "+economic +growth", "economic growth"),
    "OR of three": (
        "tsunami OR election OR film",
        "tsunami OR election OR film",
        "tsunami OR election OR film",
    ),
    "phrase": ('"prime minister"', '"prime minister"', '"prime minister"'),
    "prefix": ("econom*", "econom*", "econom*"),
    "fuzzy": ("goverment~1", "goverment~1", None),
    "month": (f"date:{MONTH}", MONTH, MONTH),
}


class Article(NamedTuple):
    id: str
    title: str
    paragraphs: tuple[str, ...]
    day: datetime.date

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))


def articles(data: Path, size: int) -> Iterator[Article]:
    """The articles of the file, each with a day of 2004 or 2005, and recombined ones after them."""
    packed = data.read_bytes()
    lines = (gzip.decompress(packed) if data.suffix == ".gz" else packed).splitlines()
    real = [json.loads(line) for line in lines]
    paragraphs = [part for article in real for part in article["text"].split("\n\n")]
    dice = random.Random(1)
    for number in range(size):
        if number < len(real):
            title, parts = real[number]["title"], real[number]["text"].split("\n\n")
        else:
            like = dice.choice(real)
            title = dice.choice(real)["title"]
            parts = dice.choices(paragraphs, k=like["text"].count("\n\n") + 1)
        day = datetime.date(2004, 1, 1) + datetime.timedelta(dice.randrange(731))
        id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
        yield Article(id, title, tuple(parts), day)


class System(NamedTuple):
    """A search engine with all articles in it."""

    name: str
    rate: float  # articles a CPU second
    mb: float
    ask: Callable[[str], int]  # the kind of query -> how many articles match


def dateline(engine: str, found: list[Article], folder: Path) -> System:
    from dateline import open_archive
    from dateline.search.engines.base import put_all
    from dateline.search.index import Index, storage
    from dateline.search.indexed import Document
    from dateline.store import Store
    from dateline.values.moment import Moment

    index = Index(storage(str(folder / "index")), "en")
    store = Store.open(folder / "db", create=True)
    begun = time.process_time()
    commit = store.pending.announce(engine)  # of a database without articles: searches read none
    made = index.create_empty(engine, commit)
    for start in range(0, len(found), made.batch):
        batch = (
            Document(
                id=article.id,
                texts={
                    "title": (article.title,),
                    "body": article.paragraphs,
                    "source": ("The Example",),
                },
                source="The Example",
                published=Moment(value=article.day.isoformat()),
                language="en",
            )
            for article in found[start : start + made.batch]
        )
        put_all(made, batch)
    made.close()
    store.pending.clear(())
    store.pending.settle()
    store.close()
    rate = len(found) / (time.process_time() - begun)
    archive = open_archive(folder)
    return System(
        f"Dateline, {engine}",
        rate,
        folder_mb(folder),
        lambda kind: archive.search(QUERIES[kind][0], fragments=0).total,
    )


def stock_whoosh(found: list[Article], folder: Path) -> System:
    from whoosh import fields, index, query
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.qparser import FuzzyTermPlugin, OrGroup, QueryParser

    schema = fields.Schema(
        text=fields.TEXT(StemmingAnalyzer(), stored=True), day=fields.DATETIME, id=fields.STORED
    )
    begun = time.process_time()
    made = index.create_in(folder, schema)
    for start in range(0, len(found), BATCH):
        writer = made.writer(limitmb=256)
        for article in found[start : start + BATCH]:
            day = datetime.datetime.combine(article.day, datetime.time())
            writer.add_document(text=article.text, day=day, id=article.id)
        writer.commit()
    rate = len(found) / (time.process_time() - begun)
    searcher = made.searcher()
    parser = QueryParser("text", schema, group=OrGroup)
    parser.add_plugin(FuzzyTermPlugin())
    first, last = month()

    def ask(kind: str) -> int:
        if kind == "month":
            wanted: Any = query.DateRange("day", first, last, endexcl=True)
        elif kind == "two words":
            wanted = query.And([query.Term("text", "econom"), query.Term("text", "growth")])
        else:
            wanted = parser.parse(QUERIES[kind][1])
        results = searcher.search(wanted, limit=10)
        [hit["id"] for hit in results]
        return len(results)

    return System("stock Whoosh", rate, folder_mb(folder), ask)


def fts5(found: list[Article], folder: Path) -> System:
    begun = time.process_time()
    base = sqlite3.connect(folder / "fts.sqlite")
    base.execute("create virtual table text using fts5(title, body, tokenize='porter')")
    base.execute("create table days (rowid integer primary key, id text, day text)")
    base.execute("create index by_day on days (day)")
    for number, article in enumerate(found):
        row = (number, article.title, "\n\n".join(article.paragraphs))
        base.execute("insert into text (rowid, title, body) values (?, ?, ?)", row)
        base.execute(
            "insert into days values (?, ?, ?)", (number, article.id, article.day.isoformat())
        )
    base.commit()
    rate = len(found) / (time.process_time() - begun)

    def ask(kind: str) -> int:
        if kind == "month":
            base.execute("select id from days where day glob ? limit 10", (f"{MONTH}*",)).fetchall()
            count = "select count(*) from days where day glob ?"
            return int(base.execute(count, (f"{MONTH}*",)).fetchone()[0])
        wanted = (QUERIES[kind][2],)
        best = "select rowid from text where text match ? order by rank limit 10"
        base.execute(best, wanted).fetchall()
        count = "select count(*) from text where text match ?"
        return int(base.execute(count, wanted).fetchone()[0])

    return System("SQLite FTS5", rate, folder_mb(folder), ask)


def raw_tantivy(found: list[Article], folder: Path) -> System:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_date_field("day", indexed=True, fast=True)
    schema = builder.build()
    begun = time.process_time()
    index = tantivy.Index(schema, str(folder))
    for start in range(0, len(found), BATCH):
        writer = index.writer(128_000_000, 1)
        for article in found[start : start + BATCH]:
            document = tantivy.Document()
            document.add_text("text", article.text)
            document.add_text("id", article.id)
            document.add_date("day", datetime.datetime.combine(article.day, datetime.time()))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    rate = len(found) / (time.process_time() - begun)
    searcher = index.searcher()
    first, last = month()

    def ask(kind: str) -> int:
        if kind == "month":
            wanted = tantivy.Query.range_query(
                schema, "day", tantivy.FieldType.Date, first, last, True, False
            )
        elif kind == "fuzzy":
            wanted = tantivy.Query.fuzzy_term_query(schema, "text", "goverment", 1)
        elif kind == "prefix":
            wanted = tantivy.Query.regex_query(schema, "text", "econom.*")
        else:
            wanted = index.parse_query(QUERIES[kind][1], ["text"])
        result: Any = searcher.search(wanted, 10)
        [searcher.doc(address)["id"] for _, address in result.hits]
        return int(result.count)

    return System("raw tantivy", rate, folder_mb(folder), ask)


def month() -> tuple[datetime.datetime, datetime.datetime]:
    year, number = map(int, MONTH.split("-"))
    days = datetime.date(year, number, 1), datetime.date(year, number + 1, 1)
    first, last = (datetime.datetime.combine(day, datetime.time()) for day in days)
    return first, last


def ms(work: Callable[[], object]) -> float:
    """The median CPU time of the work when it is done again and again, for a second or so."""
    work()
    times: list[float] = []
    while sum(times) < 1 and len(times) < 200:
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def show(name: str, cells: list[str]) -> None:
    print(f"| {name:<34} | " + " | ".join(f"{cell:>17}" for cell in cells) + " |", flush=True)


MEMORY = """
import sys
from dateline import open_archive
with open_archive(sys.argv[1]) as archive:
    for query in sys.argv[2:]:
        archive.search(query)
status = open("/proc/self/status").read()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


def memory_mb(folder: Path) -> str:
    """The most memory of a process that asks every query (Linux)."""
    asked = [query for query, _, _ in QUERIES.values()]
    command = [sys.executable, "-c", MEMORY, str(folder), *asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    gc.set_threshold(50_000, 20, 50)  # as the command line has it, for all of them
    data = Path(sys.argv[1]).resolve()
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 2225
    found = list(articles(data, size))
    text_mb = sum(len(article.text) for article in found) / 1e6
    print(f"{size:,} articles, {text_mb:.1f} million letters; CPU milliseconds a query\n")
    with tempfile.TemporaryDirectory() as top:
        folders = [Path(top, name) for name in ("whoosh", "tantivy", "stock", "fts5", "raw")]
        for folder in folders:
            folder.mkdir()
        systems = [
            dateline("whoosh", found, folders[0]),
            dateline("tantivy", found, folders[1]),
            stock_whoosh(found, folders[2]),
            fts5(found, folders[3]),
            raw_tantivy(found, folders[4]),
        ]
        worst = costly(article.text for article in found)
        del found
        show("", [system.name for system in systems])
        show("---", ["---:"] * len(systems))
        ratios: list[list[float]] = []
        for kind, (_, _, of_fts5) in QUERIES.items():
            asked = [s for s in systems if of_fts5 or s.name != "SQLite FTS5"]
            taken = {s.name: (ms(lambda s=s, kind=kind: s.ask(kind)), s.ask(kind)) for s in asked}
            show(
                kind,
                [
                    "{:.3g} ({:,})".format(*taken[s.name]) if s.name in taken else "none"
                    for s in systems
                ],
            )
            times = {name: took for name, (took, _) in taken.items()}
            ratios.append(
                [
                    times["Dateline, whoosh"] / times["stock Whoosh"],
                    times["Dateline, tantivy"] / times["raw tantivy"],
                ]
            )
        medians = [statistics.median(column) for column in zip(*ratios, strict=True)]
        show("median ratio to stock, raw", [f"{median:.2f} x" for median in medians] + ["", "", ""])
        snippets = [_snippets_ms(folder) for folder in folders[:2]]
        show("ten hits with snippets, on top", [f"{took:.1f}" for took in snippets] + ["", "", ""])
        base = cpu_ms([sys.executable, "-c", PARTS], top)
        cold = [
            cpu_ms([DATELINE, "--archive", str(folder), "search", '"prime minister"'], top)
            for folder in folders[:2]
        ]
        show(
            "cold search, CPU ms",
            [f"{took:.0f} ({took / base:.2f} x)" for took in cold] + ["", "", ""],
        )
        show("indexing, articles a CPU second", [f"{system.rate:,.0f}" for system in systems])
        show(
            "index, MB (x text)",
            [f"{system.mb:.1f} ({system.mb / text_mb:.2f} x)" for system in systems],
        )
        for kind, query in worst.items():
            show(kind, [once_ms(folder, query) for folder in folders[:2]] + ["", "", ""])
        show("memory of searches, MB", [memory_mb(f) for f in folders[:2]] + ["", "", ""])
    print(
        f"\nIn brackets how many match; importing click and Whoosh takes {base:.0f} ms; "
        f"{os.cpu_count()} cores"
    )


def _snippets_ms(folder: Path) -> float:
    """What ten hits with snippets take beyond the same ten without."""
    from dateline import open_archive

    with open_archive(folder) as archive:
        return statistics.median(
            ms(lambda query=query: archive.search(query))
            - ms(lambda query=query: archive.search(query, fragments=0))
            for query in ("economic growth", '"prime minister"', "tsunami OR election OR film")
        )


if __name__ == "__main__":
    main()
