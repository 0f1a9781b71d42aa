"""The page on the query language, in Markdown."""

from __future__ import annotations

import os

from dateline.search.fields import FIELDS


def query_language() -> str:
    """The page, with the table of all fields: the same as docs/query-language.md."""
    with open(
        os.path.join(os.path.dirname(__file__), "query_language.md"), encoding="utf-8"
    ) as file:
        page = file.read()
    rows = (f"| `{name}:` | {field.help} | `{field.example}` |" for name, field in FIELDS.items())
    return page.replace("{fields}", "\n".join(rows))
