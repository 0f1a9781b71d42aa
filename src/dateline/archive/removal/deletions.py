"""archive.deletions: articles that must leave the archive, and what is refused since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dateline.archive.connections import Connections
from dateline.archive.removal.saved_about import Doomed
from dateline.errors import UsageError
from dateline.ingest.index import end_purge, index_pending
from dateline.values.archive.removal import Deletion, Removal


class Deletions:
    """The deletions of an archive. Deleting raises ArchiveBusy if another process is writing."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def preview(
        self, ids: Collection[str], *, versions: Collection[int] = (), purge: bool = False
    ) -> Removal:
        """What `delete` would remove with the same arguments; nothing is changed."""
        store = self._connections.store()
        articles, versions = self._checked(ids, versions)
        removal = store.deletions.preview(articles, versions, purge=purge)
        if not purge or versions:
            return removal
        about = Doomed(self._connections, articles).queries(store.saved.all())
        saved = (search.name for search in store.saved.all() if search.query in about)
        return replace(removal, saved=tuple(saved))

    def delete(
        self,
        ids: Collection[str],
        *,
        reason: str,
        versions: Collection[int] = (),
        purge: bool = False,
    ) -> Removal:
        """The articles whose ids begin with these are gone, or only these `versions` of one
        article: from the database, from the index, and from the originals if nothing else needs
        their file. Returns what went.

        What is left is a line in the list `all`: the article's id, who deleted it, when, the
        `reason`, and digests of its records and files, by which the next ingest rejects them.
        With `purge` nothing of the text is left anywhere in the archive's folder, and the index is
        rebuilt; a file that other articles were read from goes as well, and these stay without
        it. Raises NoSuchArticle for an id that no article has, and UsageError without a reason, for
        versions that the article does not have, and for versions of several articles.
        """
        if not reason.strip():
            raise UsageError("a deletion needs a reason: it is all that is kept of it")
        articles, versions = self._checked(ids, versions)
        queries: Collection[str] = ()
        if purge and not versions:
            ever = self._connections.store().saved.ever()
            queries = Doomed(self._connections, articles).queries(ever)
        with self._connections.changing(alone=True) as store:
            self._connections.close_index()
            removal = store.deletions.delete(
                articles, versions, reason=reason.strip(), purge=purge, queries=queries
            )
            if not end_purge(store, self._connections.index):
                index_pending(store, self._connections.index)
        return removal

    def end_purge(self) -> bool:
        """A purge that was interrupted has ended: no file of the archive has anything left of what
        it removed. Returns whether there was one."""
        with self._connections.changing(alone=True) as store:
            self._connections.close_index()
            return end_purge(store, self._connections.index)

    def all(self) -> tuple[Deletion, ...]:
        """Every deletion, oldest first."""
        return self._connections.store().deletions.all()

    @property
    def is_purging(self) -> bool:
        """Whether a purge was interrupted, so that files of the archive may still have some of what
        it removed. The next ingest, and `end_purge`, go on with it."""
        return self._connections.store().deletions.is_purging

    def _checked(
        self, ids: Collection[str], versions: Collection[int]
    ) -> tuple[frozenset[str], frozenset[int]]:
        """The full ids; no versions if these are all that the article has."""
        store = self._connections.store()
        known = set(store.ids())
        articles = frozenset(id if id in known else store.full_id(id) for id in ids)
        if not versions:
            return articles, frozenset()
        if len(articles) != 1:
            raise UsageError(f"versions are of one article, not of {len(articles)}")
        (article,) = articles
        numbers = {version.version for version in store.versions(article)}
        if missing := sorted(set(versions) - numbers):
            raise UsageError(
                f"{article} has no version {missing[0]}",
                hint=f"its versions are {', '.join(map(str, sorted(numbers)))}",
            )
        return articles, frozenset() if numbers == set(versions) else frozenset(versions)
