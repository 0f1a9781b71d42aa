"""Text as a database can hold it: UTF-8, which has no lone surrogates. Files hold them
("\\ud800" in JSON), and Python puts them into file names that are no UTF-8."""

from __future__ import annotations

import json
from typing import Any


def storable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD; pairs become their character."""
    if _encodable(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def storable_path(path: str) -> str:
    """The path with each byte that is no UTF-8 written out ("\\udce9"): two paths stay two."""
    return path if _encodable(path) else path.encode("utf-8", "backslashreplace").decode()


def compact_json(value: Any) -> str:
    """The value as JSON without spaces, storable."""
    return storable(_encode(value))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parsed_json(text: str) -> Any:
    """The value of such JSON; of any other what json.loads makes of it, which spends a third of
    its time on spaces around it."""
    value, end = _raw_decode(text)
    return value if end == len(text) else json.loads(text)


_raw_decode = json.JSONDecoder().raw_decode


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
