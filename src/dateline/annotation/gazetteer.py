"""The gazetteer: places by name, from GeoNames (CC BY 4.0, geonames.org).

`data/gazetteer.tsv` is sorted by folded name and looked up in by binary search in the mapped
file: nothing is loaded, and processes share the pages. tools/build_gazetteer.py makes it.
"""

from __future__ import annotations

import mmap
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dateline.values.annotations import Resolution

_FILE = Path(__file__).parent / "data" / "gazetteer.tsv"
_KINDS = {
    "K": Resolution.CONTINENT,
    "0": Resolution.COUNTRY,
    "1": Resolution.PROVINCE,
    "2": Resolution.DISTRICT,
    "C": Resolution.CITY,
}
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys(".'’‘`ʻʼ") | dict.fromkeys("-–", " ")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer. `code` is the country's, as PLOVER codes it; `region` names
    the first-level division it lies in ("PK.04"), "" where none is known; `population` is 0
    where it is not known, and for a region the sum over its towns."""

    name: str
    latitude: float
    longitude: float
    resolution: Resolution
    code: str | None
    region: str
    population: int
    geonameid: int | None
    alias: bool = False


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as the gazetteer sorts it: small letters without accents, dots, apostrophes."""
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def places_named(key: str) -> tuple[Place, ...]:
    """All places with this folded name, those by that very name before those it is an alias
    of; () where there are none."""
    data = _mapped()
    wanted = key.encode() + b"\t"
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", 0, middle) + 1
        if data[start : start + len(wanted)] < wanted:
            end = data.find(b"\n", middle)
            low = len(data) if end < 0 else end + 1
        else:
            high = start
    found = []
    while data[low : low + len(wanted)] == wanted:
        end = data.find(b"\n", low)
        found.append(_place(data[low:end].decode("utf-8")))
        low = end + 1
    return tuple(sorted(found, key=lambda place: place.alias))


def _place(line: str) -> Place:
    _, name, latitude, longitude, kind, code, region, population, geonameid, alias = line.split(
        "\t"
    )
    return Place(
        name=name,
        latitude=float(latitude),
        longitude=float(longitude),
        resolution=_KINDS[kind],
        code=code or None,
        region=f"{code}.{region}" if region else "",
        population=int(population),
        geonameid=int(geonameid),
        alias=alias == "a",
    )


@cache
def head() -> dict[str, str]:
    """What the file says of itself: version, licence, source."""
    with _FILE.open(encoding="utf-8") as lines:
        pairs = (line[1:].partition(":") for line in lines if line.startswith("#"))
        return {key.strip(): value.strip() for key, _, value in pairs}


@cache
def _mapped() -> mmap.mmap:
    with _FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
