"""Events leave Dateline in forms that other programs read."""

from __future__ import annotations

import json

import pytest

from dateline.exports.csv_cells import safe_cell
from dateline.exports.gdelt import COLUMNS, gdelt_rows
from dateline.exports.geojson import feature_collection
from dateline.exports.plover import plover_record
from dateline.exports.record import record
from dateline.plover import TYPES
from dateline.values.annotations import Resolution
from dateline.values.events import CodedEvent, PlaceLine
from tests.unit.events_builders import RAWALPINDI, event

RAID = event(
    "ASSAULT",
    "LBY-MIL",
    "PAK UNO",
    where=RAWALPINDI,
    sentence="An air raid killed 12 people and injured 30 others.",
    url="https://example.org/raid",
    modes=("aerial",),
    contexts=("military",),
    claim=True,
)


def gdelt(event: CodedEvent, number: int = 0) -> dict[str, str]:
    """The columns of a row that have a value."""
    row = list(gdelt_rows(event))[number]
    return {name: cell for name, cell in zip(COLUMNS, row, strict=True) if cell}


def test_a_plover_record_has_plovers_keys() -> None:
    """What is known is in it, under the manual's names, and nothing else."""
    found = plover_record(RAID, link="h1")

    assert found["date"] == "2025-07-18"
    assert found["actor"] == [{"code": "LBY", "sector": "MIL", "entity_text": "the LBY-MIL"}]
    assert [one["code"] for one in found["recipient"]] == ["PAK", "UNO"]
    assert (found["event"], found["mode"], found["context"]) == (
        ["ASSAULT"],
        ["aerial"],
        ["military"],
    )
    assert (found["quad_code"], found["event_scale"]) == (4, -9.5)
    assert found["event_loc"] == {
        "extracted_place": "Rawalpindi",
        "resolved_place": "Rawalpindi",
        "lat": 33.6,
        "lon": 73.07,
        "country_code": "PAK",
        "resolution": 4,
    }
    assert found["size"] == {"dead": 12, "injured": 30}
    assert (found["link"], found["comment"]) == ("h1", "claim")
    assert found["cite_info"]["url"] == "https://example.org/raid"
    assert json.loads(json.dumps(found)) == found


def test_plover_knows_days_only() -> None:
    """A month is its first and last day; without a date there is none."""
    july = plover_record(event(day="2025-07"))

    assert (july["date"], july["enddate"]) == ("2025-07-01", "2025-07-31")
    assert "date" not in plover_record(event(day=None))
    assert "enddate" not in plover_record(event())


def test_a_gdelt_row_has_its_61_columns() -> None:
    """Each value stands in its column; what is not known is empty."""
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
    """Two who are acted upon are two rows with numbers of their own; three who meet are three."""
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
def test_modes_tell_more_of_a_code_where_cameo_has_one(kind: str, mode: str, code: str) -> None:
    """Where several codes mean a mode, what they have in common is given; else the type's root."""
    assert gdelt(event(kind, modes=(mode,)))["EventCode"] == code.ljust(3, "0")


def test_dates_are_no_more_exact_in_gdelt() -> None:
    """A month has no day, and a year no month."""
    assert "Day" not in gdelt(event(day="2025-07"))
    assert gdelt(event(day="2025-07"))["MonthYear"] == "202507"
    assert "MonthYear" not in gdelt(event(day="1974"))
    assert "Year" not in gdelt(event(day=None))


def test_own_records_hold_all_that_is_known() -> None:
    """Sides, spans, evidence and article, as JSON."""
    found = record(RAID)

    assert json.loads(json.dumps(found)) == found
    assert found["sentence"]["text"] == RAID.report.sentence.text
    assert found["date"] == {
        "value": "2025-07-18",
        "offset": None,
        "basis": "'Friday' in the sentence",
    }
    assert found["place"]["longitude"] == 73.07
    assert (found["article"]["id"], found["rule"], found["claim"]) == ("a", "verb: meet", True)


def test_places_are_geojson() -> None:
    """A collection of points, longitude first, as RFC 7946 has it."""
    line = PlaceLine(
        name="Rawalpindi",
        latitude=33.6,
        longitude=73.07,
        resolution=Resolution.CITY,
        code="PAK",
        geonameid=7,
        articles=2,
        mentions=5,
    )
    found = feature_collection([line])

    assert found["type"] == "FeatureCollection"
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [73.07, 33.6]}
    assert found["features"][0]["properties"]["articles"] == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@sum", "\tx", "\r=x", "＝x"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run is text, also in a GDELT row."""
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(f"a{text}") == f"a{text}"
    assert safe_cell(-3.5) == -3.5
    assert gdelt(event(actors="=x"))["Actor1Name"] == "'=X"
