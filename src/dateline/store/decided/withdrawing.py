"""Decisions that are taken back: what they were about is as if nobody had made them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.store.curation.log import DecisionLog, logged, logged_at, standing
from dateline.store.decided.consequences import Before, follow
from dateline.values.curation.decision_data import is_time
from dateline.values.curation.decisions import WITHDRAWABLE, Action, Decision

_TIMES = "“dateline decisions --csv” has their times"


def withdraw(
    connection: Connection, log: DecisionLog, times: Collection[str], reason: str | None
) -> None:
    """The decisions of these times are taken back, all or none. Raises UsageError for a time of
    none, and for a decision that cannot be taken back or that somebody has taken back already."""
    if not all(map(is_time, times)):
        raise UsageError("a decision has a time as 2025-07-18T14:30:05.123456Z", hint=_TIMES)
    every = logged_at(connection, times)
    held = {each.at for each in standing(every.values(), logged(connection, Action.WITHDRAW))}
    for at in times:
        if at not in every:
            raise UsageError(f"there is no decision of {at}", hint=_TIMES)
        if every[at].action not in WITHDRAWABLE:
            raise UsageError(f"the decision of {at}, {every[at].action}, cannot be taken back")
        if at not in held:
            raise UsageError(f"the decision of {at} was taken back already")
    before = Before.now(connection)
    withdrawals = [
        Decision(
            action=Action.WITHDRAW,
            article=every[at].article,
            data={"decision": at},
            reason=reason,
        )
        for at in sorted(times)
    ]
    follow(connection, log.add(connection, *withdrawals), before)
