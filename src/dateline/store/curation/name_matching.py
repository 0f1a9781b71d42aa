"""Which names are one person or organization.

Two names are one entity if they are the same but for case, accents and marks. A first and a last
name alone are joined to the longer name of a person that begins and ends with them, and an acronym
to the organization that some article introduces it for: if there is only one such name, and the
countries that the two were coded with do not exclude each other. What people decided comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, func, insert, select

from dateline.store.curation.decisions import Decided, Key
from dateline.store.tables.annotations import NameRow
from dateline.values.annotations import MentionKind

JOINED = Table(
    "joined",
    MetaData(),
    Column("kind", String, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("root", Text, nullable=False),
    prefixes=["TEMPORARY"],
)
"""Names that are one with another, as a table that lives as long as the question."""

_Codes: TypeAlias = frozenset[str]
_CODES = (func.min(NameRow.code), func.max(NameRow.code))  # all of them, if they are one or two


def join(connection: Connection, decided: Decided) -> None:
    """JOINED holds each name that is part of an entity of another name. The transaction must be
    of the kind that is never committed: the table goes with it."""
    joins = dict(_only_ones(connection, decided))

    def root(key: Key) -> Key:
        above = decided.root(key)
        return decided.root(joins[above]) if above in joins else above

    JOINED.create(connection, checkfirst=False)
    rows = [
        {"kind": key[0].value, "folded": key[1], "root": root(key)[1]}
        for key in {*joins, *decided.into}
        if root(key) != key
    ]
    if rows:
        connection.execute(insert(JOINED), rows)


def _only_ones(connection: Connection, decided: Decided) -> Iterator[tuple[Key, Key]]:
    """Each short name that is joined to a long one by itself, and that one."""
    found = (*_people(connection), *_organizations(connection))
    for (short, codes), longer in groupby(found, key=lambda pair: pair[0]):
        fitting = {
            decided.root(name)
            for _, (name, others) in longer
            if not codes or not others or codes & others
        }
        name = fitting.pop() if len(fitting) == 1 else short
        apart = frozenset((short, name)) in decided.apart
        left_alone = short in decided.into or short in decided.hidden
        if name != short and not left_alone and not apart:
            yield short, name


_Pair: TypeAlias = tuple[tuple[Key, _Codes], tuple[Key, _Codes]]


def _people(connection: Connection) -> Iterator[_Pair]:
    """Each first and last name with each longer name around it, those of one together."""
    several = select(NameRow.ends).where(NameRow.kind == MentionKind.PERSON.value)
    several = several.group_by(NameRow.ends).having(func.count(NameRow.folded.distinct()) > 1)
    query = select(NameRow.ends, NameRow.folded, *_CODES).where(
        NameRow.kind == MentionKind.PERSON.value, NameRow.ends.in_(several)
    )
    query = query.group_by(NameRow.ends, NameRow.folded).order_by(NameRow.ends, NameRow.folded)
    for ends, rows in groupby(connection.execute(query), key=lambda row: row.ends):
        names = {row.folded: _codes(row) for row in rows}
        if ends in names:
            short = ((MentionKind.PERSON, ends), names.pop(ends))
            yield from (
                (short, ((MentionKind.PERSON, name), codes)) for name, codes in names.items()
            )


def _organizations(connection: Connection) -> Iterator[_Pair]:
    """Each acronym that is all that some article says, with each name that it stands for."""
    of_one = NameRow.kind == MentionKind.ORGANIZATION.value
    acronyms = select(NameRow.folded, *_CODES).where(of_one, NameRow.folded == NameRow.acronym)
    short = {row.folded: _codes(row) for row in connection.execute(acronyms.group_by("folded"))}
    query = select(NameRow.acronym, NameRow.folded, *_CODES).where(
        of_one, NameRow.folded != NameRow.acronym
    )
    query = query.group_by(NameRow.acronym, NameRow.folded).order_by(NameRow.acronym)
    for row in connection.execute(query):
        if row.acronym in short:
            key = (MentionKind.ORGANIZATION, row.acronym)
            yield (key, short[row.acronym]), ((MentionKind.ORGANIZATION, row.folded), _codes(row))


def _codes(row: Any) -> _Codes:
    return frozenset(code for code in row[-2:] if code)
