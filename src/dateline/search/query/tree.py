"""A query tree as JSON has it: an object for each node."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.search.query.ast import Query

_NOT_SHOWN = ("offsets", "kind")  # they are about the text of the query


def query_tree(query: Query) -> dict[str, Any]:
    """The node as an object: `node` is the name of its kind, the other keys are its fields, see
    `search/query/ast.py`; dates are in ISO 8601."""
    fields = {name: value for name, value in query._asdict().items() if name not in _NOT_SHOWN}
    return {"node": type(query).__name__, **{name: _plain(value) for name, value in fields.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return query_tree(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
