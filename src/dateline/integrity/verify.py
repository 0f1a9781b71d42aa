"""Checks a whole archive: database, originals, index, and files that nothing names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import SystemRandom
from typing import TypeAlias

from dateline.errors import ArchiveDamaged, DatelineError
from dateline.ingest.index import rebuild_reason
from dateline.ingest.progress import Observer, Progress, Stage, ignore
from dateline.search.documents import document
from dateline.search.engine_query import Everything
from dateline.search.engines.base import Check
from dateline.search.engines.entries import serialize, to_bytes
from dateline.search.index import Index
from dateline.search.indexed import Document
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.archive.integrity import Checked, Damage, Part, Verification

_PAGE = 200
_DATABASE = ("dateline.sqlite", "dateline.sqlite-wal", "dateline.sqlite-shm")
_OWN = (*_DATABASE, "lock", "originals", "uploads")

_STAGES = {Part.ARTICLE: Stage.COMPARE, Part.ORIGINAL: Stage.CHECK}

Found: TypeAlias = Damage | Checked | str
"""Something damaged, how much more was checked, or why the index was not compared."""


def verify(
    store: Store,
    index: Index,
    settings: Settings,
    *,
    sample: int | None = None,
    progress: Observer = ignore,
) -> Verification:
    """What a check of everything finds; of the originals only `sample`, chosen at random, if that
    is given. `progress` is called as versions and originals are checked. Nothing is changed."""
    damages = list[Damage]()
    numbers, size = Counter[Part](), 0
    not_compared: str | None = None
    for found in _found(store, index, sample):
        if isinstance(found, Damage):
            damages.append(found)
        elif isinstance(found, str):
            not_compared = found
        else:
            numbers[found.part] += found.number
            size += found.size
            if (stage := _STAGES.get(found.part)) is not None:
                progress(Progress(stage=stage, done=numbers[found.part]))
    return Verification(
        versions=numbers[Part.ARTICLE],
        decisions=numbers[Part.DECISION],
        indexed=numbers[Part.INDEX],
        originals=numbers[Part.ORIGINAL],
        bytes_read=size,
        damages=tuple(damages),
        strays=tuple(_strays(store, settings)),
        not_compared=not_compared,
    )


def _found(store: Store, index: Index, sample: int | None) -> Iterator[Found]:
    is_sound = True
    for found in store.checks.damages():
        is_sound = is_sound and not (isinstance(found, Damage) and _unsettles_index(found))
        yield found
    yield from _originals(store, sample)
    if is_sound:
        yield from _index(store, index)
    else:
        yield "the database is damaged, so that nobody can say what belongs in the index"


def _unsettles_index(damage: Damage) -> bool:
    """Whether nobody can say what belongs in the index: what is damaged is indexed."""
    return not damage.is_derived or damage.part is Part.ANNOTATION


def _originals(store: Store, sample: int | None) -> Iterator[Found]:
    wanted = store.checks.kept_originals()
    digests = sorted(wanted)
    if sample is not None and sample < len(digests):
        digests = sorted(SystemRandom().sample(digests, sample))
    for digest in digests:
        try:
            store.originals.verify(digest)
        except ArchiveDamaged as error:
            yield Damage(part=Part.ORIGINAL, item=digest, problem=error.message)
        else:
            yield Checked(part=Part.ORIGINAL, number=1, size=wanted[digest])


def _index(store: Store, index: Index) -> Iterator[Found]:
    """What the index has of each article, compared with what the database would give it now."""
    state = store.pending.index_state()
    if reason := rebuild_reason(index, state):
        yield f"the next search rebuilds it: {reason}"
        return
    name = index.stamp.engine if index.stamp else "index"
    damaged = index.damaged_files(settled=state.is_all_in(index.commit))
    for file in damaged:
        yield _of_index(file, "the file is not as it was written")
    if damaged:
        return
    try:
        engine = index.open()
        if engine is None:
            yield "there is none yet"
            return
        expected, pending = dict(_expected(store)), store.pending.ids()
        found: dict[str, str] = {}

        def compare(has: Document) -> bool:
            found[has.id] = _digest(has)
            return False

        try:
            engine.matching_ids(Everything(), Check(Everything(), compare, {}))
        finally:
            engine.close()
    except (ArchiveDamaged, ValueError) as error:
        problem = error.message if isinstance(error, DatelineError) else str(error)
        yield _of_index(name, problem)
        return
    for id in sorted((expected.keys() | found.keys()) - pending):
        if id not in found:
            yield _of_index(id, "the article is missing")
        elif id not in expected:
            yield _of_index(id, "the article is not in the database")
        elif found[id] != expected[id]:
            yield _of_index(id, "it has the article in another state")
    yield Checked(part=Part.INDEX, number=len(found))


def _of_index(item: str, problem: str) -> Damage:
    return Damage(part=Part.INDEX, item=item, problem=problem, is_derived=True)


def _expected(store: Store) -> Iterator[tuple[str, str]]:
    articles = store.articles()
    while page := tuple(islice(articles, _PAGE)):
        ids = [article.id for article in page]
        keys, labels = store.annotations.search_keys(ids), store.curation.labels(ids)
        for article in page:
            yield article.id, _digest(document(article, keys[article.id], labels[article.id]))


def _digest(searchable: Document) -> str:
    return sha256(to_bytes(serialize(searchable))).hexdigest()


def _strays(store: Store, settings: Settings) -> Iterator[str]:
    """The files in the folders of the archive that nothing names, but those of other tools that
    begin with a dot."""
    kept = store.checks.kept_originals()
    folder = settings.database_folder
    for name in sorted(os.listdir(folder)):
        if name not in _OWN and not name.startswith((".", "before-")):
            yield os.path.join(folder, name)
    for path in sorted(Path(folder, "originals").rglob("*")):
        if path.is_file() and (path.suffix != ".zst" or path.stem not in kept):
            yield str(path)
