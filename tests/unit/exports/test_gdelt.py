"""Events as rows of a GDELT 2.0 event file, safe to open in a spreadsheet."""

from __future__ import annotations

import pytest

from dateline.exports.csv_cells import safe_cell
from dateline.exports.gdelt import COLUMNS, gdelt_rows
from dateline.plover import TYPES
from dateline.values.events import CodedEvent
from tests.unit.events.builders import RAID, event


def gdelt(event: CodedEvent, number: int = 0) -> dict[str, str]:
    """The columns of a row that have a value."""
    row = list(gdelt_rows(event))[number]
    return {name: cell for name, cell in zip(COLUMNS, row, strict=True) if cell}


def test_a_gdelt_row_has_its_61_columns() -> None:
    """Each value is in its column; unknown values are empty."""
    found = gdelt(RAID)

    assert len(COLUMNS) == 61
    assert {name: found[name] for name in ("Day", "MonthYear", "Year", "FractionDate")} == {
        "Day": "20250718",
        "MonthYear": "202507",
        "Year": "2025",
        "FractionDate": "2025.5425",
    }
    assert (found["Actor1Code"], found["Actor1CountryCode"], found["Actor1Type1Code"]) == (
        "LBYMIL",
        "LBY",
        "MIL",
    )
    assert (found["EventCode"], found["EventBaseCode"], found["EventRootCode"]) == (
        "195",
        "195",
        "19",
    )
    assert (found["QuadClass"], found["NumArticles"]) == ("4", "1")
    assert (found["ActionGeo_Type"], found["ActionGeo_Lat"]) == ("4", "33.6000")
    assert found["SOURCEURL"] == "https://example.org/raid"
    assert not {"GoldsteinScale", "AvgTone", "ActionGeo_CountryCode", "DATEADDED"} & found.keys()


def test_gdelt_has_a_row_for_each_pair() -> None:
    """Two recipients give two rows with different ids; three who meet give three rows."""
    raid = [gdelt(RAID, number) for number in range(2)]
    met = list(gdelt_rows(event("CONSULT", "PAK LBY TUN")))

    assert [row["Actor2Code"] for row in raid] == ["PAK", "IGOUNO"]
    assert len({row["GlobalEventID"] for row in raid}) == 2
    assert all(0 < int(row["GlobalEventID"]) < 2**63 for row in raid)
    assert [(row[5], row[15]) for row in met] == [("PAK", "LBY"), ("PAK", "TUN"), ("LBY", "TUN")]
    assert [(row[5], row[15]) for row in gdelt_rows(event("ACCUSE", "PAK LBY"))] == [
        ("PAK", ""),
        ("LBY", ""),
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_a_cameo_code(kind: str) -> None:
    """A type without a mode has the code of a root, and GDELT's class for it."""
    found = gdelt(event(kind))
    root = int(found["EventRootCode"])

    assert found["EventCode"] == f"{root:02}0"
    assert int(found["QuadClass"]) == (root > 5) + (root > 8) + (root > 13) + 1


@pytest.mark.parametrize(
    ("kind", "mode", "code"),
    [
        ("CONSULT", "visit", "042"),
        ("CONSULT", "phone", "041"),
        ("RETREAT", "release", "0841"),
        ("REQUEST", "assist", "10"),
        ("COERCE", "restrict", "17"),
        ("SANCTION", "convict", "116"),
        ("ASSAULT", "targeted", "18"),
        ("ASSAULT", "drone", "18"),
    ],
)
def test_modes_make_a_code_more_exact_if_cameo_has_one(kind: str, mode: str, code: str) -> None:
    """If several codes mean a mode, their common prefix is the code; else the root of the type."""
    assert gdelt(event(kind, modes=(mode,)))["EventCode"] == code.ljust(3, "0")


def test_dates_are_no_more_exact_in_gdelt() -> None:
    """A month has no day, and a year no month."""
    assert "Day" not in gdelt(event(day="2025-07"))
    assert gdelt(event(day="2025-07"))["MonthYear"] == "202507"
    assert "MonthYear" not in gdelt(event(day="1974"))
    assert "Year" not in gdelt(event(day=None))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@sum", "\tx", "\r=x", "＝x"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run is text, also in a GDELT row."""
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(f"a{text}") == f"a{text}"
    assert safe_cell(-3.5) == -3.5
    assert gdelt(event(actors="=x"))["Actor1Name"] == "'=X"
