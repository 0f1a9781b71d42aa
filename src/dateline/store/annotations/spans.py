"""Converts spans, sentences and times to JSON, and back.

A span is stored as [part, start, end]. Its words are read from the article when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.values.annotations import Rule, Sentence, Span, TimeExpression, TimeKind

Row = dict[str, Any]
Texts = Mapping[str, str]
"""The text of each part of an article, in reading order."""


def span_values(span: Span) -> list[Any]:
    return [span.part, span.start, span.end]


def span_of(values: Sequence[Any], texts: Texts) -> Span:
    """The span that `span_values` stored, with its words."""
    part, start, end = values
    return Span(part=part, start=start, end=end, text=texts[part][start:end])


def maybe_span(values: Sequence[Any] | None, texts: Texts) -> Span | None:
    return None if values is None else span_of(values, texts)


def sentence_values(sentences: Iterable[Sentence]) -> list[Any]:
    return [
        [*span_values(sentence.span), sentence.paragraph, int(sentence.quoted)]
        for sentence in sentences
    ]


def sentences_of(values: Iterable[Sequence[Any]], texts: Texts) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=span_of(span, texts), paragraph=paragraph, quoted=bool(quoted))
        for *span, paragraph, quoted in values
    )


def time_values(times: Iterable[TimeExpression]) -> list[Any]:
    return [
        [*span_values(time.span), time.value, time.kind, *rule_values(time.rule), int(time.history)]
        for time in times
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
