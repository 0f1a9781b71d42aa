"""The tool `show`: one article, or a part of a long one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from dateline.archive import Archive
from dateline.archive.records import record
from dateline.mcp.tool import Answer, Arguments, Tool
from dateline.schemas.annotations import NO_ANNOTATIONS
from dateline.schemas.article import article_shape
from dateline.schemas.shape import as_json
from dateline.values.article import ArchivedArticle

_SHOWN = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowArguments(Arguments):
    id: str
    """The id of the article, or the first four digits or more of it."""
    start: Annotated[int, Field(ge=0)] = 0
    """Where in the text to begin: an offset in code points."""
    length: Annotated[int, Field(ge=1, le=100_000)] = _SHOWN
    """How many code points of the text to show."""
    annotations: bool = False
    """Also the sentences, people, organizations, places, times, quotes and events in what is shown:
    about ten times as long as the text."""


def _show(archive: Archive, asked: ShowArguments) -> Answer:
    article = archive.article(asked.id)
    shown = replace(
        article,
        body=article.body[asked.start : asked.start + asked.length],
        original=replace(article.original, locations=()),
    )
    labels = archive.curation.labels(article.id)
    document = as_json(article_shape(shown, NO_ANNOTATIONS, labels))
    if asked.annotations:
        every = record(archive, article)["annotations"]
        document["annotations"] = {
            kind: [one for one in found if _shown(one, asked)] for kind, found in every.items()
        }
    return Answer(document=document, notes=tuple(_notes(article, asked)))


def _shown(annotation: Mapping[str, Any], asked: ShowArguments) -> bool:
    """Whether its words are in what is shown. Those of headline and captions go with the beginning
    of the text."""
    span = annotation.get("span") or annotation["sentence"]
    if span["part"] != "body":
        return asked.start == 0
    return bool(span["start"] < asked.start + asked.length and span["end"] > asked.start)


def _notes(article: ArchivedArticle, asked: ShowArguments) -> list[str]:
    notes = []
    whole, end = len(article.body), asked.start + asked.length
    if asked.start or end < whole:
        part = f"“body” has code points {asked.start:,} to {min(end, whole):,} of {whole:,}"
        notes.append(f"{part}; start={end} goes on" if end < whole else part)
    if not asked.annotations:
        notes.append("“annotations” is empty because it was not asked for")
    return notes


SHOW = Tool(
    name="show",
    title="Show an article",
    description="""Show one article: its text, all fields, the evidence for each field, every date \
that was found, tags and notes. A long text comes in parts (start, length). “locations”, the paths \
of files on this machine, is empty.""",
    arguments=ShowArguments,
    shape="article",
    run=_show,
)
