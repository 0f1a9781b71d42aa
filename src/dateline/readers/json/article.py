"""One JSON object to a Draft: its text as blocks, what it says of itself as claims."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.json import keys
from dateline.readers.json.blocks import (
    association_blocks,
    blocks_of_value,
    caption_blocks,
    holds_controls,
)
from dateline.readers.json.field_map import Known
from dateline.readers.json.stream import LONG_NUMBER
from dateline.readers.streams.charset import CONTROLS_DROPPED, decode_exactly
from dateline.values.draft import Block, Claim, Draft, Role

_CUT = re.compile(r"\[\+\d+ chars\]\s*$")
_METHOD = "json key"
_LISTS = ("authors", "keywords", "section")
_NO_AUTHORS = ("editor", "illustrator", "photographer", "producer", "subeditor", "translator")
"""Roles of ninjs's authors who did not write the text."""
_MAX_LIST = 10_000
_NO_TEXT_TYPES = ("audio", "composite", "event", "graphic", "picture", "planning", "video")
_WITH_TEXT = ("articlehtml",)
"""Keys of dpa's form of ninjs, whose composites are articles with pictures."""
_TRUTH = {"true": True, "false": False, "yes": True, "no": False}  # in tables and front matter


def parse_object(data: bytes) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """The object that `data` is, and warnings. Raises ReadError where it is none."""
    decoded = decode_exactly(data)
    try:
        value: object = json.loads(decoded.text, strict=False)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno} " if error.lineno > 1 else ""
        raise ReadError(
            f"broken JSON: {error.msg.removesuffix(' at')} at {line}column {error.colno}"
        ) from error
    except RecursionError as error:
        raise ReadError("broken JSON: it is nested too deeply") from error
    except ValueError as error:
        raise ReadError(f"broken JSON: {LONG_NUMBER}") from error
    if not isinstance(value, dict):
        raise ReadError(f"not an object but {_kind(value)}")
    return value, decoded.warnings


def article_draft(
    known: Known, *, reader: str, media_type: str, warnings: tuple[str, ...]
) -> Draft:
    """The draft that an article's object makes. Raises NotAnArticle where it has no text, or
    says as ninjs does that it is something else, a picture or a plan."""
    kind = known.get("type", ("", ""))[1]
    told = any(name in known for name in _WITH_TEXT)
    if kind in _NO_TEXT_TYPES and "versioncreated" in known and not told:
        raise NotAnArticle(f"no text: its type is {kind}")
    body_key, blocks = _body(known)
    if _CUT.search(blocks[-1].text):
        warnings = (*warnings, "the text is cut: it ends in the number of characters left out")
    if any(key == body_key and holds_controls(value) for key, value in known.values()):
        warnings = (*warnings, CONTROLS_DROPPED)
    body = Claim(field="body", value=body_key, method=_METHOD, where=f"key {body_key}")
    return Draft(
        reader=reader,
        media_type=media_type,
        blocks=(*captions_of(known), *blocks),
        claims=(body, *claims_of(known)),
        warnings=warnings,
    )


def _found(known: Known, names: Sequence[str]) -> Iterator[tuple[str, object]]:
    """The keys as the file writes them, with values, in the order of `names`."""
    return (known[name] for name in names if name in known)


def _body(known: Known) -> tuple[str, tuple[Block, ...]]:
    wrong: str | None = None
    for key, value in _found(known, keys.TEXT):
        if isinstance(value, bool | int | float):
            wrong = wrong or f"{key} is {_kind(value)}, not text"
            continue
        if key == "bodies" and isinstance(value, list):
            value = value[:1]  # ninjs: the same text in several forms
        blocks = blocks_of_value(value)
        if any(block.role is not Role.HEADING for block in blocks):
            return key, blocks
    if wrong is not None:
        raise NotAnArticle(f"no text: {wrong}")
    raise NotAnArticle("an object with no text")


def captions_of(known: Known) -> Iterator[Block]:
    """The captions that the object has, each with its credit behind it."""
    for key, value in _found(known, keys.CAPTIONS):
        if keys.folded(key) == "associations":
            yield from association_blocks(value)
        else:
            yield from caption_blocks(key, value)


def claims_of(known: Known) -> Iterator[Claim]:
    """What the object says of its article, but for the text and captions."""
    for key, value in _found(known, keys.TITLE):
        if value is not None and not isinstance(value, str):
            raise NotAnArticle(f"{key} is {_kind(value)}, not text")
        yield from _of_texts("title", key, value)
    for field, names in keys.CLAIMS:
        for key, value in _found(known, names):
            yield from _of_texts(field, key, value)
    for key, value in _found(known, keys.AUTHORS):
        yield from _of_texts("authors", key, value)
    for key, value in _found(known, keys.SOURCE_NAME):
        yield from _of_source(key, value)
    for key, value in _found(known, keys.SOURCE_DOMAIN):
        yield from _of_texts("source.domain", key, value)
    for key, value in _found(known, keys.KEYWORDS):
        yield from _of_texts("keywords", key, value)
    yield from _paywalled(known)


def _of_texts(field: str, key: str, value: object) -> Iterator[Claim]:
    """A claim for each text in a text, number, list, or object with a name."""
    if isinstance(value, list):
        for item in value:
            yield from _of_texts(field, key, item)
    elif isinstance(value, dict):
        for name in ("name", "value") if _is_of(field, value) else ():
            yield from _of_texts(field, f"{key}.{name}", value.get(name))
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        text = str(value).strip()
        inside = _list_in(text) if field in _LISTS else None
        if inside is not None:
            yield from _of_texts(field, key, inside)
        elif text:
            yield Claim(field=field, value=text, method=_METHOD, where=f"key {key}")


def _is_of(field: str, value: dict[str, object]) -> bool:
    """Whether an object is what its list is for: ninjs's authors have roles, and dpa's categories
    are all that classifies an item, each with its type."""
    if field == "authors":
        return str(value.get("role")).lower() not in _NO_AUTHORS
    kind = str(value.get("type"))
    if field == "section" and ":" in kind:
        return kind.endswith("subject") and not kind.endswith("geosubject")
    return True


def _list_in(text: str) -> list[object] | None:
    """The list that a text is, in JSON or as Python prints it: tables hold lists so."""
    if not (text.startswith("[") and text.endswith("]") and len(text) <= _MAX_LIST):
        return None
    from ast import literal_eval

    for read in (json.loads, literal_eval):
        try:
            value = read(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return value if isinstance(value, list) else None
    return None


def _of_source(key: str, value: object) -> Iterator[Claim]:
    """NewsAPI's source is {id, name}, schema.org's publisher {name, url}, a dump's a text."""
    if isinstance(value, dict):
        yield from _of_texts("source.name", f"{key}.name", value.get("name"))
        for name in ("domain", "url"):
            yield from _of_texts("source.domain", f"{key}.{name}", value.get(name))
    else:
        yield from _of_texts("source.name", key, value)


def _paywalled(known: Known) -> Iterator[Claim]:
    for names, paywalled_when in ((keys.FREE, False), (keys.PAYWALLED, True)):
        for key, value in _found(known, names):
            truth = value if isinstance(value, bool) else _TRUTH.get(str(value).strip().lower())
            if truth is not None:
                said = "true" if truth is paywalled_when else "false"
                yield Claim(field="paywalled", value=said, method=_METHOD, where=f"key {key}")


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"
