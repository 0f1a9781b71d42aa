"""Rate, memory and index size of `dateline ingest`, next to stock Whoosh that indexes one field.
Usage: python benchmarks/ingest.py ARTICLES.jsonl[.gz] [JOBS ...]"""

from __future__ import annotations

import gc
import gzip
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path


def tree_kb(pid: int) -> int:
    """The resident memory of a process and all below it, in KB (Linux)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGESIZE") // 1024 + sum(
        tree_kb(int(child)) for child in children
    )


def folder_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def ours(data: Path, jobs: str) -> None:
    dateline = str(Path(sys.executable).with_name("dateline"))
    with tempfile.TemporaryDirectory() as folder:
        begun, peak = time.perf_counter(), 0
        command = [dateline, "ingest", str(data), "--jobs", jobs, "--json"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            os.set_blocking(process.stdout.fileno(), False)
            output = b""
            while process.poll() is None:
                peak = max(peak, tree_kb(process.pid))
                output += process.stdout.read() or b""
                time.sleep(0.05)
            output += process.stdout.read() or b""
        seconds = time.perf_counter() - begun
        found = json.loads(output)["found"]
        index = folder_mb(Path(folder, "index"))
        print(
            f"dateline, {jobs} jobs: {found} in {seconds:.1f} s, {found / seconds:.0f}/s, "
            f"{peak / 1024:.0f} MB in all at most, index {index:.1f} MB"
        )


def stock(data: Path) -> None:
    from whoosh import fields, index
    from whoosh.analysis import StemmingAnalyzer

    packed = data.read_bytes()
    lines = (gzip.decompress(packed) if data.suffix == ".gz" else packed).splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        text = fields.TEXT(StemmingAnalyzer(), stored=True)
        writer = index.create_in(folder, fields.Schema(text=text)).writer(limitmb=256)
        for each in texts:
            writer.add_document(text=each)
        writer.commit()
        seconds = time.process_time() - begun
        size = folder_mb(Path(folder))
    chars = sum(map(len, texts)) / 1e6
    print(
        f"stock Whoosh, one field, indexing alone: {len(texts) / seconds:.0f} a CPU second, "
        f"index {size:.1f} MB of {chars:.1f} MB text"
    )


def longer(data: Path, folder: Path) -> Path:
    """A file of as many articles, each followed by the paragraphs of two others."""
    packed = data.read_bytes()
    lines = (gzip.decompress(packed) if data.suffix == ".gz" else packed).splitlines()
    real = [json.loads(line) for line in lines]
    dice = random.Random(1)
    made = folder / "longer.jsonl"
    with made.open("w") as stream:
        for article in real:
            texts = [article["text"], *(other["text"] for other in dice.sample(real, 2))]
            stream.write(json.dumps({**article, "text": "\n\n".join(texts)}) + "\n")
    return made


def indexing(data: Path) -> None:
    """Indexing alone: documents from the store into each of Dateline's engines."""
    from dateline.errors import UsageError
    from dateline.ingest.index import rebuild
    from dateline.search.index import ENGINES, Index, storage
    from dateline.store import Store

    gc.set_threshold(50_000, 20, 50)  # as the command line has it

    dateline = str(Path(sys.executable).with_name("dateline"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dateline, "ingest", str(data)], cwd=folder, check=True, capture_output=True)
        with Store.open(Path(folder, "db")) as store:
            letters = sum(len("".join(article.paragraphs)) for article in store.articles())
            print(f"articles of {letters / store.counts().articles / 1000:.1f} KB:")
            for what in ("with annotations", "title and text"):
                for engine in ENGINES:
                    index = Index(storage(str(Path(folder, "again"))), "en")
                    begun = time.process_time()
                    try:
                        count = rebuild(store, index, engine)
                    except UsageError as error:  # an engine of an extra that is not there
                        print(f"dateline, {engine}: not measured, {error.message}")
                        continue
                    seconds = time.process_time() - begun
                    print(
                        f"dateline, {engine}, {what}, from the store: {count / seconds:.0f} "
                        f"a CPU second, index {index.size_bytes() / 1e6:.1f} MB"
                    )
                with closing(sqlite3.connect(Path(folder, "db", "dateline.sqlite"))) as base:
                    base.execute("delete from annotations")
                    base.commit()


def main() -> None:
    data = Path(sys.argv[1]).resolve()
    for jobs in sys.argv[2:] or ("0", "1", "2"):
        ours(data, jobs)
    with tempfile.TemporaryDirectory() as folder:
        for each in (data, longer(data, Path(folder))):
            indexing(each)
            stock(each)


if __name__ == "__main__":
    main()
