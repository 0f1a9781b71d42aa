"""What is indexed of a document: the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.dates import date_terms
from dateline.search.fields import FIELDS, TEXT_WEIGHTS, Document, Kind

Terms = list[tuple[str, str]]  # (folded word, stem) of each word of a block, in order

# Between two blocks positions jump by this much, so that nothing adjoins across them.
BLOCK_GAP = 100


class Entries(NamedTuple):
    """Of each text field (None: all text) its blocks, each with the weight that one occurrence in
    it has; of each other field its values."""

    texts: Mapping[str | None, list[tuple[Terms, int]]]
    values: Mapping[str, tuple[str, ...]]


def entries(document: Document, analyzer: Analyzer) -> Entries:
    """What an index holds of the document."""
    analyzed = {
        (part, number): analyzer.terms(text, document.language)
        for part, blocks in document.texts.items()
        for number, text in enumerate(blocks)
    }
    texts: dict[str | None, list[tuple[Terms, int]]] = {
        None: [
            (analyzed[part, number], TEXT_WEIGHTS[part])
            for part, number, _ in document.blocks(None)
        ]
    }
    values: dict[str, tuple[str, ...]] = {}
    for name, field in FIELDS.items():
        if field.kind is Kind.TEXT:
            if field.own:
                blocks = document.blocks(name)
                texts[name] = [(analyzed[part, number], 1) for part, number, _ in blocks]
        elif field.kind is Kind.VALUE:
            values[name] = document.value(name)
        elif moment := document.moment(name):
            values[name] = date_terms(moment)
    return Entries(
        {name: blocks for name, blocks in texts.items() if blocks or name is None},
        {name: found for name, found in values.items() if found},
    )
