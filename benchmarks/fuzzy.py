"""Fuzzy words in a dictionary of 100,000 words: CPU milliseconds of `Archive.search` in a warm
process, without snippets, the median of many.

    python benchmarks/fuzzy.py [PYTHON …]

Each PYTHON is an interpreter with a Dateline to compare, beside the one that runs this script. They
take turns. The words are made of syllables, so that many are a letter or two away from another.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = 100_000
PER_ARTICLE = 500
QUERIES = ("goverment~1", "goverment~2", "referendm~1", "referendm~2")
ROUNDS = 3

MEASURE = """
import gc, statistics, sys, time
from dateline import open_archive
gc.set_threshold(50_000, 20, 50)  # as the command line has it
with open_archive(sys.argv[1]) as archive:
    for query in sys.argv[2:]:
        total = archive.search(query, fragments=0).total
        times = []
        for _ in range(15):
            begun = time.process_time()
            archive.search(query, fragments=0)
            times.append(time.process_time() - begun)
        print(query, total, statistics.median(times) * 1000)
"""


def vocabulary() -> list[str]:
    """So many distinct words, and two real ones with near misspellings."""
    dice = random.Random(1)
    syllables = [a + b + c for a in "bcdfglmnprst" for b in "aeiou" for c in ("", "n", "r", "s")]
    words = {"government", "governments", "referendum", "referendums"}
    while len(words) < WORDS:
        words.add("".join(dice.choices(syllables, k=dice.choice((2, 3, 3, 4)))))
    return dice.sample(sorted(words), WORDS)


def main() -> None:
    pythons = [sys.executable, *sys.argv[1:]]
    words = vocabulary()
    times: dict[tuple[str, str], list[float]] = {}
    totals: dict[tuple[str, str], int] = {}
    with tempfile.TemporaryDirectory() as top:
        articles = Path(top, "articles.jsonl")
        with articles.open("w", encoding="utf-8") as stream:
            for start in range(0, WORDS, PER_ARTICLE):
                text = " ".join(words[start : start + PER_ARTICLE])
                print(json.dumps({"title": f"Number {start}", "text": text}), file=stream)
        for number, python in enumerate(pythons):
            command = [python, "-m", "dateline", "--archive", f"{top}/{number}", "ingest", articles]
            subprocess.run(command, check=True, stdout=sys.stderr)
        for _ in range(ROUNDS):
            for number, python in enumerate(pythons):
                command = [python, "-c", MEASURE, f"{top}/{number}", *QUERIES]
                report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                for line in report.splitlines():
                    query, total, took = line.split()
                    times.setdefault((python, query), []).append(float(took))
                    totals[python, query] = int(total)
    for query in QUERIES:
        for python in pythons:
            took = statistics.median(times[python, query])
            print(f"{query:<14} {took:8.2f} ms  {totals[python, query]:,} articles  {python}")


if __name__ == "__main__":
    main()
