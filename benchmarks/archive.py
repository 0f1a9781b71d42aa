"""How long one article takes out of an open archive, beside the same row by plain sqlite3.

    python benchmarks/archive.py ARCHIVE

Prints the median of `Archive.article` over 500 articles in milliseconds, and its ratio to reading
the row and its JSON columns with the driver alone. The archive is only read.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import dateline

_ARTICLES = 500
_JSON = ("authors", "credit", "summary", "captions", "keywords", "dates", "evidence")


def main() -> None:
    folder = Path(sys.argv[1])
    with sqlite3.connect(folder / "db" / "dateline.sqlite") as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT id FROM articles ORDER BY id").fetchall()
        ids = [row["id"] for row in found[:: max(1, len(found) // _ARTICLES)]]

        def fetch(id: str) -> None:
            query = "SELECT * FROM versions WHERE article = ? ORDER BY number DESC LIMIT 1"
            row = connection.execute(query, (id,)).fetchone()
            for column in _JSON:
                json.loads(row[column])

        plain = _median_ms(fetch, ids)
        with dateline.open_archive(folder) as archive:
            archive.article(ids[0])
            ours = _median_ms(archive.article, ids)
    print(f"Archive.article {ours:.2f} ms, plain sqlite3 {plain:.2f} ms, ratio {ours / plain:.1f}")


def _median_ms(call: Callable[[str], object], ids: list[str]) -> float:
    times = []
    for id in ids:
        start = perf_counter()
        call(id)
        times.append(perf_counter() - start)
    return median(times) * 1000


if __name__ == "__main__":
    main()
