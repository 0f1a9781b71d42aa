"""Articles as notes in Markdown (CommonMark), for Obsidian and other programs: a folder with a file
for each article, which begins with its fields as YAML.

Source: Obsidian Help, "Properties" and "Tags", for the names and forms of tags, aliases and dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from dateline.exports.job import Job
from dateline.exports.pages.file_names import file_name
from dateline.exports.plain import credited_captions, in_one_line, link, plain, printed
from dateline.values.archive.exported import ExportedArticle
from dateline.values.moment import Moment, Precision

# Signs that Markdown, Obsidian or HTML in it would obey, and those that only begin a line.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#$~|^=%&]")
_AT_START = re.compile(r"(?m)^(\d{1,9}(?=[.)])|(?=[-+]))")
_Value: TypeAlias = str | date | list[str]
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")


def write(values: Iterator[ExportedArticle], out: Path, job: Job) -> None:
    """A file for each article. The names of two articles are never the same."""
    del job
    for one in values:
        name = file_name(one.article.title, one.article.id)
        (out / f"{name}.md").write_text(_note(one), encoding="utf-8", newline="\n")


def _note(one: ExportedArticle) -> str:
    front = "".join(f"{name}:{_yaml(value)}\n" for name, value in _properties(one) if value)
    heading = f"# {_escaped(in_one_line(one.article.title))}\n\n" if one.article.title else ""
    paragraphs = "\n\n".join(map(_escaped, one.article.paragraphs))
    return f"---\n{front}---\n\n{heading}{paragraphs}\n"


def _yaml(value: _Value) -> str:
    """The value as YAML. Every text is quoted, as JSON quotes it, which is YAML too: unquoted, some
    would be numbers or truth values, and for each reader of YAML other ones."""
    if isinstance(value, list):
        return "".join(f"\n  - {_quoted(text)}" for text in value)
    return f" {value}" if isinstance(value, date) else f" {_quoted(value)}"


def _quoted(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False)


def _properties(one: ExportedArticle) -> Iterator[tuple[str, _Value | None]]:
    article = one.article
    title = in_one_line(article.title or "")
    yield "title", title
    yield "aliases", [title] if title else []
    yield "subtitle", in_one_line(article.subtitle or "")
    yield "authors", _lines(article.authors)
    yield "credit_line", _lines(article.credit)
    yield "date", _day(article.published)
    if article.published and len(article.published.value) > len("2025-07-18"):
        yield "published", printed(article.published)
    yield "updated", printed(article.updated)
    yield "source", in_one_line(article.source.name or article.source.domain or "")
    yield "domain", article.source.domain
    yield "url", link(article.url)
    yield "language", article.language
    yield "section", in_one_line(article.section or "")
    yield "dateline", in_one_line(article.dateline or "")
    yield "summary", _lines(article.summary)
    yield "captions", _lines(credited_captions(article))
    yield "keywords", _lines(article.keywords)
    yield "tags", list(dict.fromkeys(map(_tag, one.labels.tags)))
    yield "notes", [note.text for note in one.labels.notes]
    yield "added", date.fromisoformat(article.added[:10])
    yield "id", article.id


def _day(moment: Moment | None) -> date | str | None:
    """A date if the day is known, else the month or year as it is."""
    if moment is None:
        return None
    partial = moment.precision in (Precision.YEAR, Precision.MONTH)
    return moment.value if partial else moment.first_day


def _tag(tag: str) -> str:
    """The tag as Obsidian allows it: letters, digits, "_", "-" and "/", and not digits alone."""
    made = _NOT_IN_TAGS.sub("-", tag).strip("-")
    return f"_{made}" if made.isdecimal() else made


def _lines(texts: tuple[str, ...]) -> list[str]:
    return list(filter(None, map(in_one_line, texts)))


def _escaped(paragraph: str) -> str:
    """The paragraph as Markdown that means its signs as they stand; ends of lines stay."""
    lines = (line.strip() for line in plain(paragraph).split("\n"))
    text = _MARKUP.sub(r"\\\g<0>", "\n".join(filter(None, lines)))
    return _AT_START.sub(r"\1\\", text).replace("\n", "\\\n")
