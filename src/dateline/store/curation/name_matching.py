"""Which names belong to the same person or organization.

Two names are one entity if they differ only in case, accents and punctuation. A first and a last
name alone are joined to the longer name of a person that begins and ends with them. An acronym is
joined to the organization that an article introduces it for. Both only happen if there is a single
such name and the country codes of the two names do not exclude each other. Decisions of people
take precedence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, func, insert, select

from dateline.store.curation.entity_decisions import EntityDecisions, EntityKey
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
"""The names that are joined to another name: a table that lives as long as the transaction."""

_Codes: TypeAlias = frozenset[str]
_CODES = (func.min(NameRow.code), func.max(NameRow.code))  # all codes, if there are one or two


def join(connection: Connection, decisions: EntityDecisions) -> None:
    """JOINED holds each name that is joined to another name, with that name. The transaction must
    be one that is never committed: the table disappears with it."""
    joins = dict(_unambiguous(connection, decisions))

    def root(key: EntityKey) -> EntityKey:
        merged = decisions.root(key)
        return decisions.root(joins[merged]) if merged in joins else merged

    JOINED.create(connection, checkfirst=False)
    rows = [
        {"kind": key[0].value, "folded": key[1], "root": root(key)[1]}
        for key in {*joins, *decisions.into}
        if root(key) != key
    ]
    if rows:
        connection.execute(insert(JOINED), rows)


def _unambiguous(
    connection: Connection, decisions: EntityDecisions
) -> Iterator[tuple[EntityKey, EntityKey]]:
    """Each short name that the rules join to a long one, with that long name."""
    candidates = (*_people(connection), *_organizations(connection))
    for (short, codes), group in groupby(candidates, key=lambda pair: pair[0]):
        matches = {
            decisions.root(long)
            for _, (long, others) in group
            if not codes or not others or codes & others
        }
        long = matches.pop() if len(matches) == 1 else short
        must_differ = frozenset((short, long)) in decisions.apart
        already_decided = short in decisions.into or short in decisions.hidden
        if long != short and not already_decided and not must_differ:
            yield short, long


_Candidate: TypeAlias = tuple[tuple[EntityKey, _Codes], tuple[EntityKey, _Codes]]


def _people(connection: Connection) -> Iterator[_Candidate]:
    """Each first and last name alone, with each longer name that begins and ends with it; the
    candidates of one short name are adjacent."""
    shared_ends = select(NameRow.ends).where(NameRow.kind == MentionKind.PERSON.value)
    shared_ends = shared_ends.group_by(NameRow.ends).having(
        func.count(NameRow.folded.distinct()) > 1
    )
    query = select(NameRow.ends, NameRow.folded, *_CODES).where(
        NameRow.kind == MentionKind.PERSON.value, NameRow.ends.in_(shared_ends)
    )
    query = query.group_by(NameRow.ends, NameRow.folded).order_by(NameRow.ends, NameRow.folded)
    for ends, rows in groupby(connection.execute(query), key=lambda row: row.ends):
        names = {row.folded: _row_codes(row) for row in rows}
        if ends in names:
            short = ((MentionKind.PERSON, ends), names.pop(ends))
            yield from (
                (short, ((MentionKind.PERSON, name), codes)) for name, codes in names.items()
            )


def _organizations(connection: Connection) -> Iterator[_Candidate]:
    """Each acronym that an article uses without its full name, with each full name that other
    articles introduce it for."""
    is_organization = NameRow.kind == MentionKind.ORGANIZATION.value
    acronyms = select(NameRow.folded, *_CODES).where(
        is_organization, NameRow.folded == NameRow.acronym
    )
    short = {row.folded: _row_codes(row) for row in connection.execute(acronyms.group_by("folded"))}
    query = select(NameRow.acronym, NameRow.folded, *_CODES).where(
        is_organization, NameRow.folded != NameRow.acronym
    )
    query = query.group_by(NameRow.acronym, NameRow.folded).order_by(NameRow.acronym)
    for row in connection.execute(query):
        if row.acronym in short:
            key = (MentionKind.ORGANIZATION, row.acronym)
            yield (
                (key, short[row.acronym]),
                ((MentionKind.ORGANIZATION, row.folded), _row_codes(row)),
            )


def _row_codes(row: Any) -> _Codes:
    return frozenset(code for code in row[-2:] if code)
