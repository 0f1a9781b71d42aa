"""CPU time of a cold `dateline search`, beside importing click and what a search by Whoosh alone
loads. Usage: python benchmarks/cold_search.py ARTICLES.jsonl[.gz]"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

QUERIES = ("trade talks", '"prime minister"', "government", "title:labour date:2004", "zyzzyva")
RUNS = 15
PARTS = "import click, whoosh.index, whoosh.query, whoosh.searching"


def cpu_ms(command: list[str], folder: str) -> float:
    """The median of user + sys time of the command, in milliseconds."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times) * 1000


def main() -> None:
    data = Path(sys.argv[1]).resolve()
    dateline = str(Path(sys.executable).with_name("dateline"))
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("note: PYTHONDONTWRITEBYTECODE is set; what was not compiled yet counts each time")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dateline, "ingest", str(data)], cwd=folder, check=True)
        base = cpu_ms([sys.executable, "-c", PARTS], folder)
        print(f"importing click and Whoosh: {base:.1f} ms")
        for query in QUERIES:
            took = cpu_ms([dateline, "search", query], folder)
            print(f"{query:<24} {took:6.1f} ms   {took / base:.2f} x")


if __name__ == "__main__":
    main()
