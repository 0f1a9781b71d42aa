"""Markdown (CommonMark, https://spec.commonmark.org) with or without front matter: YAML between
lines of "---", TOML between lines of "+++", JSON, or lines of "Title: ..." (Pelican,
MultiMarkdown), as static site generators write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import has_ending, head_text, label, single_record
from dateline.readers.json.article import captions_of, claims_of, points_of
from dateline.readers.json.field_map import FieldMap, FoldedFields, folded_fields
from dateline.readers.streams.charset import decode
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN_BYTES = 1024 * 1024
MAX_FRONT_MATTER = 64 * 1024
MAX_BRACKETS = 1000
"""In front matter. The YAML library takes time by the square of their number."""

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n)(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^[\w-]+\s*[:=]", re.M)
_JSON = re.compile(r"\{[ \t]*\n.*?\n\}[ \t]*\n", re.S)
_LINES = re.compile(r"(?:[A-Za-z][\w -]{0,30}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,}(?=\s*\n)")
_LINE = re.compile(r"^([A-Za-z][\w -]{0,30}):[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.M)
_TITLED = re.compile(r"^title[ \t]*:", re.M | re.I)
_TABLES = ("taxonomies", "taxonomy", "extra", "params")
"""Tables in which Zola, Grav and Hugo keep fields that others have at the top level."""

_DAY = re.compile(r"(?<!\d)([12]\d{3})/(\d\d)/(\d\d)(?!\d)")
_ADDRESSES = ("path", "permalink", "url", "slug")
_TEMPLATE = re.compile(r"\{%[-+]?\s.*?%\}|\{\{[<%].*?[>%]\}\}", re.S)
_NAMES = (".md", ".markdown", ".mdown", ".mkd")


@dataclass(frozen=True)
class MarkdownReader:
    field_map: FieldMap = ()
    name: ClassVar[str] = "markdown"
    version: ClassVar[int] = 4
    media_type: ClassVar[str] = "text/markdown"

    def with_field_map(self, field_map: FieldMap) -> MarkdownReader:
        return MarkdownReader(field_map)

    def score(self, head: bytes, name: str | None) -> int | None:
        """Front matter with a key in it, or a name that says Markdown. A "#" or a link is not
        enough, because any text may have them, and text that begins with an object may be JSON."""
        text = head_text(head)
        front = _FRONT.match(text)
        if front is not None and _KEY.search(front[2]):
            return 85
        if not has_ending(name, *_NAMES):
            return None
        return 85 if _JSON.match(text) else 40

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_MARKDOWN_BYTES)

    def read(self, record: Record) -> Draft:
        """The text as blocks, and front matter as claims. The first heading of level one is the
        title if front matter has none. Raises NotAnArticle if there is no text."""
        decoded = decode(record.data)
        front, text = _split_front_matter(decoded.text)
        fields = _fields(front, self.field_map)
        claims = tuple(_claims(fields))
        blocks = tuple(_blocks(text))
        titled = any(claim.field == "title" for claim in claims)
        if blocks and blocks[0].role is Role.TITLE and titled:
            blocks = blocks[1:]
        if all(block.role in (Role.TITLE, Role.HEADING) for block in blocks):
            raise NotAnArticle("Markdown with no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=(*captions_of(fields), *points_of(fields), *blocks),
            claims=claims,
            warnings=decoded.warnings,
        )


def _split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """The front matter's fields, and the text after it without template tags."""
    found = _FRONT.match(text)
    if found is not None and _KEY.search(found[2]):
        read, inside = (_toml if found[1] == "+++" else _yaml), found[2]
    elif (found := _JSON.match(text)) is not None:
        read, inside = _json, found[0]
    elif (found := _LINES.match(text)) is not None and _TITLED.search(found[0]):
        read, inside = _lines, found[0]
    else:
        return {}, text
    if len(inside) > MAX_FRONT_MATTER:
        raise ReadError(f"the front matter is longer than {MAX_FRONT_MATTER:,} characters")
    if inside.count("[") + inside.count("{") > MAX_BRACKETS:
        raise ReadError(f"the front matter has more than {MAX_BRACKETS:,} brackets, the limit")
    return _flattened(read(inside)), _TEMPLATE.sub("", text[found.end() :])


def _flattened(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with those of inner tables added, as far as their names are free."""
    inner = [fields[name] for name in _TABLES if isinstance(fields.get(name), Mapping)]
    return {key: value for table in (*inner, fields) for key, value in table.items()}


def _json(text: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"broken front matter: {error}") from error
    return fields if isinstance(fields, dict) else {}


def _lines(text: str) -> Mapping[str, Any]:
    return {key: " ".join(value.split()) for key, value in _LINE.findall(text)}


def _toml(text: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(f"broken front matter: {error}") from error


def _yaml(text: str) -> Mapping[str, Any]:
    """The fields as strings. YAML's own types would turn dates and "no" into something else."""
    import yaml

    try:
        events = yaml.parse(text, yaml.BaseLoader)
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise ReadError("broken front matter: it refers to itself")
        fields = yaml.load(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 2}" if error.problem_mark else ""
        raise ReadError(f"broken front matter: {error.problem}{line}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ReadError(f"broken front matter: {' '.join(str(error).split())}") from error
    return fields if isinstance(fields, dict) else {}


def _fields(front: Mapping[str, Any], field_map: FieldMap) -> FoldedFields:
    return folded_fields({str(key): _printed(value) for key, value in front.items()}, field_map)


def _claims(fields: FoldedFields) -> Iterator[Claim]:
    for claim in claims_of(fields):
        yield replace(claim, method="front matter")
    for name in _ADDRESSES:
        key, value = fields.get(name, ("", None))
        day = _DAY.search(value) if isinstance(value, str) else None
        if day is not None:
            where = f"the day in key {key}"
            date = "-".join(day.groups())
            yield Claim(field="published", value=date, method="front matter", where=where)


def _printed(value: Any) -> Any:
    """TOML's dates and times as they are written."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    roles = [Role.PARAGRAPH]
    seen = False
    for token in tokens:
        if token.nesting == 1:
            roles.append(_role(token, roles[-1], first=not seen))
        elif token.nesting == -1:
            roles.pop()
        elif token.type == "html_block":
            yield from _html(token.content)
        else:
            yield from _text(token, roles[-1])
        seen = seen or token.type == "inline"


def _role(token: Token, outer: Role, *, first: bool) -> Role:
    if token.type == "heading_open":
        return Role.TITLE if first and token.tag == "h1" else Role.HEADING
    own = {"list_item_open": Role.LIST_ITEM, "blockquote_open": Role.QUOTE}
    return own.get(token.type, outer)


def _text(token: Token, role: Role) -> Iterator[Block]:
    words = _inline(token.children) if token.children else token.content
    if token.type in ("inline", "fence", "code_block") and words.strip():
        yield Block(role=role, text=" ".join(words.split()))


def _inline(tokens: Sequence[Token]) -> str:
    """The words of a line without markup; a picture's description is not text."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if token.type not in ("image", "html_inline")
    )


def _html(content: str) -> tuple[Block, ...]:
    from dateline.readers.html.fragment import fragment_blocks

    return fragment_blocks(content)
