"""What each form holds, by a reader that Dateline did not write: the ids of its articles or, for a
form of events, of its events."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import bibtexparser
import feedparser
import lxml.html
import openpyxl
import pyarrow.parquet
import rispy
import yaml
from lxml import etree
from warcio.archiveiterator import ArchiveIterator


def _jsonl(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def _csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def _xlsx(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]  # read_only would keep the file open
    names, *rows = sheet.iter_rows(values_only=True)
    return [str(row[names.index("id")]) for row in rows]


def _parquet(path: Path) -> list[str]:
    found: list[str] = pyarrow.parquet.read_table(path)["id"].to_pylist()
    return found


def _md(path: Path) -> list[str]:
    fronts = (file.read_text("utf-8").split("---\n")[1] for file in path.iterdir())
    return [yaml.safe_load(front)["id"] for front in fronts]


def _html(path: Path) -> list[str]:
    return [str(id) for id in lxml.html.parse(path).xpath("//article/@id")]


def _bibtex(path: Path) -> list[str]:
    library = bibtexparser.parse_string(path.read_text("utf-8"))
    assert not library.failed_blocks
    return [entry["eprint"] for entry in library.entries]


def _ris(path: Path) -> list[str]:
    return [entry["accession_number"] for entry in rispy.loads(path.read_text("utf-8"))]


def _csl_json(path: Path) -> list[str]:
    return [item["archive_location"] for item in json.loads(path.read_text("utf-8"))]


def _ninjs(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line)["uri"].removeprefix("urn:dateline:") for line in lines]


def _nitf(path: Path) -> list[str]:
    trees = [etree.parse(file) for file in path.iterdir()]
    return [tree.find(".//{*}doc-id").get("id-string") for tree in trees]


def _newsml_g2(path: Path) -> list[str]:
    roots = [etree.parse(file).getroot() for file in path.iterdir()]
    return [root.get("guid").removeprefix("urn:dateline:") for root in roots]


def _rss(path: Path) -> list[str]:
    return [entry.id.removeprefix("urn:dateline:") for entry in feedparser.parse(path).entries]


def _warc(path: Path) -> list[str]:
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    return [uri.removeprefix("urn:dateline:") for kind, uri in records if kind == "metadata"]


def _bundle(path: Path) -> list[str]:
    return _jsonl(path / "articles.jsonl")


def _ftm(path: Path) -> list[str]:
    entities = map(json.loads, path.read_text("utf-8").splitlines())
    return [e["id"].removeprefix("dateline-") for e in entities if e["schema"] == "Article"]


def _gdelt(path: Path) -> list[str]:
    return [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()]


def _geojson(path: Path) -> list[str]:
    return [feature["id"] for feature in json.loads(path.read_text("utf-8"))["features"]]


IDS_IN: Mapping[str, Callable[[Path], list[str]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "md": _md,
    "html": _html,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
    "ninjs": _ninjs,
    "nitf": _nitf,
    "newsml-g2": _newsml_g2,
    "rss": _rss,
    "warc": _warc,
    "bundle": _bundle,
    "ftm": _ftm,
    "plover": _jsonl,
    "gdelt": _gdelt,
    "geojson": _geojson,
}
