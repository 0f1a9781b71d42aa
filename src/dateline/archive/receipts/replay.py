"""Writes a receipt of a search, and compares one with the same search now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateline.archive.connections import Connections, local_day
from dateline.archive.receipts.file import opened_receipt, write_receipt
from dateline.archive.receipts.reasons import Reasons
from dateline.archive.receipts.searching import rules_of, searched
from dateline.search.query.format import format_query
from dateline.search.query.parser import MatchMode, parse
from dateline.search.query.tree import query_tree
from dateline.values.archive.receipts import (
    ArticleState,
    Change,
    Receipt,
    Replay,
    ReplayedArticle,
    changed_rules,
)


def write(
    connections: Connections,
    text: str,
    path: str | os.PathLike[str],
    *,
    match: MatchMode,
    plain: bool,
    today: date | None,
    options: Mapping[str, Any],
) -> Receipt:
    """The file at `path` has a receipt of this search now; see `Archive.receipt`."""
    day, last_run = today or local_day(), connections.store().runs.last() or 0
    query = parse(text, match=match, plain=plain, today=day, last_run=lambda: last_run)
    with searched(connections, query) as (found, moment):
        receipt = Receipt(
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            query=text,
            match=match,
            plain=plain,
            day=day.isoformat(),
            last_run=last_run,
            parsed=format_query(query),
            tree=query_tree(query),
            options=dict(options),
            archive=moment.archive,
            rules=rules_of(connections),
            total=len(found),
        )
        write_receipt(receipt, moment.articles(found), os.fspath(path))
    return receipt


def replay(connections: Connections, path: str | os.PathLike[str]) -> Replay:
    """The receipt in the file at `path`, compared with the same search now; see
    `Archive.replay`."""
    with opened_receipt(os.fspath(path)) as (receipt, before):
        query = parse(
            receipt.query,
            match=receipt.match,
            plain=receipt.plain,
            today=date.fromisoformat(receipt.day),
            last_run=lambda: receipt.last_run,
        )
        parsed, rules = format_query(query), changed_rules(receipt.rules, rules_of(connections))
        same, different = 0, list[tuple[ArticleState | None, ArticleState | None]]()
        with searched(connections, query) as (found, moment):
            for then, now in _side_by_side(before, moment.articles(found)):
                if then is not None and now is not None and then.identity == now.identity:
                    same += 1
                else:
                    different.append((then, now))
            same_archive = moment.archive.id == receipt.archive.id
            since = receipt.archive.decision if same_archive else _NEVER
            reasons = Reasons(
                receipt,
                of_many=moment.decided_of_many(since),
                rules=rules,
                parsed=parsed,
                same_archive=same_archive,
            )
            traces = moment.traces([_id(*pair) for pair in different], since)
        return Replay(
            receipt=receipt,
            total=len(found),
            parsed=parsed,
            same=same,
            same_archive=same_archive,
            rules=rules,
            articles=tuple(
                ReplayedArticle(
                    change=_change(then, now),
                    id=_id(then, now),
                    title=traces[_id(then, now)].title,
                    why=reasons.of(then, now, traces[_id(then, now)]),
                    then=then,
                    now=now,
                )
                for then, now in different
            ),
        )


_NEVER = "~"  # after every time: the log of another archive says nothing of the receipt


def _side_by_side(
    before: Iterable[ArticleState], after: Iterable[ArticleState]
) -> Iterator[tuple[ArticleState | None, ArticleState | None]]:
    """The states of each article in the one and in the other, both of which are sorted by id."""
    old, new = iter(before), iter(after)
    then, now = next(old, None), next(new, None)
    while then is not None or now is not None:
        id = min(state.id for state in (then, now) if state is not None)
        in_old, in_new = then is not None and then.id == id, now is not None and now.id == id
        yield then if in_old else None, now if in_new else None
        then = next(old, None) if in_old else then
        now = next(new, None) if in_new else now


def _id(then: ArticleState | None, now: ArticleState | None) -> str:
    state = then or now
    assert state is not None
    return state.id


def _change(then: ArticleState | None, now: ArticleState | None) -> Change:
    if then is None:
        return Change.NEW
    return Change.GONE if now is None else Change.CHANGED
