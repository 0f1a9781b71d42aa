"""What other objects of a file say of an article, which refers to them by an id: the tables of a
Ghost export, and the `@graph` of JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from dateline.values.draft import Claim

Related = tuple[str, tuple[Claim, ...]]
"""The text of an article's object, and the claims that others make."""

_ARTICLE = ("Article", "Posting", "Report")


def ghost_claims(post: str, tables: Mapping[str, object]) -> tuple[Claim, ...]:
    """The authors and tags of a post, and the title of its site."""
    id = _object(post).get("id")
    return tuple(
        Claim(field=field, value=value, method="json key", where=f"key {table}")
        for field, table, value in (
            *(("authors", "users", name) for name in _joined(id, "author", "users", tables)),
            *(("keywords", "tags", name) for name in _joined(id, "tag", "tags", tables)),
            *(("source.name", "settings", name) for name in _titles(tables)),
        )
    )


def _joined(id: object, kind: str, table: str, tables: Mapping[str, object]) -> Iterator[str]:
    """The names of a table's rows that the post is joined with, in their order."""
    names = {row.get("id"): row.get("name") for row in _rows(tables, table)}
    joins = [row for row in _rows(tables, f"posts_{kind}s") if row.get("post_id") == id]
    for row in sorted(joins, key=lambda row: str(row.get("sort_order", "")).zfill(9)):
        name = names.get(row.get(f"{kind}_id"))
        if isinstance(name, str) and not name.startswith("#"):  # "#" marks tags that none sees
            yield name


def _titles(tables: Mapping[str, object]) -> Iterator[str]:
    for row in _rows(tables, "settings"):
        if row.get("key") == "title" and isinstance(row.get("value"), str):
            yield str(row["value"])


def _rows(tables: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    rows = tables.get(name)
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def graph_articles(nodes: Sequence[str]) -> Iterator[Related]:
    """The articles among the nodes of a graph, with the names that they refer to; all nodes if
    none is an article."""
    objects = [_object(node) for node in nodes]
    names = {node.get("@id"): node.get("name") for node in objects if "name" in node}
    articles = [
        (text, node) for text, node in zip(nodes, objects, strict=True) if _is_article(node)
    ]
    for text, node in articles or zip(nodes, objects, strict=True):
        claims = [
            Claim(field=field, value=name, method="json key", where=f"key {key}.@id")
            for field, key in (("authors", "author"), ("source.name", "publisher"))
            for name in _referred(node.get(key), names)
        ]
        yield text, tuple(claims)


def _referred(value: object, names: Mapping[object, object]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = names.get(one.get("@id")) if isinstance(one, dict) and "name" not in one else None
        if isinstance(name, str):
            yield name


def _is_article(node: Mapping[str, object]) -> bool:
    kinds = node.get("@type")
    stated = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).endswith(_ARTICLE) for kind in stated)


def _object(text: str) -> Mapping[str, object]:
    value = json.loads(text, strict=False)
    return value if isinstance(value, dict) else {}
