"""One JSON object to a draft: its text as blocks, what it says about itself as claims."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.json import keys
from dateline.readers.json.field_map import FoldedFields
from dateline.readers.json.ninjs import ninjs_blocks, ninjs_claims
from dateline.readers.json.stream import LONG_NUMBER
from dateline.readers.json.text.blocks import (
    association_blocks,
    blocks_of_value,
    caption_blocks,
    has_control_characters,
)
from dateline.readers.json.values import date_of, is_nothing, named_by, text_of, without_markup
from dateline.readers.streams.charset import CONTROLS_DROPPED, decode_exactly
from dateline.values.draft import Block, Claim, Draft, Role

_CUT = re.compile(r"\[\+\d+ chars\]\s*$")
_METHOD = "json key"
_LISTS = ("authors", "keywords", "section")
_DATES = ("published", "updated", "captured")
_PROSE = ("title", "subtitle", "summary")
_MAX_DEPTH = 8
_PAGE = re.compile(r"https?://[^/\s]+/[^\s]+")
_NO_AUTHORS = ("editor", "illustrator", "photographer", "producer", "subeditor", "translator")
"""Roles of ninjs's authors who did not write the text."""
_MAX_LIST = 10_000
_OF_LISTED = (keys.TITLE, dict(keys.CLAIMS)["url"], dict(keys.CLAIMS)["published"])
"""What an article has that an API lists by title and description."""
_NO_TEXT_TYPES = ("audio", "composite", "event", "graphic", "picture", "planning", "video")
_WITH_TEXT = ("articlehtml",)
"""Keys of dpa's form of ninjs, whose composites are articles with pictures."""
_BOOLEANS = {"true": True, "false": False, "yes": True, "no": False}  # in tables and front matter


def parse_object(data: bytes) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """The object that `data` is, and warnings. Raises ReadError if it is not an object."""
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
        raise ReadError(f"not an object but {_type_name(value)}")
    return value, decoded.warnings


def article_draft(
    fields: FoldedFields, *, reader: str, media_type: str, warnings: tuple[str, ...]
) -> Draft:
    """The draft of an article's object. Raises NotAnArticle if it has no text, or if its type, as
    ninjs states it, is something else, such as a picture or a plan."""
    kind = fields.get("type", ("", ""))[1]
    has_text_key = any(name in fields for name in _WITH_TEXT)
    if kind in _NO_TEXT_TYPES and "versioncreated" in fields and not has_text_key:
        raise NotAnArticle(f"no text: its type is {kind}")
    if fields.get("kind", ("", ""))[1] == "t1":
        raise NotAnArticle("a comment of Reddit")
    body_key, blocks = _body(fields)
    partial = None
    if keys.folded(body_key) in (*keys.SHORT_TEXT, *keys.DESCRIPTIONS):
        partial = f"the text is only the {body_key}: there is no other"
    if _CUT.search(blocks[-1].text):
        partial = "the text is cut: it ends in the number of characters left out"
    if any(key == body_key and has_control_characters(value) for key, value in fields.values()):
        warnings = (*warnings, CONTROLS_DROPPED)
    body = Claim(field="body", value=body_key, method=_METHOD, where=f"key {body_key}")
    return Draft(
        reader=reader,
        media_type=media_type,
        blocks=(*captions_of(fields), *points_of(fields), *ninjs_blocks(fields), *blocks),
        claims=(body, *claims_of(fields), *ninjs_claims(fields)),
        warnings=warnings,
        partial=partial,
    )


def _values_of(fields: FoldedFields, names: Sequence[str]) -> Iterator[tuple[str, object]]:
    """The object's values for these keys, with the keys as the file writes them."""
    return (fields[name] for name in names if name in fields)


def _body(fields: FoldedFields) -> tuple[str, tuple[Block, ...]]:
    """The key of the text, and its blocks: the first text, else the longest of the short ones."""
    for found in _texts(fields, keys.TEXT):
        return found
    listed = all(any(name in fields for name in names) for names in _OF_LISTED)
    short = [*_texts(fields, (*keys.SHORT_TEXT, *(keys.DESCRIPTIONS if listed else ())))]
    if short:
        return max(short, key=lambda text: sum(len(block.text) for block in text[1]))
    for key, value in _values_of(fields, (*keys.TEXT, *keys.SHORT_TEXT)):
        if isinstance(value, bool | int | float):
            raise NotAnArticle(f"no text: {key} is {_type_name(value)}, not text")
    raise NotAnArticle("an object with no text")


def _texts(fields: FoldedFields, names: Sequence[str]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The keys among `names` that hold text, each with its blocks."""
    for key, value in _values_of(fields, names):
        if isinstance(value, bool | int | float) or (isinstance(value, str) and is_nothing(value)):
            continue
        if key == "bodies" and isinstance(value, list):
            value = value[:1]  # ninjs: the same text in several forms
        blocks = blocks_of_value(value)
        if any(block.role is not Role.HEADING for block in blocks):
            yield key, blocks


def captions_of(fields: FoldedFields) -> Iterator[Block]:
    """The captions in the object, each followed by its credit."""
    for key, value in _values_of(fields, keys.CAPTIONS):
        if keys.folded(key) == "associations":
            yield from association_blocks(value)
        elif not (isinstance(value, str) and is_nothing(value)):
            yield from caption_blocks(key, value)


def points_of(fields: FoldedFields) -> Iterator[Block]:
    """The points of a summary that is a list of several."""
    for _, value in _values_of(fields, dict(keys.CLAIMS)["summary"]):
        if (
            isinstance(value, list)
            and len(value) > 1
            and all(isinstance(one, str) for one in value)
        ):
            yield from (Block(role=Role.SUMMARY, text=one) for one in value if text_of(one))
            return


def claims_of(fields: FoldedFields) -> Iterator[Claim]:
    """What the object says about its article, apart from text and captions."""
    for key, value in _values_of(fields, keys.TITLE):
        if isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value)):
            raise NotAnArticle(f"{key} is {_type_name(value)}, not text")
        yield from _text_claims("title", key, value)
    for field, names in keys.CLAIMS:
        for key, value in _values_of(fields, names):
            yield from _text_claims(field, key, value)
    for key, value in _values_of(fields, keys.AUTHORS):
        yield from _text_claims("authors", key, value)
    for key, value in _values_of(fields, keys.SOURCE_NAME):
        if not (isinstance(value, str) and value.strip().casefold() in keys.MEDIA):
            yield from _source_claims(key, value)
    for key, value in _values_of(fields, keys.SOURCE_DOMAIN):
        yield from _text_claims("source.domain", key, value)
    for key, value in _values_of(fields, keys.KEYWORDS):
        yield from _text_claims("keywords", key, value)
    yield from _paywall_claims(fields)


def _text_claims(field: str, key: str, value: object, depth: int = 0) -> Iterator[Claim]:
    """A claim for each string in a string, number, list, or object with a name. The numbers of
    users and categories in a database are none, and neither are marks of readers of feeds."""
    if field in _DATES:
        value = date_of(value)
    if isinstance(value, list) and depth < _MAX_DEPTH:
        for item in value:
            yield from _text_claims(field, key, item, depth + 1)
    elif isinstance(value, dict) and depth < _MAX_DEPTH:
        for name, inner in named_by(value) if _belongs_to(field, value) else ():
            yield from _text_claims(field, f"{key}.{name}", inner, depth + 1)
    elif (text := text_of(value)) is not None:
        inside = _parse_list(text) if field in _LISTS else None
        if inside is not None:
            yield from _text_claims(field, key, inside, depth + 1)
        elif not (field in _LISTS and (text.isdecimal() or text.startswith("user/"))):
            text = without_markup(text) if field in _PROSE else text
            yield Claim(field=field, value=text, method=_METHOD, where=f"key {key}")


def _belongs_to(field: str, value: dict[str, object]) -> bool:
    """Whether an object in a list belongs to the field. ninjs's authors have roles, and dpa puts
    all that classifies an item into its categories, each with a type."""
    if field == "authors":
        role = value.get("role") or value.get("creatorType")
        return str(role).lower() not in _NO_AUTHORS
    if field == "keywords" and "webTitle" in value:  # the Guardian tags contributors, too
        return value.get("type") == "keyword"
    kind = str(value.get("type"))
    if field == "section" and ":" in kind:
        return kind.endswith("subject") and not kind.endswith("geosubject")
    return True


def _parse_list(text: str) -> list[object] | None:
    """The list that a string contains, in JSON or as Python prints it. Tables hold lists in this
    form."""
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


def _source_claims(key: str, value: object) -> Iterator[Claim]:
    """NewsAPI's source is {id, name}, schema.org's publisher {name, url}, Event Registry's {uri,
    title}, a dump's a string. trafilatura's is the address of the page."""
    if isinstance(value, dict):
        for name, inner in named_by(value):
            yield from _text_claims("source.name", f"{key}.{name}", inner)
        for name in ("domain", "url", "uri", "home_page_url"):
            yield from _text_claims("source.domain", f"{key}.{name}", value.get(name))
    else:
        yield from _text_claims("source.name", key, value)
        if isinstance(value, str) and _PAGE.match(value):
            yield from _text_claims("url", key, value)


def _paywall_claims(fields: FoldedFields) -> Iterator[Claim]:
    for names, paywalled_when in ((keys.FREE, False), (keys.PAYWALLED, True)):
        for key, value in _values_of(fields, names):
            free_or_paywalled = (
                value if isinstance(value, bool) else _BOOLEANS.get(str(value).strip().lower())
            )
            if free_or_paywalled is not None:
                paywalled = "true" if free_or_paywalled is paywalled_when else "false"
                yield Claim(field="paywalled", value=paywalled, method=_METHOD, where=f"key {key}")


def _type_name(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"
