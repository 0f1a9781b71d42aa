"""Articles as a workbook of Excel (Office Open XML, ECMA-376), by XlsxWriter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from dateline.errors import UsageError
from dateline.exports.csv_cells import safe_cell
from dateline.exports.job import Job
from dateline.exports.tables.columns import as_text, cell
from dateline.values.archive.exported import ExportedArticle

# Source: "Excel specifications and limits", support.microsoft.com.
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_CUT = " … [cut: a cell holds no more]"


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """One sheet with a line of column names, which stays in sight, and a row for each article. All
    texts are cells of text, whatever they begin with, and those that would be formulas elsewhere
    are marked with Excel's own apostrophe. Raises UsageError for more articles than a sheet has
    rows."""
    with TemporaryDirectory() as folder:
        options = {"constant_memory": True, "strings_to_urls": False, "tmpdir": folder}
        book = Workbook(out, options)
        book.use_zip64()
        book.set_properties({"created": datetime.fromisoformat(job.made).replace(tzinfo=None)})
        sheet = book.add_worksheet("articles")
        try:
            _fill(book, sheet, values, job.fields)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            sheet.row_data_fh.close()  # the library leaves it open if it was stopped


def _fill(
    book: Workbook, sheet: Worksheet, values: Iterator[ExportedArticle], columns: tuple[str, ...]
) -> None:
    quoted, bold = book.add_format({"quote_prefix": True}), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, bold)
    for row, one in enumerate(values, 1):
        if row == _MOST_ROWS:
            raise UsageError(
                f"a sheet of Excel has room for {_MOST_ROWS - 1:,} articles",
                hint="csv and parquet have no such limit, and a query finds fewer",
            )
        for at, column in enumerate(columns):
            value = as_text(column, cell(column, one))
            if isinstance(value, str):
                is_formula = safe_cell(value) != value
                sheet.write_string(row, at, _fitting(value), quoted if is_formula else None)
            elif value is not None:
                sheet.write_number(row, at, value)


def _fitting(text: str) -> str:
    """The text, cut to what a cell can hold. Excel counts UTF-16 code units."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    return units[: 2 * (_LONGEST_CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
