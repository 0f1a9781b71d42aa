"""The stage of a run after filing: whatever articles are not coded by the present coder are.

What an article's coding is lies in the database with it, so a stage that was interrupted goes on
where it stopped in the next run; and articles of an older archive are coded in the same way.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice

from dateline.dictionaries.version import annotation_version
from dateline.ingest.annotate_tasks import Texts
from dateline.ingest.index import BATCH
from dateline.ingest.pool import Pending, Workers, workers
from dateline.ingest.run import TRANSACTION
from dateline.store import Store
from dateline.values.events import Annotated

_TASK = 32  # articles: a tenth of a second of work
# Tasks sent to workers and not yet stored: enough to do while a batch is carried to the index,
# which takes 1.5 s.
_UNDER_WAY = 24
_WORTH_A_PROCESS = 200  # articles; below this, starting processes takes longer than coding


def pool_for(store: Store, jobs: int | None) -> AbstractContextManager[Workers]:
    """`jobs` workers; where that is None, as many as there are cores if there is enough to code
    already, else none."""
    if jobs is None:
        many = store.annotations.unannotated_count(annotation_version()) > _WORTH_A_PROCESS
        jobs = (os.cpu_count() or 1) if many else 0
    return workers(jobs)


def code(
    store: Store,
    pool: Workers,
    coded: Callable[[int], None] = lambda _done: None,
    carry_some: Callable[[], object] = lambda: None,
) -> None:
    """Every article is coded in its current version by the present coder, or it is recorded why
    it cannot be. `coded` is told how many have been by now. `carry_some`, see `carrying`, is
    called as soon as there is a batch for the index, so that the workers annotate what comes next
    meanwhile. The caller holds the write lock."""
    by, done, carried, ready = annotation_version(), 0, 0, list[Annotated]()
    for some in annotated(store, pool, by):
        ready += some
        if len(ready) >= TRANSACTION:
            store.annotations.code(ready, by)
            done += len(ready)
            coded(done)
            ready = []
            if done - carried >= BATCH:
                carry_some()
                carried += BATCH
    if ready:
        store.annotations.code(ready, by)
        coded(done + len(ready))


def annotated(
    store: Store, pool: Workers, by: str, ids: Collection[str] | None = None
) -> Iterator[Sequence[Annotated]]:
    """What the present coder, called `by`, reads in those of these articles (None: of all) that
    it has not coded yet, some at a time, in the order in which they came in."""
    under_way: deque[Pending[Annotated]] = deque()
    for page in store.annotations.unannotated(by):
        articles = ((article.id, article) for article in page if ids is None or article.id in ids)
        while some := tuple(islice(articles, _TASK)):
            under_way.append(pool.start(Texts(articles=some)))
            if len(under_way) > _UNDER_WAY:
                yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
