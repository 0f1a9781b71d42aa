"""Keep an archive with today's tables: tests/fixtures/archives/NUMBER.tar.xz, and what it answers.

    python tools/keep_archive.py

Run it before a migration is added. tests/integration/test_older_archives.py migrates each archive
that was kept, and asks it again.

An older Dateline keeps its own: run the tool with the Python of an environment that has it
installed. What that version has no command for is not asked.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARCHIVES = ROOT / "tests" / "fixtures" / "archives"
QUERIES = ("libya", "harbor OR port", '"work begins"', "date:2024", "district -plan")
STORIES = (
    {"id": "1", "title": "Council one agrees on a plan", "date": "2024-03-05"},
    {"id": "2", "title": "Council two agrees on a plan", "date": "2024-03-06", "section": "Towns"},
    {"id": "2", "title": "Council two has its plan", "date": "2024-03-07", "section": "Towns"},
    {"id": "3", "title": "Council two has its plan again", "date": "2024-03-07"},
)
TEXT = "The council of district {} agreed on a plan for its harbor.\n\nThe work begins in May, "


def dateline(archive: Path, *arguments: str) -> str:
    """What the command prints; it may find some files to be no articles. Nothing if this version
    has no such command."""
    command = [sys.executable, "-m", "dateline", "--archive", str(archive), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if ran.returncode == 2 and "No such command" in ran.stderr:
        return ""
    if ran.returncode not in (0, 1, 3):
        raise SystemExit(f"{' '.join(arguments)}: {ran.stderr}")
    return ran.stdout


def fill(archive: Path, folder: Path) -> None:
    """Articles, a version, a copy, something that is no article, a decision, a saved search."""
    for number, story in enumerate(STORIES):
        text = TEXT.format(story["id"]) + "when the tides allow it, as the port had asked. " * 3
        whole = {"text": text, "url": f"https://harbor.example/{story['id']}", **story}
        (folder / f"{number}.json").write_text(json.dumps(whole))
        dateline(archive, "ingest", str(folder / f"{number}.json"), "--source", "Harbor Post")
    (folder / "broken.json").write_text('{"title": "Council')
    dateline(archive, "ingest", str(folder / "broken.json"))
    dateline(archive, "ingest", str(ROOT / "seeds"), "--source", "Arab News")
    dateline(archive, "entities", "hide", "Asim Munir")
    dateline(archive, "saved", "add", "ports", "port OR harbor")


def answers(archive: Path) -> dict[str, Any]:
    """What people ask, in the words of every version of Dateline."""
    found = {query: dateline(archive, "search", query, "--format", "ids") for query in QUERIES}
    asked = {
        "found": {query: sorted(ids.split()) for query, ids in found.items()},
        "articles": {
            id: json.loads(dateline(archive, "show", id, "--json"))
            for id in sorted({id for ids in found.values() for id in ids.split()})
        },
    }
    if failures := dateline(archive, "failures", "--json"):
        asked["failures"] = len(json.loads(failures)["failures"])
    return asked


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "archive"
        fill(archive, folder)
        (folder / "answers.json").write_text(json.dumps(answers(archive), indent=1))
        with closing(sqlite3.connect(archive / "db" / "dateline.sqlite")) as database:
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (number,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        with tarfile.open(ARCHIVES / f"{number}.tar.xz", "w:xz", preset=9) as kept:
            kept.add(archive / "db" / "dateline.sqlite", "archive/db/dateline.sqlite")
            kept.add(archive / "db" / "originals", "archive/db/originals")
            kept.add(folder / "answers.json", "answers.json")


if __name__ == "__main__":
    main()
