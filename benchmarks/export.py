"""Rate, memory and size of `dateline export` in each form.
Usage: python benchmarks/export.py ARCHIVE [FORM ...]"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.exports.registry import FORMS


def size_mb(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def measure(archive: str, form: str) -> str:
    """One export in a process of its own."""
    dateline = str(Path(sys.executable).with_name("dateline"))
    with tempfile.TemporaryDirectory() as folder:
        out, begun = Path(folder, "out"), time.perf_counter()
        command = [dateline, "--archive", archive, "export", "--to", form, "--out", str(out)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            said = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        number = int(said.split()[0].replace(",", "")) if process.returncode == 0 else 0
        return (
            f"{form:<12} {number:>8} {seconds:>7.1f} s {number / seconds:>7.0f}/s "
            f"{used.ru_maxrss / 1024:>6.0f} MB {size_mb(out) if number else 0:>8.1f} MB"
        )


if __name__ == "__main__":
    place, *names = sys.argv[1:] or sys.exit(__doc__)
    print("form           values    time    rate    memory     size")
    for name in names or FORMS:
        print(measure(place, name), flush=True)
