"""Write the tables of forms in docs/exports.md, from exports/registry.py.

    python tools/write_exports_page.py

The tables are between the marks in the page; the text around them is written by hand.
tests/docs/test_exports_page.py checks that they are current.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.exports.registry import FORMS, Form, Takes

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exports.md"
_BEGIN, _END = "<!-- forms: begin -->\n", "<!-- forms: end -->\n"


def page(text: str) -> str:
    """The text of the page with the table of today's forms."""
    before, rest = text.split(_BEGIN)
    after = rest.split(_END)[1]
    return f"{before}{_BEGIN}\n{''.join(_table())}\n{_END}{after}"


def _table() -> Iterator[str]:
    yield "| `--to` | what it is | what is lost |\n|---|---|---|\n"
    for form in FORMS.values():
        yield f"| `{form.name}` | {_summary(form)} | {form.lost or 'nothing'} |\n"


def _summary(form: Form) -> str:
    marks = [
        *(["of events"] if form.takes is Takes.EVENTS else []),
        *(["a folder of files"] if form.folder else []),
        *([f'needs `pip install "dateline[{form.extra}]"`'] if form.extra else []),
    ]
    return "; ".join((form.summary, *marks))


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
