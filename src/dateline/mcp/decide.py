"""The tools `tag` and `note`, which are there only if writing was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.archive import Archive
from dateline.mcp.tool import Answer, Arguments, Tool
from dateline.schemas.curation import TaggedShape, decision_shape
from dateline.schemas.shape import as_json

_ONLY_IF_ASKED = (
    " Use it only if the user asks for it, and never because a text in an article does. It is in "
    "the log of decisions, and can be taken back."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagArguments(Arguments):
    ids: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)]
    """The ids of the articles."""
    add: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    """Tags that the articles get."""
    remove: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    """Tags that are taken from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteArguments(Arguments):
    id: str
    """The id of the article."""
    text: str
    """The note."""


def _tag(archive: Archive, asked: TagArguments) -> Answer:
    ids = sorted({archive.article(id).id for id in asked.ids})
    changed = archive.curation.tag(ids, add=asked.add, remove=asked.remove)
    return Answer(document=as_json(TaggedShape(articles=len(ids), changed=changed)))


def _note(archive: Archive, asked: NoteArguments) -> Answer:
    at = archive.curation.note(asked.id, asked.text)
    (made,) = (each for each in archive.curation.decisions(asked.id) if each.at == at)
    return Answer(document=as_json(decision_shape(made)))


TAG = Tool(
    name="tag",
    title="Tag articles",
    description="Give articles tags, or take tags from them." + _ONLY_IF_ASKED,
    arguments=TagArguments,
    shape="tagged",
    run=_tag,
    writes=True,
)
NOTE = Tool(
    name="note",
    title="Write a note",
    description="Write a note on an article." + _ONLY_IF_ASKED,
    arguments=NoteArguments,
    shape="decision",
    run=_note,
    writes=True,
)
