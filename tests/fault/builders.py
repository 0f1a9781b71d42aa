"""What the fault tests do to runs."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

_SCRIPT = Path(__file__).with_name("kill_at.py")


def kill_at(command: str, stage: str, done: int, argument: Path | str) -> None:
    """An "ingest" of a path, or an index "rebuild" in an engine, in the current archive, that is
    killed when so many articles have passed a stage."""
    ran = subprocess.run(
        [sys.executable, _SCRIPT, command, stage, str(done), str(argument)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, "it ended before"
