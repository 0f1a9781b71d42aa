"""Kills a process that changes an archive, with kill -9, at random moments, and compares what each
archive ends in with one that nothing disturbed.

    python -m benchmarks.kills [--kills 300] [--seed 0]

The operations are those of tests/fault/aborts/operations.py: ingest, rebuild, delete and so on. How
long each takes on this machine is measured first, and the moment is a random part of that. A
process that ends before its moment is started again with another one. After each kill the archive
answers a search, and the operation, done again, must end in the undisturbed state: every table,
every document of the index, every original by its digest, and nothing that `verify` finds damaged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fault.aborts.abort import Bench, forked
from tests.fault.aborts.operations import OPERATIONS


def killed(bench: Bench, within_s: float) -> bool:
    """The operation is done in a process that is killed after so many seconds; return whether it
    was still at work."""
    bench.restore()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        process = forked(bench.act)
        signal.sigtimedwait({signal.SIGCHLD}, within_s)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    return os.WIFSIGNALED(status)


def took(bench: Bench) -> float:
    """How many seconds the operation takes in a process that nothing stops."""
    bench.restore()
    start = time.perf_counter()
    os.waitpid(forked(bench.act), 0)
    return time.perf_counter() - start


def run(kills: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How often each operation was killed, and what was wrong after which kill."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong = []
    names = list(OPERATIONS)
    shares = [kills // len(names) + (at < kills % len(names)) for at in range(len(names))]
    for name, share in zip(names, shares, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), OPERATIONS[name]) if share else None
            longest = took(bench) if bench else 0
            while bench and counts[name] < share:
                moment = chance.uniform(0, longest)
                if not killed(bench, moment):
                    continue
                counts[name] += 1
                if said := bench.recover():
                    wrong.append(f"{name}, killed after {moment:.3f} s: {said}")
        print(f"{name}: {counts[name]} kills", file=sys.stderr)
    return counts, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts, wrong = run(options.kills, options.seed)
    print(json.dumps({"kills": counts.total(), "operations": counts, "wrong": wrong}, indent=1))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
