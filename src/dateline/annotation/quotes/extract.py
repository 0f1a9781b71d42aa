"""Quotations and who is quoted: direct, mixed (a few words quoted) and indirect.

The speaker is sought before the quotation (X said, "..."), then right after it ("...," said X),
then in the rest of its sentence. A quotation without any keeps the speaker of the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.quotes.attribution import (
    QuoteContext,
    Speaker,
    after_cue,
    before_cue,
    first_named,
    last_match,
    quote_patterns,
)
from dateline.annotation.text.quote_marks import quotations
from dateline.sentences import paragraphs
from dateline.values.annotations import Mention, MentionKind, Quote, QuoteKind, Rule, Sentence

_MIN_INDIRECT_WORDS = 4
_ACCORDING = re.compile(r"\b[Aa]ccording to ")
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


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words between quotation marks, whether these are closed, and the sentence around them.
    `continues`: it goes on from the paragraph before."""

    start: int
    end: int
    closed: bool
    sentence_start: int
    sentence_end: int
    next_sentence_end: int
    continues: bool
    previous_start: int


# --- direct and mixed ------------------------------------------------------------------------


def _direct(context: QuoteContext, sentences: Sequence[Sentence]) -> Iterator[Quote]:
    earlier: Speaker | None = None
    last_end, last_sentence = 0, -1
    for passage in _passages(context.text, sentences):
        words = context.text[passage.start : passage.end].strip("“”\"'‘’ ").split()
        own, rule = _speaker(context, passage, last_end)
        near = earlier if passage.continues or passage.start - last_end < _NEAR else None
        if own is None and passage.sentence_start == last_sentence and near:
            own, rule = near, "same sentence"
        kind = _kind(context.text, passage, own)
        if own is None and not passage.continues and passage.previous_start >= last_end:
            near = _in_previous_sentence(context, passage) or near
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


def _passages(text: str, sentences: Sequence[Sentence]) -> Iterator[_Passage]:
    """The quotations of a text with the sentences around them."""
    open_before = False
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    for start, end in paragraphs(text):
        inside = bisect_left(starts, start), bisect_left(starts, end)
        closed = True
        for at, stop, closed in quotations(text, start, end):
            around = max(bisect_right(starts, at, *inside) - 1, inside[0])
            sentence_start, previous_start = starts[around], starts[max(around - 1, inside[0])]
            after = bisect_left(ends, stop, *inside)
            next_ends = ends[after : min(after + 2, inside[1])] or [end]
            continues = open_before and at == start
            yield _Passage(
                at,
                stop,
                closed,
                sentence_start,
                next_ends[0],
                next_ends[-1],
                continues,
                previous_start,
            )
        open_before = not closed


def _kind(text: str, passage: _Passage, own: Speaker | None) -> QuoteKind:
    """MIXED if the quotation is part of the article's own sentence, else DIRECT."""
    before = text[passage.sentence_start : passage.start].rstrip()
    first = text[passage.start + 1 : passage.start + 2]
    if before and before[-1] not in ",:" and first.islower():
        return QuoteKind.MIXED
    if before and own is None and before[-1] not in ",:.?!":
        return QuoteKind.MIXED
    return QuoteKind.DIRECT


def _speaker(context: QuoteContext, passage: _Passage, last_end: int) -> tuple[Speaker | None, str]:
    before = _before(context, passage, last_end)
    if before:
        return before, "named before it"
    after = _after(context, passage)
    if after:
        return after, "named after it"
    around = _in_rest_of_sentence(context, passage)
    return (around, "named in its sentence") if around else (None, "")


_TO_TAIL = re.compile(r"[\s,.…]*")
_OPENS_NEXT = re.compile(r"[^.;]{0,40}?[,:]? ?(?:that )?[“\"]")


def _after(context: QuoteContext, passage: _Passage) -> Speaker | None:
    """A subject with its verb of saying right after the quotation."""
    text = context.text
    at = _TO_TAIL.match(text, passage.end).end()  # type: ignore[union-attr]
    own_sentence = at < passage.sentence_end
    limit = passage.sentence_end if own_sentence else passage.next_sentence_end
    cue = quote_patterns().cue.search(text, at, min(limit, at + 120))
    if not cue or at >= limit:
        return None
    quoted_next = text.find("“", at, limit) if "“" in text[at:limit] else text.find('"', at, limit)
    if 0 <= quoted_next < cue.start():
        return None
    if not own_sentence and (
        _OPENS_NEXT.match(text, cue.end(), limit + 1) or len(text[cue.end() : limit].split()) > 6
    ):
        return None
    if cue[0] in ("quoted", "quotes"):
        return after_cue(context, cue, limit)
    if cue.start() == at or text[at : cue.start()].isspace():
        return after_cue(context, cue, limit) if own_sentence else None
    return before_cue(context, at, cue)


def _before(context: QuoteContext, passage: _Passage, last_end: int) -> Speaker | None:
    """A subject with its verb of saying before the quotation."""
    text, sentence_start = context.text, max(passage.sentence_start, last_end)
    according = last_match(_ACCORDING, text, sentence_start, passage.start)
    cue = last_match(quote_patterns().cue, text, sentence_start, passage.start)
    if cue and cue[0] in ("quoted", "quotes"):
        return after_cue(context, cue, passage.start)
    if cue:
        return before_cue(context, sentence_start, cue) or after_cue(context, cue, passage.start)
    if according:
        return after_cue(context, according, passage.start)
    lead = text[sentence_start : passage.start].rstrip()
    return (
        first_named(context, sentence_start, passage.start) if lead.endswith((":", ",")) else None
    )


def _in_rest_of_sentence(context: QuoteContext, passage: _Passage) -> Speaker | None:
    """A verb of saying later in the quotation's own sentence."""
    cue = quote_patterns().cue.search(context.text, passage.end, passage.sentence_end)
    if cue is None:
        return None
    return before_cue(context, passage.end, cue) or after_cue(context, cue, passage.sentence_end)


def _in_previous_sentence(context: QuoteContext, passage: _Passage) -> Speaker | None:
    """Who speaks in the sentence before the quotation, else the first person named there."""
    start, end = passage.previous_start, passage.sentence_start
    cue = last_match(quote_patterns().cue, context.text, start, end)
    speaker = before_cue(context, start, cue) if cue else None
    if speaker and speaker.name:
        return speaker
    people = (m for m in context.within(start, end) if m.kind is MentionKind.PERSON)
    first = next(people, None)
    return Speaker(first.span, first.name, first.role) if first else None


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
    according = _ACCORDING.search(text, start, end)
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
