"""The connection to an OpenSearch server: requests, whole answers, and its errors as Dateline's."""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as ConnectionFailed

from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    DatelineError,
    ServerUnreachable,
    UsageError,
)

logging.getLogger("opensearch").addHandler(logging.NullHandler())  # else it prints warnings

_TIMEOUT_S = 60
_BUSY = (429, 502, 503, 504)
_CLAUSES = "maxClauseCount", "too_many_clauses", "too_many_nested_clauses"
_GONE = "index_not_found", '"found":false'
# An answer of some shards only is an error (HTTP 503), not a short answer.
_WHOLE = {"allow_partial_search_results": "false", "search_type": "dfs_query_then_fetch"}
_ANY_INDEX = {"ignore_unavailable": "true"}


class Server:
    """One OpenSearch server or cluster, at the host and port of an http or https address.

    User and password are those of DATELINE_INDEX_LOGIN in the environment, see `_login`;
    certificates are checked with those of the system (SSL_CERT_FILE names others).
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        is_safe = parts.scheme == "https"
        self.address = f"{parts.scheme}://{parts.netloc}"
        self._client = OpenSearch(
            [{"host": parts.hostname, "port": parts.port or 9200, "use_ssl": is_safe}],
            http_auth=_login(parts.hostname or ""),
            ssl_context=ssl.create_default_context() if is_safe else None,
            timeout=_TIMEOUT_S,
            retry_on_timeout=True,  # whatever is asked here may be asked twice
        )

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        params: Mapping[str, str] | None = None,
    ) -> Any:
        """The answer to a request. Raises one of Dateline's errors if there is none, or if a shard
        failed."""
        try:
            found = self._client.transport.perform_request(method, path, params=params, body=body)
        except OpenSearchException as error:
            raise self._error(error, path) from error
        if isinstance(found, Mapping):
            shards = found.get("_shards", {})
            if found.get("timed_out") or shards.get("failed"):
                raise ServerUnreachable(
                    f"{self.address} answered in part only: {_why(shards)}",
                    hint="see that all nodes of OpenSearch are up, then try again",
                )
        return found

    def search(self, index: str | None, body: Mapping[str, Any]) -> Any:
        """The answer to a search; the index is None if the body names a point in time."""
        path = f"/{index}/_search" if index else "/_search"
        return self.ask("POST", path, {"track_total_hits": True, **body}, _WHOLE)

    def metadata(self, name: str) -> tuple[str, Mapping[str, str]] | None:
        """The name and the metadata of the index with this name or alias; None if there is none."""
        found = self.ask("GET", f"/{name}/_mapping", params=_ANY_INDEX)
        for index, about in found.items():
            return index, about["mappings"].get("_meta", {})
        return None

    def _error(self, error: OpenSearchException, path: str) -> DatelineError:
        reason = _reason(error)
        if isinstance(error, ConnectionFailed):
            return ServerUnreachable(
                f"the search server at {self.address} cannot be reached: {reason}",
                hint="see that it runs, and that the archive's dateline.toml names it",
            )
        if isinstance(error, AuthenticationException | AuthorizationException):
            return ServerUnreachable(
                f"the search server at {self.address} refuses this user: {reason}",
                hint="DATELINE_INDEX_LOGIN is USER:PASSWORD@HOST, with the host of this address",
            )
        if isinstance(error, TransportError) and error.status_code in _BUSY:
            return ServerUnreachable(
                f"the search server at {self.address} cannot answer now: {reason}",
                hint="see that all its nodes are up and not overloaded, then try again",
            )
        if any(name in reason for name in _CLAUSES):
            return UsageError(
                "the query has more words, with all their forms, than the search server takes",
                hint="raise indices.query.bool.max_clause_count there, see docs/scale.md",
            )
        if isinstance(error, NotFoundError) and any(name in reason for name in _GONE):
            return ArchiveDamaged(
                f"the index is not on {self.address} any more",
                hint="“dateline index rebuild” rebuilds it from the database",
            )
        return ArchiveDamaged(
            f"the search server at {self.address} failed at {path}: {reason}",
            hint="see the log of OpenSearch; “dateline index rebuild” rebuilds the index",
        )


def _login(host: str) -> tuple[str, str] | None:
    """User and password, if DATELINE_INDEX_LOGIN has them for this host: USER:PASSWORD@HOST. An
    archive of a stranger may name a host that is to get neither."""
    login, _, of_host = os.environ.get("DATELINE_INDEX_LOGIN", "").rpartition("@")
    user, _, password = login.partition(":")
    return (user, password) if user and of_host == host else None


def conflict() -> ArchiveBusy:
    """The error for a change that is older than what the index has."""
    return ArchiveBusy(
        "another process has written to the index meanwhile", hint="run the same command again"
    )


def _why(shards: Mapping[str, Any]) -> str:
    failures = shards.get("failures") or [{}]
    cause = failures[0].get("reason", {})
    reason = cause.get("reason") if isinstance(cause, Mapping) else cause
    return f"{shards.get('failed', 0)} of {shards.get('total', 0)} shards failed ({reason})"


def _reason(error: OpenSearchException) -> str:
    """Why, in one line."""
    if not isinstance(error, TransportError):
        return " ".join(str(error).split())
    if isinstance(error, ConnectionFailed):
        return str(error.error).rpartition(": ")[2].strip("()'\" ") or type(error).__name__
    info = error.info if isinstance(error.info, Mapping) else {}
    about = info.get("error", {})
    causes = about.get("root_cause", []) if isinstance(about, Mapping) else []
    reasons = [f"{error.error}", *(f"{each.get('type')}: {each.get('reason')}" for each in causes)]
    return " ".join("; ".join(dict.fromkeys(reasons)).split())
