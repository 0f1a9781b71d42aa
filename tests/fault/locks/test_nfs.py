"""An archive on a network disk that passes locks on: NFS between machines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import json_lines, story
from tests.fault.locks.machines import PLACE, machines, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"no machines here: {missing()}")

_HOLD = f"""
import sys, time
from dateline.ingest.lock import folder_lock
with folder_lock("{PLACE}/db"):
    print("held", flush=True)
    time.sleep(10_000)
"""


@pytest.mark.parametrize("version", ["4.2", "3"])
def test_machines_share_an_archive_one_after_the_other(tmp_path: Path, version: str) -> None:
    """What one has done, the next one has; whoever writes keeps others out, on whichever machine;
    and if that machine crashes, they can write, with NFS 4."""
    for number in (1, 2):
        (tmp_path / f"{number}.jsonl").write_text(json_lines(story(number)))
    (tmp_path / "hold.py").write_text(_HOLD)
    with machines(tmp_path, "one", "other") as (one, other):
        for machine in (one, other):
            machine.mount(version)
        one.run(f"mkdir {PLACE}")
        assert one.dateline("ingest", f"{tmp_path}/1.jsonl")[0] == 0
        assert other.dateline("search", "harbor", "--count") == (0, "1\n")
        assert other.dateline("ingest", f"{tmp_path}/2.jsonl")[0] == 0
        assert one.dateline("search", "harbor", "--count") == (0, "2\n")

        one.begin(f"{sys.executable} {tmp_path}/hold.py", until="held")
        code, said = other.dateline("tag", "+x", "harbor")
        assert (code, "another process is writing" in said) == (5, True)
        assert other.dateline("search", "harbor", "--count") == (0, "2\n")
        if version != "3":  # there a lock waits for its machine to start again
            one.crash()
            assert other.run(f"flock {PLACE}/db/lock true")[0] == 0
            assert other.dateline("tag", "+x", "harbor")[0] == 0
        assert other.dateline("verify")[0] == 0
