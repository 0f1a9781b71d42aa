"""What ninjs 2 and 3 say in lists of objects with roles, which the table of keys cannot tell
apart: subjects, the publisher, the page, the headline below the headline.

Sources: the JSON Schemas 2.2 and 3.1 of https://iptc.org/standards/ninjs/. `role` and `rel` are
free texts there: the words known here are those of IPTC's examples and of Dateline's own exports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.readers.json.field_map import FoldedFields
from dateline.values.draft import Block, Claim, Role


def ninjs_blocks(fields: FoldedFields) -> Iterator[Block]:
    """The points of a summary, if there are several."""
    points = [text for role, text in _values(fields, "descriptions", "role") if role == "summary"]
    if len(points) > 1:
        yield from (Block(role=Role.SUMMARY, text=text) for text in points)


def ninjs_claims(fields: FoldedFields) -> Iterator[Claim]:
    """Keywords and section from `subjects`, the source from `infoSources`, the address from
    `renditions`, the subtitle from `headlines`."""
    for relation, name in _values(fields, "subjects", "rel", "name"):
        yield _claim("section" if relation == "section" else "keywords", name, "subjects")
    for role, name in _values(fields, "infosources", "role", "name"):
        if role == "publisher":
            yield _claim("source.name", name, "infoSources")
    for role, domain in _values(fields, "infosources", "role", "literal"):
        if role == "publisher":
            yield _claim("source.domain", domain, "infoSources")
    for kind, address in _values(fields, "renditions", "contenttype", "href"):
        if kind == "text/html":
            yield _claim("url", address, "renditions")
    for role, text in _values(fields, "headlines", "role"):
        if role.startswith("sub"):
            yield _claim("subtitle", text, "headlines")


def _values(
    fields: FoldedFields, key: str, tag: str, name: str = "value"
) -> Iterator[tuple[str, str]]:
    """The tag ("" if there is none) and the text of each object in a list, if it has text."""
    value = fields.get(key, ("", None))[1]
    for item in value if isinstance(value, list) else ():
        if isinstance(item, Mapping):
            lowered = {str(inner).lower(): text for inner, text in item.items()}
            text = lowered.get(name)
            if isinstance(text, str) and text.strip():
                yield str(lowered.get(tag) or "").lower(), text.strip()


def _claim(field: str, value: str, key: str) -> Claim:
    return Claim(field=field, value=value, method="json key", where=f"key {key}")
