"""CSV, Excel and Parquet hold the same table of articles."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from dateline import UsageError
from dateline.exports.registry import FORMS, writer
from dateline.values.article import Caption
from tests.unit.exports.builders import HOSTILE, exported, hostile, job, written

FULL = exported(
    published="2025-07-18T14:30",
    offset="+05:00",
    updated="2025-08",
    authors=("Ann Lee", "José Ñandú"),
    credit=("AFP",),
    captions=(Caption(text="A ship", credit="Jim Lens"), Caption(text="A port")),
    keywords=("harbor", "tides"),
    paywalled=False,
    tags=("read", "to cite"),
    notes=("one\ntwo", "three"),
)


def _csv_rows(*values: Any) -> list[dict[str, str]]:
    text = written("csv", *values).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _xlsx_cells(*values: Any) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", *values))).active
    assert sheet is not None
    names, *rows = sheet.iter_rows()
    return [{str(n.value): cell for n, cell in zip(names, row, strict=True)} for row in rows]


def _parquet_rows(*values: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(
        io.BytesIO(written("parquet", *values))
    ).to_pylist()
    return rows


def test_a_csv_row_has_the_fields_of_an_article() -> None:
    """Several names are one cell, dates are as precise as printed, and the rest is empty."""
    (row,) = _csv_rows(FULL)

    assert row["id"] == "0000000000000001"
    assert row["published"] == "2025-07-18T14:30+05:00"
    assert (row["published_from"], row["published_to"]) == ("2025-07-18", "2025-07-18")
    assert row["updated"] == "2025-08"
    assert row["authors"] == "Ann Lee; José Ñandú"
    assert row["captions"] == "A ship (credit: Jim Lens)\nA port"
    assert (row["keywords"], row["tagged"]) == ("harbor; tides", "read; to cite")
    assert row["notes"] == "one\ntwo\nthree"
    assert row["body"] == "One paragraph.\n\nAnother."
    assert (row["paywalled"], row["added"]) == ("no", "2025-08-01T10:20:30Z")
    assert row["subtitle"] == row["url"] == row["summary"] == ""


def test_the_three_tables_have_the_same_texts() -> None:
    """Excel has the cells of CSV, and Parquet has lists in their place."""
    (row,), (cells,), (typed,) = _csv_rows(FULL), _xlsx_cells(FULL), _parquet_rows(FULL)

    assert {name: str(cell.value or "") for name, cell in cells.items()} == row
    assert list(typed) == list(row)
    assert typed["authors"] == ["Ann Lee", "José Ñandú"]
    assert typed["title"] == row["title"]


def test_parquet_has_types() -> None:
    """Days, times in UTC, truth values and lists are what they are, and null is unknown."""
    (row,) = _parquet_rows(FULL)

    assert row["published_from"] == date(2025, 7, 18)
    assert row["added"].astimezone(UTC) == datetime(2025, 8, 1, 10, 20, 30, tzinfo=UTC)
    assert (row["paywalled"], row["version"]) == (False, 1)
    assert row["summary"] == []
    assert row["subtitle"] is None


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("1987-02", "1987-02-01", "1987-02-28"),
        ("0800-03-01", "0800-03-01", "0800-03-01"),
        (None, "", ""),
    ],
)
def test_a_date_is_no_more_precise_than_it_was_printed(
    printed: str | None, first: str, last: str
) -> None:
    """A year stays a year; beside it are the first and the last day that it may mean."""
    one = exported(published=printed)
    (row,) = _csv_rows(one)
    (typed,) = _parquet_rows(one)

    assert row["published"] == (printed or "")
    assert (row["published_from"], row["published_to"]) == (first, last)
    assert typed["published"] == printed


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    """Spreadsheets take every cell for text, and no cell has a control character."""
    (row,), (cells,) = _csv_rows(hostile(1, text)), _xlsx_cells(hostile(1, text))

    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not any(ord(char) < 32 and char not in "\n\t" for char in cell)
    for cell in cells.values():
        assert cell.data_type != "f"
        assert cell.hyperlink is None
        assert str(cell.value)[:1] not in ("=", "@") or cell.quotePrefix


def test_a_long_text_is_cut_in_excel_and_says_so() -> None:
    """A cell holds 32,767 UTF-16 code units; CSV and Parquet have no such limit."""
    body = "𝔄b" * 20_000
    (cells,) = _xlsx_cells(exported(body=body))
    cut = str(cells["body"].value)

    assert cut.startswith("𝔄b𝔄b")
    assert cut.endswith("b … [cut: a cell holds no more]")
    assert 32_760 < len(cut.encode("utf-16-le")) / 2 <= 32_767
    assert _csv_rows(exported(body=body))[0]["body"] == body
    assert _parquet_rows(exported(body=body))[0]["body"] == body
    assert _xlsx_cells(exported(body="x" * 32_767))[0]["body"].value == "x" * 32_767


def test_more_articles_than_a_sheet_has_rows() -> None:
    """It is an error, not a table with less in it."""
    values: Iterator[Any] = repeat(exported(), 1_048_576)
    with pytest.raises(UsageError, match="1,048,575 articles"):
        writer(FORMS["xlsx"])(values, io.BytesIO(), job("xlsx", "version"))


def test_columns_are_chosen_in_their_order() -> None:
    """Every table has the chosen columns only."""
    chosen = ("title", "id")

    assert written("csv", FULL, fields=chosen) == b"title,id\r\nHarbor plan,0000000000000001\r\n"
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", FULL, fields=chosen)))
    assert table.column_names == ["title", "id"]


def test_parquet_is_written_in_groups() -> None:
    """Memory holds one group of rows: 500 articles, or two million characters."""
    small = written("parquet", *(exported(number=number) for number in range(1_200)))
    large = written("parquet", *repeat(exported(body="x" * 2_500_000), 4))
    groups = [pyarrow.parquet.ParquetFile(io.BytesIO(file)) for file in (small, large)]

    assert [file.num_row_groups for file in groups] == [3, 4]
    assert [file.metadata.num_rows for file in groups] == [1_200, 4]


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, with the command of pip."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="one more package") as raised:
        written("parquet", FULL)

    assert raised.value.hint == 'pip install "dateline[parquet]"'
