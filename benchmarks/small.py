"""Whether a machine with one core and little memory is enough: a day of work in a cgroup.

    python -m benchmarks.small ARTICLES.jsonl[.gz] FOLDER [--megabytes 512]

Every command runs in a memory cgroup (version 1) of this size, page cache included and without
swap, and on one core. For each it prints the exit code, the seconds, the CPU seconds and the memory
at its highest as the kernel counted it; the last line says how often the kernel killed something.
Beside the articles there are large files: a page of 3.9 MB, nearly the limit, and JSON lines of
200 MB. Ends with 1 if a command failed, and says so if no cgroup can be made here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.many import articles, cpu_s

from dateline.exports.registry import FORMS

_MEMORY = Path("/sys/fs/cgroup/memory")
_PORT = 8765


@contextmanager
def cgroup(megabytes: int) -> Iterator[Path]:
    """A memory cgroup of this size, which is gone afterwards."""
    folder = _MEMORY / f"dateline-{os.getpid()}"
    folder.mkdir()
    try:
        (folder / "memory.limit_in_bytes").write_text(str(megabytes << 20))
        yield folder
    finally:
        folder.rmdir()


def write_files(source: Path, folder: Path) -> None:
    """What is ingested: the articles, and files that are large."""
    folder.mkdir()
    packed = source.read_bytes()
    lines = gzip.decompress(packed) if source.suffix == ".gz" else packed
    (folder / "articles.jsonl").write_bytes(lines)
    paragraph = f"<p>{'The council agreed on a plan for the harbor on Monday. ' * 10}</p>\n"
    page = "<html><head><title>A long page</title></head><body><article>{}</article></body></html>"
    (folder / "page.html").write_text(page.format(paragraph * (3_900_000 // len(paragraph))))
    with (folder / "large.jsonl").open("w") as out:
        filling = {"data": "x" * 400_000}
        for _, article in articles(500):
            out.write(json.dumps({**json.loads(article), **filling}) + "\n")


def commands(folder: Path) -> dict[str, Sequence[str]]:
    forms = {
        f"export {form}": ["export", "--to", form, "--out", str(folder / f"all.{form}")]
        for form in FORMS
    }
    return {
        "ingest": ["ingest", str(folder / "files")],
        "search": ["search", "government"],
        "search '*' with facets": ["search", "*", "--limit", "0", "--facet=source", "--facet=year"],
        "index rebuild": ["index", "rebuild"],
        "index rebuild in tantivy": ["index", "rebuild", "--engine", "tantivy"],
        "search in tantivy": ["search", "government"],
        "verify": ["verify"],
        "backup": ["backup", str(folder / "backups")],
        "restore": ["restore", str(folder / "backups"), str(folder / "restored")],
        "reprocess": ["reprocess"],
        **forms,
    }


def report(name: str, code: int, begun: float, cpu: float, group: Path) -> None:
    peak = int((group / "memory.max_usage_in_bytes").read_text()) >> 20
    seconds, cpu = time.perf_counter() - begun, cpu_s() - cpu
    print(f"{name:28} exit {code}{seconds:8.1f} s, CPU {cpu:7.1f} s, {peak:4} MB", flush=True)


def served(command: Sequence[str], enter: Callable[[], None], group: Path) -> bool:
    """Whether the pages answered a hundred searches."""
    begun, cpu = time.perf_counter(), cpu_s()
    with subprocess.Popen(command, preexec_fn=enter, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        found = 0
        for number in range(100):
            with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/?q=government+{number}") as page:
                found += page.status == 200
        server.terminate()
    report("serve, 100 searches", server.returncode, begun, cpu, group)
    return found == 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=512)
    options = parser.parse_args()
    if not (_MEMORY / "memory.limit_in_bytes").exists() or not os.access(_MEMORY, os.W_OK):
        sys.exit("left out: no memory cgroup of version 1 can be made here")
    folder = options.folder.resolve()
    (folder / "archive").mkdir(parents=True)
    write_files(options.file, folder / "files")
    dateline = [sys.executable, "-m", "dateline", "--archive", str(folder / "archive")]
    failed = 0
    with cgroup(options.megabytes) as group:

        def enter() -> None:
            (group / "cgroup.procs").write_text(str(os.getpid()))
            os.sched_setaffinity(0, {0})

        for name, words in commands(folder).items():
            (group / "memory.max_usage_in_bytes").write_text("0")
            begun, cpu = time.perf_counter(), cpu_s()
            ran = subprocess.run(
                [*dateline, *words], preexec_fn=enter, capture_output=True, text=True, check=False
            )
            report(name, ran.returncode, begun, cpu, group)
            if ran.returncode:
                failed += 1
                print(ran.stderr[-500:])
        failed += not served([*dateline, "serve", "--port", str(_PORT)], enter, group)
        control = (group / "memory.oom_control").read_text().split()
        print(f"killed by the kernel: {control[control.index('oom_kill') + 1]}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
