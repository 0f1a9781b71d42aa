"""What a page's dates are, and who published it, through the command line."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.search.fields import FIELDS
from dateline.values.moment import DATE_METHODS
from tests.conftest import Command

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Bridge opens</title>
<meta property="article:published_time" content="03/04/2025">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens",
"datePublished": "2025-04-03T09:00:00+01:00"}</script></head><body><article><h1>Bridge opens</h1>
<p>The harbour bridge was opened to traffic on Thursday after three years of work, and the first
lorries crossed it before sunrise while a small crowd watched from the quay below.</p>
<p>Engineers said that the new span can carry twice the weight of the old one, which had been
closed to heavy vehicles since cracks were found in two of its piers.</p></article></body></html>"""


def _ingest(dateline: Command, write, name: str) -> str:
    path: Path = write(name, PAGE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (article,) = dateline("ingest", path, "--json").json["articles"]
    return str(article["id"])


def test_show_dates_prints_the_ledger(dateline: Command, write) -> None:
    """Every date with method and reason, the chosen one marked; the same as JSON and CSV."""
    id = _ingest(dateline, write, "post/2025-04-01 bridge.html")

    shown = dateline("show", id, "--dates")
    dates = dateline("show", id, "--dates", "--json").json["dates"]

    assert "*" in shown.out
    assert "first in the order of methods: json-ld" in " ".join(shown.out.split())
    assert [(date["method"], date["chosen"]) for date in dates] == [
        ("json-ld", True),
        ("meta", False),
        ("file name", False),
        ("file time", False),
    ]
    assert dates[1]["moment"]["value"] == "2025-04-03"
    assert dates[3]["moment"] == {
        "value": "2023-11-14T22:13:20",
        "precision": "second",
        "offset": "+00:00",
        "basis": "the file's time",
    }
    assert dateline("show", id, "--json").json["dates"] == dates
    assert dateline("show", id, "--dates", "--csv").out.count("\n") == 5
    assert dateline("show", id, "--dates", "--versions").code == 2


def test_date_basis_is_searchable(dateline: Command, write) -> None:
    """date-basis: is the method of the date that was chosen, any of the ledger's."""
    id = _ingest(dateline, write, "post/2025-04-01 bridge.html")

    assert dateline("search", "date-basis:json-ld", "--format", "ids").out.split() == [id]
    assert dateline("search", "date-basis:meta").code == 1
    wrong = dateline("search", "date-basis:json")
    assert wrong.code == 2
    assert "did you mean json-ld" in wrong.err
    assert FIELDS["date-basis"].values == DATE_METHODS


def test_a_folders_source_is_set_in_dateline_toml(dateline: Command, place, write) -> None:
    """[sources] names the publisher of files by pattern; any other value is refused."""
    (place / "dateline.toml").write_text('[sources]\n"post/*" = "Harbor Post"\n')

    id = _ingest(dateline, write, "post/bridge.html")

    assert dateline("show", id, "--json").json["source"]["name"] == "Harbor Post"
    (place / "dateline.toml").write_text('sources = "post"\n')
    wrong = dateline("show", id)
    assert wrong.code == 2
    assert "pairs of a path pattern and a name" in wrong.err
