"""What becomes of each article handed in: the rules of identity, without a database.

1. The bytes of its record are known: UNCHANGED, whatever file they are in.
2. Its key is known: UNCHANGED if it reads as the current version does, else a VERSION.
3. Its text is that of another article's current version: a COPY of that one, which is an
   article of its own; of several, of the one that came first and is no copy itself.
4. Otherwise it is ADDED.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from dateline.store.articles.identity import (
    article_id,
    article_key,
    content_digest,
    text_digest,
    words_of,
)
from dateline.store.articles.lookup import Known, KnownArticle, look_up
from dateline.store.articles.mapping import hints_values, version_values
from dateline.store.articles.similarity import Text, text_of
from dateline.store.sql import storable
from dateline.values.context import UserHints
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition, Outcome

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Identity:
    """All that the rules look at in a filing."""

    filing: IntakeItem
    key: str
    id: str
    content: str
    text: str | None
    words: list[str]

    @classmethod
    def of(cls, filing: IntakeItem) -> _Identity:
        article = filing.article
        key = storable(article_key(article, filing.record_digest))
        words = words_of(article.body)
        text = text_digest(article.title, words)
        return cls(filing, key, article_id(key), content_digest(article), text, words)


@dataclass(slots=True)
class Decisions:
    """The outcomes, in the order handed in, and the rows that make them true.

    `changed` holds new values for articles by id; `sightings` those for (original, ordinal),
    of which `resighted` are there already; `hints` is that of every version; `texts` the texts
    that articles now have, by id; `pending` the ids to tell the index.
    """

    hints: Values
    outcomes: list[Outcome] = field(default_factory=list)
    articles: list[Values] = field(default_factory=list)
    changed: dict[str, Values] = field(default_factory=dict)
    versions: list[Values] = field(default_factory=list)
    sightings: dict[tuple[str, int], Values] = field(default_factory=dict)
    resighted: set[tuple[str, int]] = field(default_factory=set)
    texts: dict[str, Text] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    taken: list[IntakeItem] = field(default_factory=list)


def decide(
    connection: Connection, batch: Sequence[IntakeItem | Failure], *, hints: UserHints, now: str
) -> Decisions:
    """Decide about the whole batch, one after the other; nothing is written yet. `hints` is what
    a person said of all of it."""
    identities = {i: _Identity.of(f) for i, f in enumerate(batch) if isinstance(f, IntakeItem)}
    known = look_up(
        connection,
        records=(one.filing.record_digest for one in identities.values()),
        places=((one.filing.original.sha256, one.filing.ordinal) for one in identities.values()),
        ids=(one.id for one in identities.values()),
        texts=(one.text for one in identities.values() if one.text is not None),
    )
    decisions = Decisions(hints=hints_values(hints))
    for position, item in enumerate(batch):
        if isinstance(item, Failure):
            _record_failure(decisions, item)
        else:
            _decide_one(decisions, known, identities[position], now)
    return decisions


def _decide_one(decisions: Decisions, known: Known, one: _Identity, now: str) -> None:
    filing = one.filing
    seen = known.records.get(filing.record_digest)
    if seen is not None:
        return _conclude(decisions, known, one, Disposition.UNCHANGED, *seen)
    article = known.with_key(one.key)
    if article is None:
        if (other := known.articles.get(one.id)) is not None:
            return _record_failure(decisions, _collision(filing, one, other))
        article = _new_article(decisions, known, one)
        decisions.texts[article.id] = text_of(one.words, one.text)
        disposition = Disposition.ADDED if article.copy_of is None else Disposition.COPY
    elif article.content_digest == one.content:
        return _conclude(decisions, known, one, Disposition.UNCHANGED, article.id, article.version)
    else:
        _change(decisions, known, article, one)
        disposition = Disposition.VERSION
    decisions.versions.append(
        {
            **version_values(filing),
            "article": article.id,
            "number": article.version,
            "content_digest": one.content,
            "text_digest": one.text,
            "given": decisions.hints,
            "added": now,
        }
    )
    decisions.pending.append(article.id)
    return _conclude(decisions, known, one, disposition, article.id, article.version)


def _new_article(decisions: Decisions, known: Known, one: _Identity) -> KnownArticle:
    known.last_arrival += 1
    article = KnownArticle(
        id=one.id,
        key=one.key,
        arrival=known.last_arrival,
        copy_of=_first_with(known.with_text(one.text)),
        version=1,
        content_digest=one.content,
        text_digest=one.text,
    )
    known.add(article)
    decisions.articles.append(
        {
            "id": article.id,
            "key": article.key,
            "arrival": article.arrival,
            "copy_of": article.copy_of,
            "current": 1,
            "story": article.id,
        }
    )
    return article


def _first_with(same: dict[str, KnownArticle]) -> str | None:
    """The earliest article that is no copy; where all are copies, of an article that has
    changed since, that article: it had the text first."""
    by_arrival = sorted(same.values(), key=lambda article: article.arrival)
    for article in by_arrival:
        if article.copy_of is None:
            return article.id
    return by_arrival[0].copy_of if by_arrival else None


def _change(decisions: Decisions, known: Known, article: KnownArticle, one: _Identity) -> None:
    """The article has a further version. A copy whose text goes its own way is no copy any
    more; an article that came to be no copy never becomes one, since others may be its."""
    if one.text != article.text_digest:
        decisions.texts[article.id] = text_of(one.words, one.text)
        if article.copy_of not in known.with_text(one.text):
            article.copy_of = None
        known.forget_text(article)
    article.version += 1
    article.content_digest, article.text_digest = one.content, one.text
    known.add(article)
    decisions.changed[article.id] = {"current": article.version, "copy_of": article.copy_of}


def _conclude(
    decisions: Decisions,
    known: Known,
    one: _Identity,
    disposition: Disposition,
    article: str,
    version: int,
) -> None:
    """Note the outcome, and that this record was seen here."""
    filing = one.filing
    place = (filing.original.sha256, filing.ordinal)
    if known.occurred.get(place) != filing.record_digest:
        if place in known.occurred and place not in decisions.sightings:
            decisions.resighted.add(place)
        decisions.sightings[place] = {
            "record_digest": filing.record_digest,
            "original": filing.original.sha256,
            "ordinal": filing.ordinal,
            "record": None if filing.where is None else storable(filing.where),
            "article": article,
            "version": version,
        }
        known.occurred[place] = filing.record_digest
    known.records.setdefault(filing.record_digest, (article, version))
    decisions.taken.append(filing)
    decisions.outcomes.append(
        Outcome(
            disposition=disposition,
            path=filing.path,
            where=filing.where,
            id=article,
            title=filing.article.title,
            warnings=filing.warnings,
        )
    )


def _collision(filing: IntakeItem, one: _Identity, other: KnownArticle) -> Failure:
    """Two keys with one id: with 64 bits, odds of 1 in 37 million among a million articles."""
    return Failure(
        path=filing.path,
        original=filing.original,
        ordinal=filing.ordinal,
        where=filing.where,
        disposition=Disposition.FAILED,
        stage="store",
        reason=f"its id {one.id} is taken by another article ({other.key})",
        tool=filing.reader,
    )


def _record_failure(decisions: Decisions, failure: Failure) -> None:
    decisions.failures.append(failure)
    decisions.outcomes.append(
        Outcome(
            disposition=failure.disposition,
            path=failure.path,
            where=failure.where,
            stage=failure.stage,
            reason=failure.reason,
        )
    )
