"""What each form holds, by a reader that Dateline did not write: the ids of its articles or, for a
form of events, of its events."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path


def _jsonl(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


IDS_IN: Mapping[str, Callable[[Path], list[str]]] = {
    "jsonl": _jsonl,
}
