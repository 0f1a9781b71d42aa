"""The stage of a run after filing: every article is annotated by the current rules.

The database keeps for each article which version of the rules annotated it. So a stage that was
interrupted resumes in the next run where it stopped, and articles of an older archive are
annotated in the same way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice

from dateline.dictionaries.version import annotation_version
from dateline.errors import StorageFailed
from dateline.ingest.index import BATCH
from dateline.ingest.pool import Pending, Pool, cores, pool_of
from dateline.ingest.progress import Observer, Progress, Stage, ignore
from dateline.ingest.tasks import AnnotateArticles
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.events import Annotated

_TRANSACTION = 256  # articles whose annotations are stored at once
_TASK = 32  # articles: a tenth of a second of work
# Tasks sent to workers and not yet stored: enough to do while a batch is indexed, which takes
# 1.5 s.
_UNDER_WAY = 24
MOST_TEXT = 16 * 1024 * 1024  # characters of the articles in them
_WORTH_A_PROCESS = 200  # articles; below this, starting processes takes longer than annotating


def annotation_pool(
    store: Store, settings: Settings, jobs: int | None
) -> AbstractContextManager[Pool]:
    """A pool of `jobs` processes; if that is None, of one for each core if there is enough to
    annotate already, else of none."""
    if jobs is None:
        many = store.annotations.unannotated_count(annotation_version()) > _WORTH_A_PROCESS
        jobs = cores() if many else 0
    return pool_of(jobs, item_timeout_s=settings.record_timeout_s)


def annotate_all(
    store: Store,
    pool: Pool,
    observer: Observer = ignore,
    index_batch: Callable[[], object] = lambda: None,
) -> frozenset[str]:
    """Every article is annotated in its current version by the current rules, or it is recorded
    why it cannot be. Returns the ids of those that could not be. `index_batch`, see `indexing`, is
    called as soon as there is a batch for the index, so that the workers annotate the next articles
    meanwhile. The caller holds the write lock."""
    failed = set(_annotate_unclaimed(store, pool, observer, index_batch))
    while store.annotations.wait_for_others():
        failed |= _annotate_unclaimed(store, pool, observer, index_batch)
    return frozenset(failed)


def _annotate_unclaimed(
    store: Store, pool: Pool, observer: Observer, index_batch: Callable[[], object]
) -> set[str]:
    """As `annotate_all`, but for articles that other processes annotate."""
    rules, done, indexed, ready = annotation_version(), 0, 0, list[Annotated]()
    failed = set[str]()
    for batch in annotated(store, pool, rules):
        ready += batch
        failed |= {article.article for article in batch if article.error is not None}
        if len(ready) >= _TRANSACTION or len(batch) < _TASK:  # a page ends early after long texts
            store.annotations.write(ready, rules)
            done += len(ready)
            observer(Progress(stage=Stage.ANNOTATE, done=done))
            ready = []
            if done - indexed >= BATCH:
                index_batch()
                indexed += BATCH
    if ready:
        store.annotations.write(ready, rules)
        observer(Progress(stage=Stage.ANNOTATE, done=done + len(ready)))
    return failed


def annotate_few(store: Store, settings: Settings) -> None:
    """Every article is annotated as by `annotate_all` if few are not yet, as after a correction;
    many, as after an upgrade, wait for the next ingest. The caller holds the write lock."""
    waiting = store.annotations.unannotated_count(annotation_version())
    if 0 < waiting <= _WORTH_A_PROCESS:
        with annotation_pool(store, settings, 0) as pool:
            annotate_all(store, pool)


def annotated(
    store: Store, pool: Pool, rules: str, ids: Collection[str] | None = None
) -> Iterator[Sequence[Annotated]]:
    """The annotations, by the current rules, whose version is `rules`, of those of these articles
    (None: of all) that they have not annotated yet; in batches, in the order of arrival. Raises
    StorageFailed at the end if the system refused memory or a file for some: they are left out."""
    under_way: deque[tuple[Pending[Annotated], int]] = deque()
    refused: list[Annotated] = []
    held = 0

    def done(batch: Sequence[Annotated]) -> Sequence[Annotated]:
        refused.extend(each for each in batch if each.refused)
        return [each for each in batch if not each.refused]

    for page in store.annotations.unannotated(rules):
        articles = ((article.id, article) for article in page if ids is None or article.id in ids)
        while batch := tuple(islice(articles, _TASK)):
            size = sum(len(article.body) for _, article in batch)
            under_way.append((pool.start(AnnotateArticles(articles=batch)), size))
            held += size
            while len(under_way) > _UNDER_WAY or (held > MOST_TEXT and len(under_way) > 1):
                pending, size = under_way.popleft()
                held -= size
                yield done(pending.results())
    while under_way:
        yield done(under_way.popleft()[0].results())
    if refused:
        what = "article is" if len(refused) == 1 else "articles are"
        raise StorageFailed(
            f"{refused[0].error}: {len(refused):,} {what} not annotated yet, the first is "
            f"{refused[0].article}",
            hint="the next ingest annotates them",
        )
