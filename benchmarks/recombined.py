"""Makes an archive of any size out of the articles of one file, for benchmarks of search.

    python -m benchmarks.recombined ARTICLES.jsonl[.gz] FOLDER --articles 20000 [--engine tantivy]

The articles are ingested as any file is. Each gets a day, a source and an author, so that there is
something to count. Past the articles that there are, more are made of their paragraphs with all
that was read in these, recombined from a seed. These are in the index only: a search reads nothing
else, and to annotate 100,000 articles would take most of an hour.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from dateline.search.engine_query import Everything
from dateline.search.engines.base import EngineRequest, put_all
from dateline.search.index import Index, storage
from dateline.search.indexed import Document, IndexedEvent
from dateline.store import Store
from dateline.values.moment import Moment

_FIRST_DAY, _DAYS = date(2004, 1, 1), 731
_SOURCES, _AUTHORS = 40, 300


def _day(dice: random.Random) -> str:
    return str(_FIRST_DAY + timedelta(days=dice.randrange(_DAYS)))


def real_articles(file: Path) -> Iterator[dict[str, str]]:
    """The articles of the file with what an article has in a newspaper."""
    packed = file.read_bytes()
    lines = (gzip.decompress(packed) if file.suffix == ".gz" else packed).splitlines()
    dice = random.Random(1)
    for number, line in enumerate(lines):
        read = json.loads(line)
        source = min(int(dice.paretovariate(0.7)), _SOURCES)
        yield {
            "title": read["title"],
            "text": read["text"],
            "url": f"https://news{source}.example.org/{number}",
            "source": f"Newspaper {source}",
            "author": f"Reporter {min(int(dice.paretovariate(0.5)), _AUTHORS)}",
            "section": read.get("category", "news"),
            "published": _day(dice),
        }


def recombined(real: list[Document], count: int) -> Iterator[Document]:
    """So many documents: the real ones, and then each like one of them, with another title and
    paragraphs of any."""
    yield from real[:count]
    dice = random.Random(1)
    paragraphs: list[tuple[str, list[IndexedEvent]]] = [
        (text, [e for e in document.events if (e.part, e.block) == ("body", block)])
        for document in real
        for block, text in enumerate(document.texts.get("body", ()))
    ]
    for number in range(len(real), count):
        like = dice.choice(real)
        parts = dice.choices(paragraphs, k=max(1, len(like.texts.get("body", ()))))
        id = hashlib.sha256(str(number).encode()).hexdigest()[: len(like.id)]
        yield like._replace(
            id=id,
            texts={
                **like.texts,
                "title": dice.choice(real).texts["title"],
                "body": tuple(text for text, _ in parts),
            },
            published=Moment(value=_day(dice)),
            values={**like.values, "story": (id,)},
            events=tuple(
                event._replace(block=at) for at, (_, events) in enumerate(parts) for event in events
            ),
            quotes=(),
        )


def documents(folder: Path) -> Iterator[Document]:
    """All documents of the index of an archive, in the order of their ids."""
    index = Index(storage(str(folder / "index")), "en")
    opened = index.open()
    if opened is None:
        raise SystemExit(f"there is no index of this version in {folder}")
    with closing(opened) as engine:
        found = engine.search(Everything(), EngineRequest(limit=None))
        for match in sorted(found.best, key=lambda each: each.hit.id):
            yield match.document


def in_index(folder: Path, engine: str, count: int) -> None:
    """The index of the archive has so many documents, recombined from those that it has now."""
    real = list(documents(folder))
    index = Index(storage(str(folder / "index")), "en")
    with closing(Store.open(folder / "db")) as store:
        commit = store.pending.announce(engine)
        with closing(index.create_empty(engine, commit)) as made:
            made_up = recombined(real, count)
            while batch := tuple(islice(made_up, made.batch)):
                put_all(made, batch)
        index.write_commit(commit)
        store.pending.clear(())
        store.pending.settle()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--engine", default="whoosh")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if not (options.folder / "db").exists():
        file = options.folder / "articles.jsonl"
        with file.open("w") as out:
            for article in real_articles(options.file):
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
        (options.folder / "dateline.toml").touch()  # the archive begins here
        command = [sys.executable, "-m", "dateline", "--archive", str(options.folder), "ingest"]
        subprocess.run([*command, str(file)], check=True)
    in_index(options.folder, options.engine, options.articles)


if __name__ == "__main__":
    main()
