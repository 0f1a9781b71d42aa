"""How long searches wait while files are added to the archive that is searched.

    python -m benchmarks.web_writing ARCHIVE FILE

In a copy of ARCHIVE (see `benchmarks.recombined`) one client searches through the page, one query
after the other: first alone, then while another process ingests FILE, until it ends. Printed are
how many searches there were, how many failed, and the median and slowest in milliseconds by the
clock and of the server's CPU. What the ingest's own process takes of the machine is in the clock's
times, not in those of the CPU.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

from benchmarks.recombined import documents
from benchmarks.web import Answer, Server, queries, running


def searched(server: Server, addresses: list[str], until: Callable[[int], bool]) -> str:
    """One client searches until that many are enough; what came of it, in words."""
    answers: list[Answer] = []
    failed = 0
    for address in cycle(addresses):
        if until(len(answers) + failed):
            break
        try:
            answers += server.answers([address])
        except (OSError, SystemExit):  # an answer that is no page, or none
            failed += 1
    clock, cpu = ([getattr(each, name) for each in answers] for name in ("clock", "cpu"))
    return (
        f"{len(answers) + failed} searches, {failed} failed, median {statistics.median(clock):.0f} "
        f"ms ({statistics.median(cpu):.0f} CPU), slowest {max(clock):.0f} ms ({max(cpu):.0f} CPU)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temp:
        archive = str(shutil.copytree(options.archive, Path(temp) / "archive"))
        with closing(documents(options.archive)) as found:
            addresses = [f"/search?q={quote(query)}" for query in queries(found, 100)]
        command = [sys.executable, "-m", "dateline", "--archive", archive]
        with running([*command, "serve", "--port", "8793"], 8793) as server:
            print("alone:", searched(server, addresses, lambda done: done == len(addresses)))
            ingest = subprocess.Popen(
                [*command, "ingest", options.file, "--json"], stdout=subprocess.DEVNULL
            )
            ended = searched(server, addresses, lambda _: ingest.poll() is not None)
            print(f"during an ingest, which ended with {ingest.returncode}: {ended}")


if __name__ == "__main__":
    main()
