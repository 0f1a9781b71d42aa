"""The disposition of each ingested article: the rules of identity. Nothing is written here.

0. The bytes of its record were deleted by a person: REJECTED, with the reason.
1. The bytes of its record are known: UNCHANGED, whatever file they are in. If a person put them in
   the place of an article, they are a VERSION of that one.
2. Articles at its address are known: UNCHANGED if its content equals the current version of one,
   a VERSION of the one that it shares most with if it can be one, or of the only one that its
   publisher calls by the same name (see `versions`).
3. Its text equals the current version of another article: a COPY of that article. A copy is an
   article of its own. If several articles have the text, it is a copy of the first one to arrive
   that is not a copy itself.
4. Otherwise it is ADDED.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from dateline.store.articles.identity import article_id
from dateline.store.articles.incoming import Incoming, collision, refusal
from dateline.store.articles.lookup import BatchLookup, KnownArticle, load_printed, look_up
from dateline.store.articles.mapping import hints_values, version_values
from dateline.store.articles.similarity import Text, text_of
from dateline.store.articles.versions import is_same_item, shared
from dateline.store.sql import storable
from dateline.values.context import UserHints
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition, Outcome

Values = dict[str, Any]


@dataclass(slots=True)
class Decisions:
    """The outcomes, in the order of the batch, and the rows to write for them.

    `articles` and `versions` are new rows. `changed` maps article ids to new column values.
    `occurrences` maps (original, ordinal) to new rows; those in `replaced` replace a row that
    exists. `hints` belongs to every version. `texts` maps article ids to their new texts.
    `pending` lists the ids of articles to index. `ingested` lists the items that became, or
    already were, articles. `refused_files` are the originals of what was refused.
    """

    hints: Values
    outcomes: list[Outcome] = field(default_factory=list)
    articles: list[Values] = field(default_factory=list)
    changed: dict[str, Values] = field(default_factory=dict)
    versions: list[Values] = field(default_factory=list)
    occurrences: dict[tuple[str, int], Values] = field(default_factory=dict)
    replaced: set[tuple[str, int]] = field(default_factory=set)
    texts: dict[str, Text] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    ingested: list[IntakeItem] = field(default_factory=list)
    refused_files: set[str] = field(default_factory=set)


def decide(
    connection: Connection,
    batch: Sequence[IntakeItem | Failure],
    *,
    refused: Mapping[str, str],
    replacing: Mapping[str, str],
    hints: UserHints,
    now: str,
) -> Decisions:
    """The decisions for a whole batch, made in its order; nothing is written yet. `refused` says
    why records are refused, and `replacing` which article a person put them in the place of, both
    by digest; `hints` are the user's hints for all of it."""
    identities = {
        i: Incoming.of(item) for i, item in enumerate(batch) if isinstance(item, IntakeItem)
    }
    known = look_up(
        connection,
        records=(identity.item.record_digest for identity in identities.values()),
        places=(
            (identity.item.original.sha256, identity.item.ordinal)
            for identity in identities.values()
        ),
        ids=(
            *replacing.values(),
            *(
                article_id(identity.key(taken=taken))
                for identity in identities.values()
                for taken in (False, True)
            ),
        ),
        addresses=(identity.address for identity in identities.values() if identity.address),
        texts=(identity.text for identity in identities.values() if identity.text is not None),
    )
    load_printed(connection, _to_compare(known, identities.values()).values())
    decisions = Decisions(hints=hints_values(hints))
    for position, item in enumerate(batch):
        if isinstance(item, Failure):
            _record_failure(decisions, item)
        elif item.record_digest in refused:
            decisions.refused_files.add(item.original.sha256)
            _record_failure(decisions, refusal(item, refused[item.record_digest]))
        else:
            replaced = known.articles.get(replacing.get(item.record_digest, ""))
            _decide_item(decisions, known, identities[position], replaced, now)
    return decisions


def _decide_item(
    decisions: Decisions,
    known: BatchLookup,
    identity: Incoming,
    replaced: KnownArticle | None,
    now: str,
) -> None:
    item = identity.item
    seen = known.records.get(item.record_digest)
    if seen is not None:
        return _conclude(decisions, known, identity, Disposition.UNCHANGED, *seen)
    article = replaced or _at_its_address(known, identity)
    if article is None:
        key = identity.key(taken=False)
        if known.at(identity.address) or article_id(key) in known.articles:
            key = identity.key(taken=True)
        if (other := known.articles.get(article_id(key))) is not None:
            return _record_failure(decisions, collision(item, other.id, other.key))
        article = _new_article(decisions, known, identity, key)
        decisions.texts[article.id] = text_of(identity.words, identity.text)
        disposition = Disposition.ADDED if article.copy_of is None else Disposition.COPY
    elif article.content_digest == identity.content:
        return _conclude(
            decisions, known, identity, Disposition.UNCHANGED, article.id, article.version
        )
    else:
        _change(decisions, known, article, identity)
        disposition = Disposition.VERSION
    decisions.versions.append(
        {
            **version_values(item),
            "article": article.id,
            "number": article.version,
            "content_digest": identity.content,
            "text_digest": identity.text,
            "hints": decisions.hints,
            "added": now,
            "replacement": replaced is not None or None,
        }
    )
    decisions.pending.append(article.id)
    return _conclude(decisions, known, identity, disposition, article.id, article.version)


def _to_compare(known: BatchLookup, identities: Collection[Incoming]) -> dict[str, KnownArticle]:
    """The articles, by id, whose texts decide whether one of these is a version of them."""
    return {
        article.id: article
        for identity in identities
        if identity.item.record_digest not in known.records
        for article in known.at(identity.address)
        if article.content_digest != identity.content
    }


def _at_its_address(known: BatchLookup, identity: Incoming) -> KnownArticle | None:
    """The article at the same address that this is a reading or a version of, or None."""
    there = known.at(identity.address)
    for article in there:
        if article.content_digest == identity.content:
            return article
    new, best, most = identity.printed, None, -1.0
    for article in there:
        both = None if article.printed is None else shared(new, article.printed)
        if both is not None and both > most:
            best, most = article, both
    if best is None:
        named = [a for a in there if a.printed is not None and is_same_item(new, a.printed)]
        best = named[0] if len(named) == 1 else None
    return best


def _new_article(
    decisions: Decisions, known: BatchLookup, identity: Incoming, key: str
) -> KnownArticle:
    known.last_arrival += 1
    article = KnownArticle(
        id=article_id(key),
        key=key,
        address=identity.address,
        arrival=known.last_arrival,
        copy_of=_first_of(known.with_text(identity.text)),
        version=1,
        content_digest=identity.content,
        text_digest=identity.text,
        printed=identity.printed,
    )
    known.add(article)
    decisions.articles.append(
        {
            "id": article.id,
            "key": article.key,
            "address": article.address,
            "arrival": article.arrival,
            "copy_of": article.copy_of,
            "current": 1,
            "story": article.id,
        }
    )
    return article


def _first_of(same: dict[str, KnownArticle]) -> str | None:
    """The id of the earliest of these articles that is not a copy. If all are copies of an
    article whose text has changed since, the id of that article: it had the text first."""
    by_arrival = sorted(same.values(), key=lambda article: article.arrival)
    for article in by_arrival:
        if article.copy_of is None:
            return article.id
    return by_arrival[0].copy_of if by_arrival else None


def _change(
    decisions: Decisions, known: BatchLookup, article: KnownArticle, identity: Incoming
) -> None:
    """The article has a new version. A copy whose text now differs is no longer a copy. An
    article that is not a copy never becomes one, since others may be copies of it."""
    if identity.text != article.text_digest:
        decisions.texts[article.id] = text_of(identity.words, identity.text)
        if article.copy_of not in known.with_text(identity.text):
            article.copy_of = None
        known.forget_text(article)
    article.version += 1
    article.content_digest, article.text_digest = identity.content, identity.text
    article.printed = identity.printed
    known.add(article)
    decisions.changed[article.id] = {"current": article.version, "copy_of": article.copy_of}


def _conclude(
    decisions: Decisions,
    known: BatchLookup,
    identity: Incoming,
    disposition: Disposition,
    article: str,
    version: int,
) -> None:
    """Add the outcome, and the occurrence of the record at its location."""
    item = identity.item
    location = (item.original.sha256, item.ordinal)
    if known.occurred.get(location) != item.record_digest:
        if location in known.occurred and location not in decisions.occurrences:
            decisions.replaced.add(location)
        decisions.occurrences[location] = {
            "record_digest": item.record_digest,
            "original": item.original.sha256,
            "ordinal": item.ordinal,
            "record": None if item.where is None else storable(item.where),
            "article": article,
            "version": version,
        }
        known.occurred[location] = item.record_digest
    known.records.setdefault(item.record_digest, (article, version))
    decisions.ingested.append(item)
    decisions.outcomes.append(
        Outcome(
            disposition=disposition,
            path=item.path,
            where=item.where,
            id=article,
            title=item.article.title,
            warnings=item.warnings,
        )
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
