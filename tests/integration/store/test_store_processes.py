from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from store_builders import SERVERS, open_store

N = 600
# Stores N articles in batches of 10, originals first, and prints a line after each batch.
WORKER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from store_builders import intake_item
from dateline.store import Store
with Store.open(Path(sys.argv[1]), server=sys.argv[2] or None, create=True) as store:
    for start in range(0, {N}, 10):
        items = [intake_item(f"record {{n}}", file=b"%d" % n, path=f"{{n}}.json") for n in
                 range(start, start + 10)]
        for n in range(start, start + 10):
            store.originals.put_bytes(b"%d" % n)
        store.file(items)
        print(start, flush=True)
"""


def worker(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), SERVERS[folder] or ""],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors


def check_complete(folder: Path) -> None:
    """There are exactly N articles, each pending and with an intact original."""
    with open_store(folder) as store:
        counts = store.counts()
        assert (counts.articles, counts.versions, counts.originals) == (N, N, N)
        assert counts.pending == N
        for article in store.articles():
            assert store.originals.read(article.original.sha256).decode() in article.body


@pytest.mark.parametrize("batches", [0, 1, 23])
def test_a_killed_process_loses_and_duplicates_nothing(folder, batches):
    """After a SIGKILL at any point, the archive has every reported article. Storing all again
    ends with exactly N articles."""
    process = worker(folder)
    assert process.stdout is not None
    for _ in range(batches):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    with open_store(folder, create=True) as store:
        counts = store.counts()
        assert batches * 10 <= counts.articles == counts.versions == counts.pending
        for article in store.articles():
            store.originals.verify(article.original.sha256)
    finish(worker(folder))
    check_complete(folder)


def test_processes_that_make_and_fill_one_archive_at_once_agree(folder):
    """Four processes create the archive and store the same articles: N articles, no error."""
    processes = [worker(folder) for _ in range(4)]
    for process in processes:
        finish(process)
    check_complete(folder)
