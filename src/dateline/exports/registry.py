"""Every form that `dateline export` writes, declared once. The help text, docs/exports.md and other
lists are made from this; a form's module is imported when it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol

from dateline.exports.job import Job
from dateline.exports.records.jsonl import KEYS
from dateline.exports.tables.columns import COLUMNS


class Takes(StrEnum):
    """What a form is written from."""

    ARTICLES = "articles"
    """ExportedArticle, without annotations."""
    ANNOTATIONS = "articles with annotations"
    """ExportedArticle, with annotations and events."""
    EVENTS = "events"
    """CodedEvent, newest first, those without a day last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that articles or events are exported in.

    Its module has `write(values, out, job)`, see Writer. `lost` says what the form cannot express;
    None if it holds all that Dateline knows of an article. `extra` is the extra of the package that
    it needs ("parquet" for `dateline[parquet]`). `fields` are those that can be chosen among, none
    if the form is fixed. `folder` says that it is written as a folder of files, and `suffix` how
    the name of its file ends. `binary` says that it is not text.
    """

    name: str
    module: str
    suffix: str
    summary: str
    lost: str | None
    takes: Takes
    extra: str | None = None
    fields: tuple[str, ...] = ()
    folder: bool = False
    binary: bool = False


class Writer(Protocol):
    """Writes the values that the form takes, one by one, to the open binary file `out` or, for a
    form that is a folder, into the empty folder `out` (a Path). The values come newest first and
    can be read once; there is at least one. No more than a few of them are kept in memory."""

    def __call__(self, values: Iterator[Any], out: Any, job: Job) -> None: ...


_COLUMNS = tuple(COLUMNS)
_IN_TABLES = "annotations and evidence"
_IN_NEWS = "annotations, evidence, tags, notes, the canonical address"
_IN_CITATIONS = "the text, annotations and evidence; the time of the day"

_ALL = (
    Form(
        name="jsonl",
        module="dateline.exports.records.jsonl",
        suffix=".jsonl",
        summary="JSON lines: an article a line, as “show --json” prints it",
        lost=None,
        takes=Takes.ANNOTATIONS,
        fields=KEYS,
    ),
    Form(
        name="csv",
        module="dateline.exports.tables.csv",
        suffix=".csv",
        summary="A table in UTF-8 (RFC 4180): an article a row",
        lost=f"{_IN_TABLES}; a text like a formula gets an apostrophe",
        takes=Takes.ARTICLES,
        fields=_COLUMNS,
    ),
    Form(
        name="xlsx",
        module="dateline.exports.tables.xlsx",
        suffix=".xlsx",
        summary="The same table for Excel and LibreOffice",
        lost=f"{_IN_TABLES}; what is beyond 32,767 characters in a cell",
        takes=Takes.ARTICLES,
        fields=_COLUMNS,
        binary=True,
    ),
    Form(
        name="parquet",
        module="dateline.exports.tables.parquet",
        suffix=".parquet",
        summary="The same table for pandas, R and DuckDB, with types and lists",
        lost=_IN_TABLES,
        takes=Takes.ARTICLES,
        extra="parquet",
        fields=_COLUMNS,
        binary=True,
    ),
    Form(
        name="md",
        module="dateline.exports.pages.md",
        suffix="",
        summary="Notes in Markdown with YAML front matter, a file an article, for Obsidian",
        lost=f"{_IN_TABLES}; what is not a letter, digit, -, _ or / in tags",
        takes=Takes.ARTICLES,
        folder=True,
    ),
    Form(
        name="html",
        module="dateline.exports.pages.html",
        suffix=".html",
        summary="One page to read or print, which loads nothing",
        lost=_IN_TABLES,
        takes=Takes.ARTICLES,
    ),
    Form(
        name="bibtex",
        module="dateline.exports.citations.bibtex",
        suffix=".bib",
        summary="Citations for BibTeX and biblatex",
        lost=f"{_IN_CITATIONS}; the section",
        takes=Takes.ARTICLES,
    ),
    Form(
        name="ris",
        module="dateline.exports.citations.ris",
        suffix=".ris",
        summary="Citations for Zotero, EndNote and Mendeley",
        lost=_IN_CITATIONS,
        takes=Takes.ARTICLES,
    ),
    Form(
        name="csl-json",
        module="dateline.exports.citations.csl_json",
        suffix=".json",
        summary="Citations for Zotero, pandoc and citeproc",
        lost=_IN_CITATIONS,
        takes=Takes.ARTICLES,
    ),
    Form(
        name="ninjs",
        module="dateline.exports.news.ninjs",
        suffix=".jsonl",
        summary="IPTC’s ninjs 3.1, news in JSON: an object a line",
        lost=f"{_IN_NEWS}, credited agencies; dates without a time or a UTC offset are in edNote, "
        "in words, and seconds that are not known are 00",
        takes=Takes.ARTICLES,
    ),
    Form(
        name="nitf",
        module="dateline.exports.news.nitf",
        suffix="",
        summary="IPTC’s NITF 3.6, a file an article",
        lost=f"{_IN_NEWS}, credited agencies, the publisher’s domain; of a time that is only an "
        "hour, the hour",
        takes=Takes.ARTICLES,
        folder=True,
    ),
    Form(
        name="newsml-g2",
        module="dateline.exports.news.newsml_g2",
        suffix="",
        summary="IPTC’s NewsML-G2 2.35 with the text in NITF, a file an article",
        lost=f"{_IN_NEWS}, the publisher’s domain; of a time that is only an hour, the hour",
        takes=Takes.ARTICLES,
        folder=True,
    ),
    Form(
        name="rss",
        module="dateline.exports.news.rss",
        suffix=".rss",
        summary="A feed in RSS 2.0 with full texts",
        lost=f"{_IN_NEWS}, credited agencies; the section is the first category, the dateline "
        "begins the text, credits of pictures end their captions, the points of a summary are one "
        "text, and the subtitle is the description if there is no summary; the last change of an "
        "article without a date is left out",
        takes=Takes.ARTICLES,
    ),
    Form(
        name="warc",
        module="dateline.exports.originals.warc",
        suffix=".warc.gz",
        summary="The files as they were ingested, in a web archive (WARC 1.1)",
        lost="the text and what was read in it, which are in the files; tags and notes",
        takes=Takes.ARTICLES,
        binary=True,
    ),
    Form(
        name="bundle",
        module="dateline.exports.originals.bundle",
        suffix="",
        summary="Files of all versions, records, decisions, their digests, and a page that shows "
        "the articles, for a colleague or another Dateline",
        lost="decisions about sources, people and organizations",
        takes=Takes.ANNOTATIONS,
        folder=True,
    ),
    Form(
        name="ftm",
        module="dateline.exports.ftm",
        suffix=".ftm.json",
        summary="Entities of FollowTheMoney for Aleph: articles, and whom they name",
        lost="dateline, section, captions, evidence, tags, notes, places, times, quotes, events; "
        "of a time without offset, the time of the day",
        takes=Takes.ANNOTATIONS,
    ),
    Form(
        name="plover",
        module="dateline.exports.plover",
        suffix=".jsonl",
        summary="Records of PLOVER, an event a line",
        lost="quotation marks, the precision of dates that are no day, and which events are the "
        "same, which “events export --format plover” says",
        takes=Takes.EVENTS,
    ),
    Form(
        name="gdelt",
        module="dateline.exports.gdelt",
        suffix=".export.csv",
        summary="Rows of a GDELT 2.0 event file, one for each pair of actors",
        lost="what CAMEO has no code for, and the sentence",
        takes=Takes.EVENTS,
    ),
    Form(
        name="geojson",
        module="dateline.exports.geojson",
        suffix=".geojson",
        summary="Events on a map (RFC 7946); those without a place have no geometry",
        lost="codes of actors, and how sure the place is",
        takes=Takes.EVENTS,
    ),
)

FORMS: Mapping[str, Form] = MappingProxyType({form.name: form for form in _ALL})
"""The forms by name, in the order in which they are listed."""


def writer(form: Form) -> Writer:
    """What writes this form."""
    write: Writer = import_module(form.module).write
    return write
