"""The writing side of the engine on OpenSearch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep
from typing import Any

from dateline.errors import ArchiveDamaged, ServerUnreachable
from dateline.search.analysis import Analyzer
from dateline.search.engines.opensearch.schema import made
from dateline.search.engines.opensearch.server import Server, conflict
from dateline.search.indexed import Document

_MOST_BYTES = 5_000_000  # of one request
_WAITS_S = 1, 2, 4, 8, 16  # for a server that takes no more at the moment
_DONE = (200, 201, 404)  # 404: a document to drop is not there
_LATER = (429, 503)
_CONFLICT = 409


class Writer:
    """Puts and drops, which are in memory until `finish` sends them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._changes: dict[str, Document | None] = {}

    def put(self, document: Document) -> None:
        self._changes[document.id] = document

    def drop(self, id: str) -> None:
        self._changes[id] = None

    def finish(self, server: Server, index: str, version: int) -> None:
        """The server has all changes on disk; searches see them after the next refresh."""
        with ThreadPoolExecutor(1) as sender:  # the next request is made while one is answered
            sent: Future[None] | None = None
            for changes in self.requests(version):
                if sent is not None:
                    sent.result()
                sent = sender.submit(_send, server, index, changes)
            if sent is not None:
                sent.result()

    def requests(self, version: int) -> Iterator[list[bytes]]:
        """The changes, as many at a time as one request may have."""
        some: list[bytes] = []
        size = 0
        for change in self._lines(version):
            some.append(change)
            size += len(change)
            if size > _MOST_BYTES:
                yield some
                some, size = [], 0
        if some:
            yield some

    def _lines(self, version: int) -> Iterator[bytes]:
        for id, document in self._changes.items():
            about = {"_id": id, "version": version, "version_type": "external_gte"}
            if document is None:
                yield _line({"delete": about})
            else:
                yield _line({"index": about}) + _line(made(document, self._analyzer))


def _send(server: Server, index: str, changes: list[bytes]) -> None:
    """All the changes are made. Those that the server has no room for at the moment are sent again.
    Raises an error if one is not made."""
    for wait in (*_WAITS_S, None):
        items = server.ask("POST", f"/{index}/_bulk", b"".join(changes))["items"]
        refused: list[tuple[bytes, Any]] = []
        for change, item in zip(changes, items, strict=True):
            (answer,) = item.values()
            status = answer["status"]
            if status == _CONFLICT:
                raise conflict()
            if status in _LATER:
                refused.append((change, answer))
            elif status not in _DONE or (status == 404 and "error" in answer):
                raise ArchiveDamaged(
                    f"the search server did not take {answer['_id']}: {_reason(answer)}",
                    hint="see the log of OpenSearch; “dateline index rebuild” rebuilds the index",
                )
        if not refused:
            return
        if wait is None:
            raise ServerUnreachable(
                f"the search server takes no more articles: {_reason(refused[0][1])}",
                hint="run the same command again when it has less to do",
            )
        changes = [change for change, _ in refused]
        sleep(wait)


def _reason(answer: Any) -> str:
    error = answer.get("error", {})
    cause = error.get("caused_by", {}).get("reason", "")
    return " ".join(f"{error.get('type')}: {error.get('reason')} {cause}".split())


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
