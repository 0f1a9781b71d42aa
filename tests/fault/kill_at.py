"""A command that kills itself, with kill -9, at a stated progress.

Usage: python kill_at.py COMMAND STAGE DONE ARGUMENT...; STAGE is of dateline.Stage, and DONE how
many articles have to have passed it.

A script of its own, since killing a command from outside needs a guess of how long it takes.
"""

from __future__ import annotations

import os
import signal
import sys

import dateline


def main() -> None:
    command, stage, done, *arguments = sys.argv[1:]

    def kill(now: dateline.Progress) -> None:
        if now.stage == stage and now.done >= int(done):
            os.killpg(0, signal.SIGKILL)

    with dateline.open_archive() as archive:
        if command == "ingest":
            archive.ingest(arguments, jobs=2, progress=kill)
        else:
            archive.index.rebuild(arguments[0], progress=kill)


if __name__ == "__main__":
    main()
