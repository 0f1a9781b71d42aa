"""Damaged files through all readers: each must end in articles or in failures that say why.

    python benchmarks/fuzz_readers.py SEED COUNT

Takes the examples of the tests, damages each by the seed in one to five ways, and reads and
normalizes what comes out. A crash is an error that is not a ReadError, or one that calls itself a
bug; a hang takes more than 10 s. Exits with 1 if there was either, or more than 1 GB was used.
The same seed gives the same files.
"""

from __future__ import annotations

import faulthandler
import io
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dateline import readers
from dateline.errors import ReadError
from dateline.normalize import normalize
from dateline.values.context import Context
from dateline.values.draft import RecordError
from tests.unit.readers.examples import ALL

HANG_SECONDS = 10
MAX_BYTES = 1_000_000_000
MAX_GROWN = 2_000_000  # bytes that a damaged file may grow to

Damage = Callable[[random.Random, bytes], bytes]


def span(rng: random.Random, data: bytes) -> tuple[int, int]:
    """A place in the data; mostly short, sometimes long."""
    start = rng.randrange(len(data) + 1)
    longest = rng.choice((1, 4, 16, 256, len(data)))
    return start, min(len(data), start + rng.randint(0, longest))


def flip(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def overwrite(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    filler = rng.choice((rng.randbytes(end - start), bytes(end - start), b"\xff" * (end - start)))
    return data[:start] + filler + data[end:]


def drop(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    return data[:start] + data[end:]


def cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def repeat(rng: random.Random, data: bytes) -> bytes:
    start, end = span(rng, data)
    times = rng.choice((2, 10, 1000))
    return data[:start] + (data[start:end] * times)[:MAX_GROWN] + data[end:]


def insert(rng: random.Random, data: bytes) -> bytes:
    """What readers trip over: numbers, brackets, markup, or a piece of another example."""
    start, _ = span(rng, data)
    other = ALL[rng.choice(list(ALL))]()
    begin, end = span(rng, other)
    pieces = (b"-1", b"99999999999999999999", b"<" * 50, b"{" * 50, b"\0", b"\r\n", b"]]>", b"&x;")
    return data[:start] + rng.choice((*pieces, other[begin:end])) + data[start:]


def swap(rng: random.Random, data: bytes) -> bytes:
    first, second, third = sorted(rng.randrange(len(data) + 1) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


DAMAGES: tuple[Damage, ...] = (flip, overwrite, drop, cut, repeat, insert, swap)


def damaged(seed: int) -> tuple[str, bytes]:
    """A name and the damaged bytes that belong to the seed."""
    rng = random.Random(seed)
    name = rng.choice(list(ALL))
    data = ALL[name]()
    for _ in range(rng.randint(1, 5)):
        if data:
            data = rng.choice(DAMAGES)(rng, data)[:MAX_GROWN]
    return rng.choice((name, "file")), data


def ends(name: str, data: bytes) -> Iterator[str]:
    """How each thing in the file ended: "article", "failure", or "crash: ..."."""
    try:
        for unpacked in readers.unpack(io.BytesIO(data), name).records:
            yield (
                flawed(unpacked.record.reason)
                if isinstance(unpacked.record, RecordError)
                else taken(unpacked)
            )
    except ReadError as error:
        yield flawed(error.message)
    except Exception as error:  # noqa: BLE001 - what is looked for here
        yield f"crash: {type(error).__name__}: {error}"


def taken(unpacked: readers.UnpackedRecord) -> str:
    assert not isinstance(unpacked.record, RecordError)
    try:
        normalize(readers.read(unpacked.format, unpacked.record), Context())
    except ReadError as error:
        return flawed(error.message)
    except Exception as error:  # noqa: BLE001 - what is looked for here
        return f"crash: {unpacked.format}: {type(error).__name__}: {error}"
    return "article"


def flawed(reason: str) -> str:
    return f"crash: {reason}" if "a bug in Dateline" in reason else "failure"


def peak_bytes() -> int:
    """The most memory that this program has held. Not ru_maxrss where it can be helped: Linux
    hands a new program the peak of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run(first: int, count: int) -> int:
    """How many crashes and hangs there were in the files of `count` seeds."""
    totals: Counter[str] = Counter()
    bad, slowest = 0, (0.0, "")
    for seed in range(first, first + count):
        name, data = damaged(seed)
        faulthandler.dump_traceback_later(6 * HANG_SECONDS, exit=True)
        begun = time.perf_counter()
        found = list(ends(name, data)) or ["nothing"]
        took = time.perf_counter() - begun
        slowest = max(slowest, (took, f"seed {seed}, {name}, {len(data):,} bytes"))
        for end in found:
            totals[end.partition(":")[0]] += 1
            if end.startswith("crash"):
                bad += 1
                print(f"seed {seed} ({name}): {end}")
        if took > HANG_SECONDS:
            bad += 1
            print(f"seed {seed} ({name}, {len(data):,} bytes): {took:.1f} s")
    faulthandler.cancel_dump_traceback_later()
    memory = peak_bytes()
    print(f"{count} files: {dict(totals)}; slowest {slowest[0]:.2f} s ({slowest[1]})")
    print(f"at most {memory / 1e6:.0f} MB")
    return bad + (memory > MAX_BYTES)


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1]), int(sys.argv[2])) else 0)
