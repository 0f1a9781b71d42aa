"""Events as rows of a GDELT 2.0 event file.

Source: "The GDELT Event Database: Data Format Codebook V2.0" (19 February 2015): 61 columns,
separated by tabs, without a header line. GDELT uses CAMEO: PLOVER types and modes are translated
by the table in dictionaries/data/events_cameo.txt, with some loss (docs/events.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import combinations, product
from typing import BinaryIO

from dateline.dictionaries.cameo import cameo_code
from dateline.exports.csv_cells import safe_cell
from dateline.exports.job import Job
from dateline.exports.plain import plain
from dateline.plover import MUTUAL
from dateline.values.annotations import Actor, PlaceMention, Report, Resolution
from dateline.values.events import CodedEvent
from dateline.values.moment import Moment

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
)
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS: tuple[str, ...] = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in _ACTOR.split()),
    *(f"Actor2{name}" for name in _ACTOR.split()),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"Actor1Geo_{name}" for name in _GEO.split()),
    *(f"Actor2Geo_{name}" for name in _GEO.split()),
    *(f"ActionGeo_{name}" for name in _GEO.split()),
    *("DATEADDED", "SOURCEURL"),
)

# The CAMEO root of each type, if its modes are not more exact.
_ROOTS: Mapping[str, str] = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}
_VISIT = "042"  # in PLOVER the visitor acts: CAMEO's 043, hosting, never arises
_LAST_ROOTS = {"05": 1, "08": 2, "13": 3, "20": 4}  # GDELT's QuadClass, up to each root
# PLOVER codes that are not countries, as CAMEO known group and role type.
_GROUPS = {"UNO": ("UNO", "IGO"), "EUR": ("EEC", "IGO")}
_KINDS = frozenset(("IGO", "NGO", "IMG", "MNC"))
_SECTORS = {"JRN": "MED", "MED": "HLH"}  # these have other names in CAMEO
_NOT_IN_CAMEO = frozenset(("PRM", "PTY", "PRE", "REL", "SOC", "UNK"))
_PRECISION = {
    Resolution.COUNTRY: ("1", "1"),
    Resolution.PROVINCE: ("2", "5"),
    Resolution.DISTRICT: ("3", "4"),
    Resolution.CITY: ("3", "4"),
    Resolution.FEATURE: ("3", "4"),
}


def write(values: Iterator[CodedEvent], out: BinaryIO, job: Job) -> None:
    """The rows of each event, one after the other."""
    del job
    for event in values:
        for row in gdelt_rows(event):
            out.write(f"{plain(chr(9).join(row))}\n".encode())


def gdelt_rows(event: CodedEvent) -> Iterator[tuple[str, ...]]:
    """A row, with COLUMNS, for each pair of an actor and a recipient; in a meeting or a deal, for
    each pair of its parties.

    Empty are: what Dateline does not know (ethnic groups, religions, tone, where actors are,
    whether it was in the lead, the day it was added) and what GDELT has in codes of its own (FIPS
    10-4 countries, ADM1, feature ids, Goldstein's scale). Cells are safe in a spreadsheet.
    """
    for number, (first, second) in enumerate(_pairs(event.report)):
        cells = {
            "GlobalEventID": _number(event.id, number),
            **_date(event.report.date),
            **_actor("Actor1", first),
            **_actor("Actor2", second),
            **_event(event.report),
            "NumMentions": "1",
            "NumSources": "1",
            "NumArticles": "1",
            **_action_geo(event.report.place),
            "SOURCEURL": event.heading.url or "",
        }
        yield tuple(str(safe_cell(" ".join(cells.get(column, "").split()))) for column in COLUMNS)


def _pairs(report: Report) -> Iterator[tuple[Actor | None, Actor | None]]:
    if report.recipients:
        yield from product(report.actors or (None,), report.recipients)
    elif len(report.actors) > 1 and report.event_type in MUTUAL:
        yield from combinations(report.actors, 2)
    else:
        yield from ((actor, None) for actor in report.actors or (None,))


def _number(id: str, pair: int) -> str:
    """A 63-bit number, which fits a signed integer of a database, by event and pair."""
    return str(int.from_bytes(sha256(f"{id} {pair}".encode()).digest()[:8], "big") >> 1)


def _date(moment: Moment | None) -> dict[str, str]:
    """Day, month, year, and GDELT's share of a year of 365 days with months of 30, as far as
    they are known."""
    if moment is None:
        return {}
    cells = {"Year": moment.value[:4]}
    if len(moment.value) >= len("2025-07"):
        cells["MonthYear"] = moment.value[:7].replace("-", "")
    if len(moment.value) >= len("2025-07-18"):
        day = moment.first_day
        cells["Day"] = moment.value[:10].replace("-", "")
        cells["FractionDate"] = f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"
    return cells


def _actor(column: str, actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {}
    code = actor.code or ""
    group, kind = _GROUPS.get(code, ("", code if code in _KINDS else ""))
    country = "" if group or kind or code == "ISM" else code
    sector = actor.sector if actor.sector and actor.sector not in _NOT_IN_CAMEO else ""
    sector = _SECTORS.get(sector, sector)
    return {
        f"{column}Code": f"{country}{kind}{group}{sector}",
        f"{column}Name": actor.name.upper(),
        f"{column}CountryCode": country,
        f"{column}KnownGroupCode": group,
        f"{column}Type1Code": kind or sector,
        f"{column}Type2Code": sector if kind else "",
    }


def _event(report: Report) -> dict[str, str]:
    root = _ROOTS[report.event_type]
    code = cameo_code(report.event_type, report.modes[0]) if report.modes else root
    if report.event_type == "CONSULT" and "visit" in report.modes:
        code = _VISIT
    code = (code if len(code) >= len(root) else root).ljust(3, "0")
    return {
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": str(next(q for last, q in _LAST_ROOTS.items() if code[:2] <= last)),
    }


def _action_geo(place: PlaceMention | None) -> dict[str, str]:
    if place is None or place.resolution not in _PRECISION:
        return {}
    in_usa, elsewhere = _PRECISION[place.resolution]
    return {
        "ActionGeo_Type": in_usa if place.code == "USA" else elsewhere,
        "ActionGeo_Fullname": place.name,
        "ActionGeo_Lat": f"{place.latitude:.4f}",
        "ActionGeo_Long": f"{place.longitude:.4f}",
    }
