"""Quotations and who is quoted: direct, mixed (a few words quoted) and indirect.

A quotation of whose speaker the words around it say nothing keeps the speaker of the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.annotation.quotes.attribution import after_cue, before_cue
from dateline.annotation.quotes.context import QuoteContext, Speaker, quote_patterns
from dateline.annotation.quotes.passages import Passage, passages
from dateline.annotation.quotes.speakers import (
    ACCORDING,
    find_speaker,
    in_previous_sentence,
    is_part_of_sentence,
)
from dateline.values.annotations import Mention, Quote, QuoteKind, Rule, Sentence

_MIN_INDIRECT_WORDS = 4
_SCARE_WORDS = 3  # up to so many words in marks without a speaker are irony or a title


def quotes(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotations of one field, which has these sentences, in order. Of the article's
    `mentions` those of other fields are ignored."""
    if not sentences:
        return ()
    part = sentences[0].span.part
    context = QuoteContext(
        part, text, [mention for mention in mentions if mention.span.part == part]
    )
    found = [*_direct(context, sentences)]
    found += _indirect(context, sentences, found)
    return tuple(sorted(found, key=lambda quote: quote.span.start))


# --- direct and mixed ------------------------------------------------------------------------


def _direct(context: QuoteContext, sentences: Sequence[Sentence]) -> Iterator[Quote]:
    earlier: Speaker | None = None
    last_end, last_sentence = 0, -1
    for passage in passages(context.text, sentences):
        words = context.text[passage.start : passage.end].strip("“”\"'‘’ ").split()
        own, rule = find_speaker(context, passage, last_end)
        near = earlier if passage.continues or passage.start - last_end < _NEAR else None
        if own is None and passage.sentence_start == last_sentence and near:
            own, rule = near, "same sentence"
        kind = _kind(context.text, passage, own)
        if own is None and not passage.continues and passage.previous_start >= last_end:
            near = in_previous_sentence(context, passage) or near
        last_end, last_sentence = passage.end, passage.sentence_start
        short = len(words) <= _SCARE_WORDS
        if own is None and (short or kind is QuoteKind.MIXED):
            continue
        if short and kind is QuoteKind.MIXED and rule == "named after it":
            continue  # part of the subject's name: the “Example” group said
        speaker = own or near
        if speaker is None:
            speaker, rule = Speaker(None), "nobody named"
        elif own is None:
            rule = "goes on"
        earlier = context.remember(speaker)
        yield _quote(context, passage.start, passage.end, kind, speaker, rule)


_NEAR = 600


def _quote(
    context: QuoteContext, start: int, end: int, kind: QuoteKind, speaker: Speaker, rule: str
) -> Quote:
    return Quote(
        span=context.span(start, end),
        kind=kind,
        rule=Rule(name=rule, dictionary=quote_patterns().label),
        speaker=speaker.span,
        name=speaker.name,
        role=speaker.role,
        cue=speaker.cue,
    )


def _kind(text: str, passage: Passage, own: Speaker | None) -> QuoteKind:
    """MIXED if the quotation is part of the article's own sentence, else DIRECT."""
    if is_part_of_sentence(text, passage):
        return QuoteKind.MIXED
    before = text[passage.sentence_start : passage.start].rstrip()
    if before and own is None and before[-1] not in ",:.?!":
        return QuoteKind.MIXED
    return QuoteKind.DIRECT


# --- indirect --------------------------------------------------------------------------------

_THAT = re.compile(
    r"(?: (?:on|in|at|last|this|yesterday|today|late|"
    r"early)\b[^,“\"]{0,30})?,? (?:that )?"
)
_SMALL_WORD = re.compile(r"[a-z]+")
_NEEDED_THAT = re.compile(r"(?: [^,.;“\"]{1,60}?)? that ")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got) (?:\w+ly )?$")


def _indirect(
    context: QuoteContext, sentences: Sequence[Sentence], direct: Sequence[Quote]
) -> Iterator[Quote]:
    """Statements without quotation marks: "X said that ...", "according to X, ..."."""
    quote_starts = [quote.span.start for quote in direct]
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        before = bisect_left(quote_starts, end)
        if sentence.quoted or (before and start < direct[before - 1].span.end):
            continue
        found = _indirect_statement(context, start, end)
        if found:
            sentence_start, stop, speaker = found
            if len(context.text[sentence_start:stop].split()) >= _MIN_INDIRECT_WORDS:
                yield _quote(context, sentence_start, stop, QuoteKind.INDIRECT, speaker, "reported")


def _indirect_statement(
    context: QuoteContext, start: int, end: int
) -> tuple[int, int, Speaker] | None:
    """Start and end of the statement that the sentence text[start:end] reports, and who made it."""
    text = context.text
    stop = end - (text[end - 1 : end] == ".")
    according = ACCORDING.search(text, start, end)
    if according:
        speaker = after_cue(context, according, end)
        comma = text.find(", ", according.end(), end)
        if speaker and according.start() > start + 10:
            return start, len(text[: according.start()].rstrip(" ,")), speaker
        if speaker and comma > 0:
            return comma + 2, stop, speaker
        return None
    reporting = quote_patterns().reporting
    if reporting.isdisjoint(_SMALL_WORD.findall(text, start, end)):
        return None
    for cue in quote_patterns().cue.finditer(text, start, end):
        if cue[0] not in reporting or _PASSIVE.search(text, start, cue.start()):
            continue
        with_that = cue[0] in quote_patterns().with_that
        rest = len(text[cue.end() : stop].split())
        if rest < _MIN_INDIRECT_WORDS:
            comma = text.rfind(", ", start, cue.start())
            speaker = before_cue(context, comma + 2, cue) if comma > 0 else None
            return (start, comma, speaker) if speaker else None
        speaker = before_cue(context, start, cue)
        that = (_NEEDED_THAT if with_that else _THAT).match(text, cue.end(), stop)
        if speaker and that:
            return that.end(), stop, speaker
    return None
