"""Write docs/query-language.md: the page that `dateline help query` prints.

    python tools/write_query_page.py

The text is in src/dateline/cli/query_language.md, which is installed with Dateline; the table of
fields comes from search/fields.py. tests/unit/search/test_docs_examples.py checks that the page is
current and that its examples are true.
"""

from __future__ import annotations

from pathlib import Path

from dateline.cli.help import query_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "query-language.md"

if __name__ == "__main__":
    PAGE.write_text(query_language(), encoding="utf-8")
