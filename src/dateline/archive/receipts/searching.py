"""What a receipt says of a search: the query, the rules, and the articles that match."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.archive.connections import Connections
from dateline.archive.ids import article_ids
from dateline.dictionaries.version import annotation_version
from dateline.errors import ArchiveBusy
from dateline.search.analysis import ANALYSIS_VERSION
from dateline.search.fields import SCHEMA_VERSION
from dateline.search.query.ast import Query

if TYPE_CHECKING:
    from dateline.store.states.search_states import Moment


@contextmanager
def searched(connections: Connections, query: Query) -> Iterator[tuple[frozenset[str], Moment]]:
    """The ids of all articles that the query matches, and the archive at the moment in which it
    matches them. Raises ArchiveBusy while another process changes the archive or its index: what a
    receipt says is exact."""
    connections.current_engine()
    commit = connections.index.commit
    found = article_ids(connections, query)
    with connections.store().states.at_one_moment() as moment:
        if not moment.index.is_all_in(commit):
            raise ArchiveBusy(
                "the archive changes at this moment, or its index lacks changes",
                hint="try again when nothing is written; “dateline index sync” indexes all",
            )
        yield found, moment


def rules_of(connections: Connections) -> dict[str, str]:
    """The versions of what decides which articles a query matches, by name."""
    from dateline.normalize import NORMALIZER_VERSION
    from dateline.store.dateline_version import dateline_version

    stamp = connections.index.stamp
    return {
        "dateline": dateline_version(),
        "engine": stamp.engine if stamp else "",
        "language": connections.index.analyzer.language,
        "analysis": str(ANALYSIS_VERSION),
        "schema": str(SCHEMA_VERSION),
        "normalizer": str(NORMALIZER_VERSION),
        "annotation": annotation_version(),
    }
