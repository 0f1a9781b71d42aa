"""Does an operation, in a process that strace follows: act.py OPERATION ARCHIVE FILES"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline import open_archive
from tests.fault.aborts.operations import OPERATIONS

if __name__ == "__main__":
    name, place, files = sys.argv[1:]
    with open_archive(place) as archive:
        OPERATIONS[name].act(archive, Path(files))
