"""The file of a receipt: one JSON object, with a line for what was searched and one for each
article, by id. `schemas/archive/receipts.py` describes it.

It is read as it was written, line by line, so that a receipt may be longer than the memory. The
file may come from anybody: whatever is not exactly a receipt is an error that names the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.durable import plain
from dateline.errors import UsageError, unreadable
from dateline.exports.files import new_file
from dateline.values.archive.receipts import ArchiveState, ArticleState, Receipt

SCHEMA_VERSION = 2  # of schemas/shape.py, which is above this room; a test compares them

_LONGEST_HEAD = 16_000_000  # characters: a query has up to 5,000 words, of which each is a node
_LONGEST_LINE = 2000
_MOST = 2_000_000  # articles
_END = "]}"

_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ARCHIVE = re.compile(r"[0-9a-f]{32}", re.ASCII)


def write_receipt(receipt: Receipt, articles: Iterable[ArticleState], path: str) -> None:
    """The file has the receipt with these articles, and is replaced as a whole. Raises as
    `new_file`."""
    with new_file(Path(path)) as file:
        for line in _lines(receipt, articles):
            file.write(f"{line}\n".encode())


def _lines(receipt: Receipt, articles: Iterable[ArticleState]) -> Iterator[str]:
    head = {"schema_version": SCHEMA_VERSION, **asdict(receipt), "articles": []}
    yield json.dumps(head).removesuffix(_END)
    comma = ""
    for article in articles:
        yield comma + json.dumps(asdict(article))
        comma = ","
    yield _END


@contextmanager
def opened_receipt(path: str) -> Iterator[tuple[Receipt, Iterator[ArticleState]]]:
    """The receipt in the file, and its articles by id, read one after the other. Raises UsageError,
    there and while they are read, for what is not a receipt."""
    try:
        file = open(path, encoding="utf-8", opener=plain)  # noqa: SIM115 (the next block closes it)
    except OSError as error:
        raise unreadable(path, error) from error
    with file:
        with _naming(path, 1):
            receipt = _receipt(_parsed(file.readline(_LONGEST_HEAD + 1) + _END))
        lines = iter(lambda: file.readline(_LONGEST_LINE + 1), "")
        yield receipt, _articles(lines, receipt, path)


def _articles(lines: Iterator[str], receipt: Receipt, path: str) -> Iterator[ArticleState]:
    last, number = "", 0
    for number in range(1, receipt.total + 1):
        with _naming(path, number + 1):
            line = next(lines, "").rstrip("\n")
            _expect(line.startswith(",") is (number > 1), "an article is missing")
            article = _article(_parsed(line.removeprefix(",")))
            _expect(article.id > last, "the articles are not sorted by id")
        last = article.id
        yield article
    with _naming(path, number + 2):
        _expect([line.strip() for line in lines] == [_END], "the end is missing")


@contextmanager
def _naming(path: str, line: int) -> Iterator[None]:
    """What is wrong is called an error in this line of the file."""
    try:
        yield
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{path} is not a receipt: line {line}: {error}",
            hint="“dateline search --receipt FILE” writes receipts; they are read as they were "
            "written",
        ) from error


def _parsed(text: str) -> dict[str, Any]:
    values = json.loads(text)
    _expect(isinstance(values, dict), "it is not an object")
    return dict(values)


def _receipt(values: dict[str, Any]) -> Receipt:
    version, articles = values.pop("schema_version", None), values.pop("articles", None)
    _expect(version == SCHEMA_VERSION, f"its schema_version is not {SCHEMA_VERSION}")
    _expect(articles == [], "its articles do not follow line by line")
    _has(values, Receipt)
    for name in ("at", "query", "day", "parsed"):
        _expect(isinstance(values[name], str), f"“{name}” is not a text")
    _expect(values["match"] in ("all", "any"), "“match” is neither all nor any")
    _expect(isinstance(values["plain"], bool), "“plain” is not true or false")
    _expect(_is_number(values["last_run"], 2**63), "“last_run” is not a number")
    _expect(_is_number(values["total"], _MOST), f"“total” is not a number up to {_MOST:,}")
    for name in ("tree", "options", "archive", "rules"):
        _expect(isinstance(values[name], dict), f"“{name}” is not an object")
    date.fromisoformat(values["day"])
    datetime.fromisoformat(values["at"])
    rules = values["rules"]
    _expect(len(rules) < 100, "it has too many rules")
    _expect(all(_is_short(text) for text in (*rules, *rules.values())), "a rule is not a text")
    return Receipt(**{**values, "archive": _archive(values["archive"])})


def _archive(values: dict[str, Any]) -> ArchiveState:
    _has(values, ArchiveState)
    _expect(_matches(_ARCHIVE, values["id"]), "the id of the archive is none")
    _expect(_is_short(values["decision"]), "the last decision is not a time")
    numbers = (values[name] for name in ("articles", "arrival", "change", "commit"))
    _expect(all(_is_number(each, 2**63) for each in numbers), "the archive has wrong numbers")
    return ArchiveState(**values)


def _article(values: dict[str, Any]) -> ArticleState:
    _has(values, ArticleState)
    _expect(_matches(_ID, values["id"]), "“id” is not an id")
    _expect(_is_number(values["version"], 2**31), "“version” is not a number")
    for name in ("content", "original"):
        _expect(_matches(_DIGEST, values[name]), f"“{name}” is not a SHA-256")
    _expect(_is_short(values["reader"]), "“reader” is not a text")
    _expect(values["coder"] is None or _is_short(values["coder"]), "“coder” is not a text")
    return ArticleState(**values)


def _has(values: dict[str, Any], kind: type[Receipt | ArchiveState | ArticleState]) -> None:
    names = {field.name for field in fields(kind)}
    _expect(set(values) == names, f"it needs exactly {', '.join(sorted(names))}")


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)


def _matches(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _is_number(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200
