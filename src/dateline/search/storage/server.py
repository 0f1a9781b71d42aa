"""Indexes on an OpenSearch server.

    NAME                   an alias: the index in use
    NAME-opensearch        the documents; NAME-opensearch-2 if the other one is in use
    NAME-writings          how many writings each index had, see the engine

The metadata of an index (`_meta` of its mapping) has its stamp, its commit, and while it is built
beside the one in use, the mark of the rebuild.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.stamp import Stamp, commit_line, other, parsed_commit, parsed_stamp
from dateline.values.search.index_commit import IndexCommit

if TYPE_CHECKING:
    from dateline.search.engines.opensearch.server import Server

_ENGINE = "opensearch"
_ADDRESS = re.compile(r"opensearch\+(https?://[^/@?#]+)/([a-z0-9][a-z0-9_.-]{0,99})")


class ServerStorage:
    """An IndexStorage at an address like opensearch+https://example.org:9200/NAME."""

    engines: tuple[str, ...] = (_ENGINE,)
    is_shared = True

    def __init__(self, address: str) -> None:
        self._server_address, self._name = parsed_address(address)

    @property
    def stamp(self) -> Stamp | None:
        return parsed_stamp(self._metadata(self._name).get("stamp", ""))

    @property
    def commit(self) -> IndexCommit | None:
        return parsed_commit(self._metadata(self._name).get("commit", ""))

    def checked_engine(self, name: str) -> str:
        if name != _ENGINE:
            raise UsageError(
                f"the index of this archive is on a server, in {_ENGINE}, not in {name}",
                hint="“index” in its dateline.toml says so",
            )
        return name

    def has(self, stamp: Stamp) -> bool:
        return bool(self._metadata(self._index(stamp)))

    def create(self, stamp: Stamp, analyzer: Analyzer) -> Engine:
        from dateline.search.engines.opensearch.engine import create

        if not self.has(stamp):
            create(self._server, self._index(stamp), self._numbers, {"stamp": stamp.line})
        return self.open(stamp, analyzer)

    def open(self, stamp: Stamp, analyzer: Analyzer) -> Engine:
        from dateline.search.engines.opensearch.engine import OpenSearchEngine

        return OpenSearchEngine(self._server, self._index(stamp), self._numbers, analyzer)

    def write_commit(self, stamp: Stamp, commit: IndexCommit) -> None:
        self._note(stamp, "commit", commit_line(commit))

    def use(self, stamp: Stamp) -> None:
        index = self._index(stamp)
        found = self._server.metadata(self._name)
        old = [{"remove_index": {"index": found[0]}}] if found and found[0] != index else []
        add = {"add": {"index": index, "alias": self._name}}
        self._server.ask("POST", "/_aliases", {"actions": [add, *old]})

    def clear(self, kept: Stamp | None) -> None:
        for name in (_ENGINE, other(_ENGINE)):
            if kept is None or name != kept.folder:
                unless = {"ignore_unavailable": "true"}
                self._server.ask("DELETE", f"/{self._name}-{name}", params=unless)

    def rebuild_mark(self, stamp: Stamp) -> str:
        metadata = self._metadata(self._index(stamp))
        return metadata.get("rebuild", "") if metadata.get("stamp") == stamp.line else ""

    def mark_rebuild(self, stamp: Stamp, mark: str) -> None:
        self._note(stamp, "rebuild", mark)

    def damaged_files(self, stamp: Stamp, *, settled: bool) -> tuple[str, ...]:  # noqa: ARG002
        return ()  # the server checks its own

    def size_bytes(self, stamp: Stamp) -> int:
        found = self._server.ask("GET", f"/{self._index(stamp)}/_stats/store")
        size: int = found["_all"]["primaries"]["store"]["size_in_bytes"]
        return size

    @cached_property
    def _server(self) -> Server:
        try:
            from dateline.search.engines.opensearch.server import Server
        except ModuleNotFoundError as error:
            raise UsageError(
                "the opensearch engine is not installed", hint='pip install "dateline[server]"'
            ) from error
        return Server(self._server_address)

    @property
    def _numbers(self) -> str:
        return f"{self._name}-writings"

    def _index(self, stamp: Stamp) -> str:
        return f"{self._name}-{stamp.folder}"

    def _metadata(self, name: str) -> dict[str, str]:
        """The metadata of an index; none if there is no such index."""
        found = self._server.metadata(name)
        return dict(found[1]) if found else {}

    def _note(self, stamp: Stamp, key: str, text: str) -> None:
        index = self._index(stamp)
        metadata = {**self._metadata(index), key: text}
        self._server.ask("PUT", f"/{index}/_mapping", {"_meta": metadata})


def parsed_address(address: str) -> tuple[str, str]:
    """The server, and the name of the index there. Raises UsageError for any other address."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        shown = re.sub("//.*@", "//…@", address)  # there may be a password in it
        raise UsageError(
            f"this is not the address of an index: {shown}",
            hint="opensearch+https://HOST:PORT/NAME, with a name in small letters and without a "
            "user: DATELINE_INDEX_LOGIN names that",
        )
    return found[1], found[2]
