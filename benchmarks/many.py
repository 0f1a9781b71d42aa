"""Time and memory of every command on an archive of many small articles, each in a file of its own
in one folder, or all in one file of JSON lines.

    python -m benchmarks.many FOLDER [--articles 20000] [--lines] [--only NAME ...]

Makes FOLDER/files and an archive in FOLDER/archive, and runs the commands one after the other. For
each it prints the seconds, the CPU seconds, also per thousand articles, and the resident memory at
its highest, of all its processes together. Beside `verify` and `backup` stand the tools that do a
part of their work: sha256sum over the files, and SQLite's own backup. What takes the same CPU time
per thousand articles in small and large archives is linear.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.ingest import tree_kb

_PEOPLE = ("Anna Larsen", "Luis Ortega", "Mary Okafor", "Jean Dupont", "Kenji Sato", "Omar Haddad")
_PLACES = ("Lima", "Oslo", "Lagos", "Lyon", "Osaka", "Cairo", "Toronto", "Quito", "Perth", "Riga")
_DEEDS = (
    "{a} met {b} in {place} on {day} to discuss the {one} of the {two}.",
    "Police in {place} arrested {a} after a protest against the {one} {two}.",
    "{a} said that the {one} in {place} would need a new {two}.",
    "The {one} of {place} signed an agreement with {b} on the {two}.",
    "“We will not accept a {one} without a {two},” {b} told reporters in {place}.",
)
_SYLLABLES = ("ba", "den", "fo", "gri", "hal", "ki", "lor", "mu", "nes", "pra", "quo", "rin", "sta")

_BACKUP = """
import sqlite3, sys
source, copy = map(sqlite3.connect, sys.argv[1:])
source.backup(copy)
"""


def articles(count: int, *, first: int = 0, sentences: int = 3) -> Iterator[tuple[int, str]]:
    """So many articles in JSON, no two alike, each with its number; `first` is the first."""
    words = ["".join((a, b, c)) for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]
    for number in range(first, first + count):
        dice = random.Random(number)
        day = date(2015, 1, 1) + timedelta(days=dice.randrange(3650))
        filled = [
            deed.format(
                a=dice.choice(_PEOPLE),
                b=dice.choice(_PEOPLE),
                place=dice.choice(_PLACES),
                day=f"{day:%d %B %Y}",
                one=words[min(int(dice.paretovariate(0.7)), len(words)) - 1],
                two=dice.choice(words),
            )
            for deed in dice.sample(_DEEDS, sentences)
        ]
        article = {
            "title": f"{dice.choice(words).title()} {dice.choice(words)} in {dice.choice(_PLACES)}",
            "url": f"https://news{dice.randrange(40)}.example.org/{day:%Y/%m}/{number}",
            "source": f"Newspaper {dice.randrange(40)}",
            "published": f"{day:%Y-%m-%d}T08:00:00Z",
            "author": dice.choice(_PEOPLE),
            "text": "\n\n".join(filled) + f" It was report number {number}.",
        }
        yield number, json.dumps(article, ensure_ascii=False)


def write_articles(
    folder: Path, count: int, *, first: int = 0, sentences: int = 3, lines: bool = False
) -> None:
    """So many articles are in this folder, in a file each or in the `lines` of one."""
    folder.mkdir(parents=True, exist_ok=True)
    made = articles(count, first=first, sentences=sentences)
    if lines:
        with (folder / "articles.jsonl").open("w") as out:
            out.writelines(f"{article}\n" for _, article in made)
    else:
        for number, article in made:
            (folder / f"{number:07}.json").write_text(article)


def cpu_s() -> float:
    """The CPU seconds of all processes that this one has waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(command: Sequence[str], folder: Path) -> int:
    """A command has run in the folder; return its memory in KB at the highest."""
    peak = 0
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        while process.poll() is None:
            peak = max(peak, tree_kb(process.pid))
            time.sleep(0.01)
    if process.returncode:
        end = (folder / "output").read_text()[-2000:]
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {end}")
    return peak


def commands(folder: Path, engine: str) -> dict[str, Sequence[str]]:
    """What is measured, in this order, by name."""
    files, archive = str(folder / "files"), folder / "archive"
    database = str(archive / "db" / "dateline.sqlite")
    read = f"find {files} -type f -print0 | xargs -0 sha256sum >{folder}/sums"
    kept = f"find {archive}/db/originals -name '*.zst' -print0 | xargs -0 sha256sum >{folder}/sums"

    def ours(*words: str) -> list[str]:
        return [sys.executable, "-m", "dateline", "--archive", str(archive), *words]

    return {
        "ingest": ours("ingest", files),
        "ingest again": ours("ingest", files),
        "ingest of as many more (a tenth)": ours("ingest", str(folder / "more")),
        "runs undo 3": ours("runs", "undo", "3", "--yes"),
        "index rebuild": ours("index", "rebuild", "--engine", engine),
        "search --count": ours("search", "protest", "--count"),
        "search": ours("search", "protest lima"),
        "search '*' with all facets": ours(
            *("search", "*", "--limit", "0"),
            *(f"--facet={name}" for name in ("source", "year", "month", "author", "event")),
        ),
        "sources": ours("sources"),
        "entities": ours("entities"),
        "events": ours("events", "--limit", "10"),
        "timeline": ours("timeline"),
        "runs": ours("runs"),
        "tag a tenth": ours("tag", "+met", "date:2016"),
        "index sync": ours("index", "sync"),
        "index check": ours("index", "check"),
        "verify": ours("verify"),
        "sha256sum of the files": ["sh", "-c", read],
        "sha256sum of the originals": ["sh", "-c", kept],
        "backup": ours("backup", str(folder / "backups")),
        "backup again": ours("backup", str(folder / "backups")),
        "SQLite's backup": [sys.executable, "-c", _BACKUP, database, str(folder / "copy")],
        "export jsonl": ours("export", "--to", "jsonl", "--out", str(folder / "all.jsonl")),
        "export csv": ours("export", "--to", "csv", "--out", str(folder / "all.csv")),
        "delete a tenth": ours("delete", "date:2016", "--reason", "measured", "--yes"),
        "delete --purge a tenth": ours("delete", "date:2017", "--reason", "x", "--yes", "--purge"),
        "reannotate": ours("reannotate"),
        "reprocess": ours("reprocess"),
        "runs undo 1": ours("runs", "undo", "1", "--yes"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--sentences", type=int, default=3, choices=range(1, 6))
    parser.add_argument("--lines", action="store_true", help="one file of JSON lines")
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    if not (folder / "files").exists():
        count, how = options.articles, {"sentences": options.sentences, "lines": options.lines}
        write_articles(folder / "files", count, **how)
        write_articles(folder / "more", count // 10, first=count, **how)
        (folder / "archive").mkdir()
    for name, command in commands(folder, options.engine).items():
        if options.only and name not in options.only:
            continue
        begun, cpu = time.perf_counter(), cpu_s()
        memory = measured(command, folder) / 1024
        seconds, cpu = time.perf_counter() - begun, cpu_s() - cpu
        each = cpu / options.articles * 1000
        print(
            f"{name:36}{seconds:9.1f} s, CPU {cpu:8.1f} s, {each:7.3f} s a 1000, {memory:5.0f} MB",
            flush=True,
        )
    shutil.rmtree(folder / "backups", ignore_errors=True)


if __name__ == "__main__":
    main()
