"""Spans, sentences and times as JSON, and back.

A span is kept as [part, start, end]; the words are read from the article when they are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.values.annotations import Rule, Sentence, Span, TimeExpression, TimeKind

Row = dict[str, Any]
Texts = Mapping[str, str]
"""What stands in each part of an article, in reading order."""


def span_values(span: Span) -> list[Any]:
    return [span.part, span.start, span.end]


def span_of(values: Sequence[Any], texts: Texts) -> Span:
    """The span that `span_values` gave, with the words that stand there."""
    part, start, end = values
    return Span(part=part, start=start, end=end, text=texts[part][start:end])


def maybe_span(values: Sequence[Any] | None, texts: Texts) -> Span | None:
    return None if values is None else span_of(values, texts)


def sentence_values(found: Iterable[Sentence]) -> list[Any]:
    return [[*span_values(one.span), one.paragraph, int(one.quoted)] for one in found]


def sentences_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=span_of(span, texts), paragraph=paragraph, quoted=bool(quoted))
        for *span, paragraph, quoted in values
    )


def time_values(found: Iterable[TimeExpression]) -> list[Any]:
    return [
        [*span_values(one.span), one.value, one.kind, *rule_values(one.rule), int(one.history)]
        for one in found
    ]


def times_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[TimeExpression, ...]:
    return tuple(
        TimeExpression(
            span=span_of(span, texts),
            value=value,
            kind=TimeKind(kind),
            rule=Rule(name=rule, dictionary=dictionary),
            history=bool(history),
        )
        for *span, value, kind, rule, dictionary, history in values
    )


def rule_values(rule: Rule) -> tuple[str, str | None]:
    return rule.name, rule.dictionary
