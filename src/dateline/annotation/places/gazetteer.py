"""The gazetteer: places by name, from GeoNames (CC BY 4.0, geonames.org).

`data/gazetteer.tsv` is sorted by folded name. A lookup is a binary search in the memory-mapped
file: nothing is loaded, and processes share its pages. tools/build_gazetteer.py makes the file.
"""

from __future__ import annotations

import mmap
import os
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from dateline.dictionaries.files import DATA
from dateline.values.annotations import Resolution

_FILE = os.path.join(DATA, "gazetteer.tsv")
_KIND_WORDS = {
    "K": Resolution.CONTINENT,
    "0": Resolution.COUNTRY,
    "1": Resolution.PROVINCE,
    "2": Resolution.DISTRICT,
    "C": Resolution.CITY,
}
_BLOCK = 1 << 12  # bytes
_LONGEST_KEY = 100
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys(".'’‘`ʻʼ") | dict.fromkeys("-–", " ")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the gazetteer or of Dateline's tables. `code` is the code of its country, as in
    PLOVER; `region` the first-level division that it is in ("PK.04"), "" if that is not known;
    `population` is 0 if it is not known, and for a region the sum of its towns. `alias`: it was
    found by another name than its own."""

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
    """A name as the gazetteer sorts it: lower case, without accents, dots or apostrophes."""
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def places_named(key: str) -> tuple[GazetteerPlace, ...]:
    """All places with this folded name, those with it as an alias last; () if there are none."""
    wanted = b"\n" + key.encode() + b"\t"
    block = bisect_left(_blocks(), wanted[1:])
    # A block begins within a line, and the lines of one name may go on into the next block.
    lines = _mapped()[max(0, block - 1) * _BLOCK : (block + 2) * _BLOCK]
    at = lines.find(wanted) + 1
    found = []
    while at and lines.startswith(wanted[1:], at):
        end = lines.find(b"\n", at)
        found.append(_place(lines[at:end].decode("utf-8")))
        at = end + 1
    return tuple(sorted(found, key=lambda place: place.alias))


@cache
def _blocks() -> tuple[bytes, ...]:
    """The first whole line of each block of the file: a search begins in the right block."""
    data = _mapped()
    starts = (data.find(b"\n", at) + 1 for at in range(0, len(data), _BLOCK))
    return tuple(data[start : start + _LONGEST_KEY] for start in starts if start)


def _place(line: str) -> GazetteerPlace:
    _, name, latitude, longitude, kind, code, region, population, geonameid, alias = line.split(
        "\t"
    )
    return GazetteerPlace(
        name=name,
        latitude=float(latitude),
        longitude=float(longitude),
        resolution=_KIND_WORDS[kind],
        code=code or None,
        region=f"{code}.{region}" if region else "",
        population=int(population),
        geonameid=int(geonameid),
        alias=alias == "a",
    )


@cache
def gazetteer_header() -> dict[str, str]:
    """The version, licence and source in the file's first lines."""
    with open(_FILE, encoding="utf-8") as lines:
        heads = takewhile(lambda line: line.startswith("#"), lines)
        pairs = (line[1:].partition(":") for line in heads)
        return {key.strip(): value.strip() for key, _, value in pairs}


@cache
def _mapped() -> mmap.mmap:
    with open(_FILE, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
