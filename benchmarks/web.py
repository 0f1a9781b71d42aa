"""How fast the pages are, beside datasette on the same texts in SQLite FTS5, in the same run.

    python -m benchmarks.web ARCHIVE [--datasette PYTHON] [--queries 200] [--requests 10000]

ARCHIVE is an archive of any size, see `benchmarks.recombined`; its texts are copied into a table
with a full-text index for datasette, which runs in the environment of the interpreter PYTHON. Both
servers are asked for the same words: common ones, rare ones, and pairs.

Printed are, of each server: the seconds from its start to the first page; a search page that was
not asked for before, and the same again, in milliseconds by the clock and of CPU (median); pages a
second for 16 clients, and CPU milliseconds a page then; the largest page as it is transferred; and
memory before, after half and after all of the requests: all of it, and what is the server's own.
The rest are files, mostly of the index, that the system can take back. What else is timed is in
`web_looks` and `web_writing`.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks.recombined import documents

from dateline.search.indexed import Document

CLIENTS = 16
WARMING = 20  # queries of a new server that are not timed


class Answer(NamedTuple):
    """What came, as it was transferred, and how long it took by the clock and of the server's CPU,
    in milliseconds."""

    content: bytes
    clock: float
    cpu: float


class Memory(NamedTuple):
    """The resident memory of a process in MB: all, and without files that are mapped into it."""

    all: float
    own: float

    def __str__(self) -> str:
        return f"{self.all:.0f} ({self.own:.0f})"


class Server:
    """A server at a port of this machine: its process, and the seconds to its first page."""

    def __init__(self, command: Sequence[str], port: int) -> None:
        began = time.perf_counter()
        self.port = port
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while True:
            try:
                fetch(self.connection(), "/")
                break
            except OSError:
                time.sleep(0.01)
        self.start_s = time.perf_counter() - began

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port)

    @property
    def cpu_ms(self) -> float:
        """The CPU time of all its threads so far (Linux)."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    @property
    def memory(self) -> Memory:
        """Its memory now (Linux)."""
        _, resident, shared, *_ = Path(f"/proc/{self._process.pid}/statm").read_text().split()
        page = os.sysconf("SC_PAGESIZE") / 1e6
        return Memory(int(resident) * page, (int(resident) - int(shared)) * page)

    def answers(self, addresses: Sequence[str]) -> list[Answer]:
        """The answers to one client, one after the other."""
        found = []
        with closing(self.connection()) as connection:
            for address in addresses:
                cpu, began = self.cpu_ms, time.perf_counter()
                content = fetch(connection, address)
                clock = 1000 * (time.perf_counter() - began)
                found.append(Answer(content, clock, self.cpu_ms - cpu))
        return found

    def ask_for(self, addresses: Sequence[str], requests: int) -> float:
        """So many requests of 16 clients are answered; return the seconds."""

        def client(number: int) -> None:
            with closing(self.connection()) as connection:
                for at in range(number, requests, CLIENTS):
                    fetch(connection, addresses[at % len(addresses)])

        began = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(client, range(CLIENTS)))
        return time.perf_counter() - began

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[Server]:
    """A server that is ready to answer."""
    server = Server(command, port)
    try:
        yield server
    finally:
        server.stop()


def fetch(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address, headers={"accept-encoding": "gzip"})
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        raise SystemExit(f"{address}: {response.status}")
    return content


def in_sqlite(articles: Iterator[Document], file: Path) -> None:
    """The texts in a table with a full-text index, as datasette finds it."""
    rows = (
        (each.id, each.title or "", "\n\n".join(each.texts.get("body", ()))) for each in articles
    )
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE articles (id TEXT PRIMARY KEY, title TEXT, body TEXT)")
        database.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
        database.execute(
            "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, content=articles, "
            "tokenize='porter unicode61')"
        )
        database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        database.commit()


def queries(articles: Iterator[Document], number: int) -> list[str]:
    """Words of all frequencies, alone and in pairs, always the same, each once."""
    dice = random.Random(1)
    words = Counter(
        word
        for article in articles
        for word in re.findall(r"[a-z]{4,}", (article.title or "").lower())
    )
    common = [word for word, _ in words.most_common(2000)]
    found: dict[str, None] = {}
    while len(found) < number:
        single = dice.random() < 0.5
        found[dice.choice(common) if single else " ".join(dice.sample(common[:300], 2))] = None
    return list(found)


def scripts_kb(server: Server) -> float:
    """The scripts of the search page, compressed."""
    with closing(server.connection()) as connection:
        page = gzip.decompress(fetch(connection, "/search?q=")).decode()
        addresses = re.findall(r'<script src="([^"]+)"', page)
        return sum(len(fetch(connection, address)) for address in addresses) / 1000


def measured(server: Server, addresses: list[str], requests: int) -> str:
    """What the module's docstring says, in words."""
    server.answers(addresses[:WARMING])
    first = server.answers(addresses[WARMING:])
    again = server.answers(addresses[WARMING:])
    memory, cpu = [server.memory], server.cpu_ms
    half = requests // 2
    seconds = server.ask_for(addresses, half)
    memory.append(server.memory)
    seconds += server.ask_for(addresses, half)
    memory.append(server.memory)
    return (
        f"start {server.start_s:.2f} s; page {_median(first)}, again {_median(again)}; "
        f"{2 * half / seconds:.0f} pages a second, {(server.cpu_ms - cpu) / (2 * half):.1f} ms CPU "
        f"each; largest {max(len(each.content) for each in first) / 1000:.1f} KB; memory "
        f"{', '.join(map(str, memory))} MB, its own in brackets"
    )


def _median(answers: list[Answer]) -> str:
    clock, cpu = (statistics.median(times) for times in list(zip(*answers, strict=True))[1:])
    return f"{clock:.1f} ms ({cpu:.1f} CPU)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--datasette", metavar="PYTHON")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args()
    asked = queries(documents(options.archive), options.queries + WARMING)
    command = [sys.executable, "-m", "dateline", "--archive", str(options.archive), "serve"]
    addresses = [f"/search?q={quote(query)}" for query in asked]
    with running([*command, "--port", "8791"], 8791) as server:
        print(f"dateline: {measured(server, addresses, options.requests)}", flush=True)
        print(f"scripts of the search page: {scripts_kb(server):.1f} KB", flush=True)
    if options.datasette:
        with tempfile.TemporaryDirectory() as temp:
            file = Path(temp) / "texts.db"
            in_sqlite(documents(options.archive), file)
            command = [options.datasette, "-m", "datasette", "serve", str(file), "--port", "8792"]
            addresses = [f"/texts/articles?_search={quote(query)}" for query in asked]
            with running(command, 8792) as server:
                print(f"datasette: {measured(server, addresses, options.requests)}")


if __name__ == "__main__":
    main()
