"""A removal that ends its process at one of its steps: before a commit of the database, or before a
file or folder is removed or renamed.

Usage: python stop_at.py STEP ARCHIVE COMMAND ARGUMENT...; 0 runs all steps and prints how many
there were.

A script of its own, since nothing may be cleaned up afterwards.
"""

from __future__ import annotations

import os
import sys

from sqlalchemy import Engine, event

import dateline

CHANGES = ("os.remove", "os.rename", "os.rmdir", "shutil.rmtree")


def main() -> None:
    last, place, command, *arguments = sys.argv[1:]
    steps = 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == int(last):
            os._exit(9)

    def audit(name: str, _: object) -> None:
        if name in CHANGES:
            step()

    with dateline.open_archive(place) as archive:
        archive.counts()
        event.listen(Engine, "commit", step)
        sys.addaudithook(audit)
        match command:
            case "delete":
                archive.deletions.delete(arguments, reason="court")
            case "purge":
                archive.deletions.delete(arguments, reason="court", purge=True)
            case _:
                archive.runs.undo(int(arguments[0]))
        print(steps)


if __name__ == "__main__":
    main()
