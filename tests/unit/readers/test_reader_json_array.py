"""Large JSON arrays, read as streams: the same records as in small ones."""

from __future__ import annotations

import io
import json

import pytest

from dateline.readers import by_name, json_file
from dateline.values.draft import Flaw, Record

ITEMS = [
    {"title": f"Item {n}, “quoted” ]", "text": "Words [of] it. " * (n % 40), "n": n}
    for n in range(300)
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 1,000 bytes count as large."""
    monkeypatch.setattr(json_file, "STREAMED_FROM", 1000)


def split(data: bytes) -> list[Record | Flaw]:
    return list(by_name("json").split(io.BytesIO(data)))  # type: ignore[union-attr]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_stream_gives_the_same_records(
    monkeypatch: pytest.MonkeyPatch, indent: int | None, charset: str
) -> None:
    """Byte for byte, with the same places, whatever the white space and the charset."""
    data = json.dumps(ITEMS, ensure_ascii=False, indent=indent).encode(charset)
    streamed = split(data)
    monkeypatch.setattr(json_file, "STREAMED_FROM", len(data) + 1)

    assert split(data) == streamed
    assert len(streamed) == len(ITEMS)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[:20_000], "cut off or broken"),
        (lambda text: text.replace('}, {"title": "Item 150', '} {"title": "Item 150'), "comma"),
        (lambda text: text[:-1], "ends in the middle"),
    ],
)
def test_items_before_the_damage_are_read(damage: object, words: str) -> None:
    """Then one flaw says what is wrong."""
    text = damage(json.dumps(ITEMS))  # type: ignore[operator]

    *records, flaw = split(text.encode())

    assert all(isinstance(record, Record) for record in records)
    assert len(records) > 50
    assert isinstance(flaw, Flaw)
    assert words in flaw.reason


def test_an_object_that_holds_articles_is_not_streamed() -> None:
    """It is held, and gives the same records as before."""
    data = json.dumps({"status": "ok", "articles": ITEMS}).encode()

    assert len(split(data)) == len(ITEMS)
