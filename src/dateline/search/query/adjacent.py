"""What it means that parts of a query stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.search.query.ast import And, DateRange, Not, One, Or, Query, Value


def joined(runs: Sequence[Sequence[Query]], *, any_word: bool) -> Query | None:
    """What stands side by side, each run of it joined by AND, as one tree; None where nothing
    does. With `any_word` not every word of it need hold, but all else must."""
    parts = [part for run in runs for part in run]
    if any_word:
        binding = [part for part in parts if _binds(part)]
        free = [[part for part in run if not _binds(part)] for run in runs]
        either = [part for run in free if (part := one_node(And, run))]
        parts = [Or(tuple(either)), *binding] if len(either) > 1 else [*either, *binding]
    return one_node(And, parts)


def gathered(runs: Sequence[Sequence[Query]], bare: Sequence[One]) -> Sequence[Sequence[Query]]:
    """The runs, with all of the `bare` nodes that are about the same in the place of the first."""
    for about in dict.fromkeys(one.about for one in bare):
        first, *others = (one for one in bare if one.about == about)
        whole = One(about, (*first.parts, *(part for one in others for part in one.parts)))
        gone = set(map(id, others))
        runs = [
            [whole if part is first else part for part in run if id(part) not in gone]
            for run in runs
        ]
    return runs


def _binds(part: Query) -> bool:
    """Whether this must hold though any word will do."""
    if isinstance(part, One):
        return part.about == "event"
    return isinstance(part, Not | DateRange | Value)


def one_node(kind: type[And | Or], parts: Sequence[Query]) -> Query | None:
    """The parts under one node; the part itself where there is one, None where there is none."""
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None
