"""What a command may load: a cold search is quick because of what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.commands import COMMANDS
from tests.conftest import SEEDS, Command

# Nothing that a search prints needs any of these. Each costs from 2 ms (pathlib) to 300.
NOT_FOR_A_SEARCH = {
    "alembic",
    "asyncio",
    "bs4",
    "chardet",
    "charset_normalizer",
    "csv",
    "dateline.schemas",
    "dateparser",
    "filelock",
    "htmldate",
    "lxml",
    "multiprocessing",
    "numpy",
    "pathlib",
    "pickle",
    "pydantic",
    "rapidfuzz",
    "rich",
    "sqlalchemy",
    "sqlite3",
    "tomllib",
    "trafilatura",
    "urllib",
    "whoosh",
    "zstandard",
}


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running the code."""
    report = "; import sys, json; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stderr.splitlines()[-1])) - {"json"}


def test_a_search_loads_nothing_heavy(dateline: Command) -> None:
    """A search that prints hits and snippets leaves every heavy module alone."""
    dateline("ingest", SEEDS)

    loaded = loaded_by("from dateline.cli import run; assert run(['search', 'libya']) == 0")

    assert "dateline.search.engines.whoosh.scoring" in loaded
    assert not loaded & NOT_FOR_A_SEARCH


def test_only_a_fuzzy_word_loads_rapidfuzz(dateline: Command) -> None:
    """A search without hits suggests similar spellings without it; a fuzzy word needs it."""
    dateline("ingest", SEEDS)

    def loaded(query: str) -> set[str]:
        return loaded_by(f"from dateline.cli import run; run(['search', {query!r}])")

    assert "rapidfuzz" not in loaded("libia")
    assert "rapidfuzz" in loaded("libia~")


def test_only_a_schema_loads_the_library_for_schemas(dateline: Command) -> None:
    """--json prints shapes without pydantic, and of the values those of a search alone."""
    dateline("ingest", SEEDS)

    loaded = loaded_by("from dateline.cli import run; assert run(['search', '--json', 'a']) == 0")

    assert "dateline.schemas.search" in loaded
    assert not loaded & {"pydantic", "dateline.values.annotations", "dateline.values.article"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_loads_neither_database_nor_parsers(command: str) -> None:
    """--help of any command answers without the database, the index or a parser."""
    loaded = loaded_by(f"from dateline.cli import run; run(['{command}', '--help'])")

    assert not loaded & {"sqlalchemy", "whoosh", "lxml", "trafilatura", "rich"}


def test_importing_dateline_loads_next_to_nothing() -> None:
    """`import dateline` alone loads none of its rooms."""
    loaded = {name for name in loaded_by("import dateline") if name.startswith("dateline")}

    assert loaded == {"dateline"}


def test_read_loads_no_database_and_text_no_parser(tmp_path: Path) -> None:
    """`dateline.read` of a text file needs neither SQL nor search nor a page's parsers."""
    file = next(SEEDS.iterdir())
    loaded = loaded_by(f"import dateline; dateline.read(open({str(file)!r}, 'rb').read())")

    assert not loaded & {"sqlalchemy", "whoosh", "lxml", "trafilatura", "click"}


def test_listing_no_events_loads_no_rules(dateline: Command, tmp_path: Path) -> None:
    """`dateline events` with nothing to list compares the version of the annotations and loads
    neither rules, readers nor an engine: of the rooms only those that it lists from."""
    (tmp_path / "empty").mkdir()
    dateline("ingest", tmp_path / "empty")

    loaded = loaded_by("from dateline.cli import run; assert run(['events']) == 1")

    rooms = {name.split(".")[1] for name in loaded if name.startswith("dateline.")}
    assert "dateline.dictionaries.version" in loaded
    assert rooms <= {
        "archive",
        "cli",
        "dictionaries",
        "durable",
        "errors",
        "events",
        "exports",
        "logs",
        "memory",
        "plover",
        "schemas",
        "search",
        "sentences",
        "settings",
        "store",
        "values",
        "visible",
    }
    assert not loaded & {"whoosh", "tantivy", "lxml", "trafilatura", "bs4", "mmap"}


_APPLICATION = """
from starlette.testclient import TestClient
from dateline.archive import open_archive
from dateline.values.users import Role
from dateline.web.access.recognition import Everyone
from dateline.web.access.visitors import Visitor
from dateline.web.app import create_app
reader = Everyone(Visitor('', Role.READER))
app = create_app(open_archive().settings, reader, frozenset({'testserver'}))
"""


def test_the_first_page_does_not_wait_for_the_database(dateline: Command) -> None:
    """A page of search leaves alone what reads the database, and what annotates."""
    dateline("ingest", SEEDS)

    loaded = loaded_by(f"{_APPLICATION}assert TestClient(app).get('/search?q=libya').is_success")

    assert "dateline.search.results.snippets" in loaded
    assert not loaded & {"alembic", "dateline.annotation", "dateline.store", "lxml", "sqlalchemy"}
    assert not loaded & {"dateline.web.pages.article", "dateline.web.api.reading"}


def test_a_server_loads_what_searches_need_while_somebody_writes(dateline: Command) -> None:
    """It does so by itself after its first answer, so that no search waits for it."""
    dateline("ingest", SEEDS)

    loaded = loaded_by(
        f"{_APPLICATION}with TestClient(app) as page:\n    page.get('/')\nassert True"
    )

    assert {"dateline.web.pages.article", "dateline.web.api.reading"} <= loaded
    assert {"dateline.store", "dateline.ingest.index", "dateline.ingest.lock"} <= loaded
