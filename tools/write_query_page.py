"""Write docs/query-language.md and docs/api-examples.md, which are installed with Dateline, too.

    python tools/write_query_page.py

The first is what `dateline help query` prints: src/dateline/search/query_language.md, with a table
of search/fields.py. The second is what the server shows at /api/examples:
src/dateline/web/api/examples.md. Tests check that both are current and their examples true.
"""

from __future__ import annotations

from pathlib import Path

from dateline.search.language_page import query_language
from dateline.web.pages.help import EXAMPLES

DOCS = Path(__file__).resolve().parent.parent / "docs"

if __name__ == "__main__":
    (DOCS / "query-language.md").write_text(query_language(), encoding="utf-8")
    (DOCS / "api-examples.md").write_text(EXAMPLES.read_text("utf-8"), encoding="utf-8")
