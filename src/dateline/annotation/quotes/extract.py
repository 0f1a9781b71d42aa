"""Quotations and who is quoted: direct, mixed (a few words quoted) and indirect.

The speaker is sought right after the quotation ("...," said X), then before it (X said, "..."),
then in the sentence around it; a quotation that nobody is named for goes on with the last one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.quotes.attribution import (
    Scene,
    Speaker,
    after_cue,
    before_cue,
    first_named,
    last_match,
    patterns,
)
from dateline.annotation.text.quote_marks import quotations
from dateline.sentences import paragraphs
from dateline.values.annotations import Mention, MentionKind, Quote, QuoteKind, Rule, Sentence

_MIN_INDIRECT_WORDS = 4
_ACCORDING = re.compile(r"\b[Aa]ccording to ")
_SCARE_WORDS = 3  # shorter words in marks that nobody is said to say are irony or a title


def quotes(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotations of one field, whose sentences these are, in order. `mentions` are the
    article's; those of other fields are not looked at."""
    if not sentences:
        return ()
    part = sentences[0].span.part
    scene = Scene(part, text, [mention for mention in mentions if mention.span.part == part])
    found = [*_direct(scene, sentences)]
    found += _indirect(scene, sentences, found)
    return tuple(sorted(found, key=lambda quote: quote.span.start))


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words between quotation marks, the sentence around them, and whether they were closed."""

    start: int
    end: int
    closed: bool
    begin: int
    stop: int
    next_stop: int
    goes_on: bool
    prior: int


# --- direct and mixed ------------------------------------------------------------------------


def _direct(scene: Scene, sentences: Sequence[Sentence]) -> Iterator[Quote]:
    earlier: Speaker | None = None
    last_end, last_begin = 0, -1
    for marked in _marked(scene.text, sentences):
        words = scene.text[marked.start : marked.end].strip("“”\"'‘’ ").split()
        own, rule = _speaker(scene, marked, last_end)
        near = earlier if marked.goes_on or marked.start - last_end < _FAR else None
        if own is None and marked.begin == last_begin and near:
            own, rule = near, "same sentence"
        kind = _kind(scene.text, marked, own)
        if own is None and not marked.goes_on and marked.prior >= last_end:
            near = _prior(scene, marked) or near
        last_end, last_begin = marked.end, marked.begin
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
        earlier = scene.spoken(speaker)
        yield _quote(scene, marked.start, marked.end, kind, speaker, rule)


_FAR = 600


def _quote(
    scene: Scene, start: int, end: int, kind: QuoteKind, speaker: Speaker, rule: str
) -> Quote:
    return Quote(
        span=scene.span(start, end),
        kind=kind,
        rule=Rule(name=rule, dictionary=patterns().label),
        speaker=speaker.span,
        name=speaker.name,
        role=speaker.role,
        cue=speaker.cue,
    )


def _marked(text: str, sentences: Sequence[Sentence]) -> Iterator[_Marked]:
    """The quotations of a text with the sentences around them."""
    open_before = False
    begins = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    for start, end in paragraphs(text):
        inside = bisect_left(begins, start), bisect_left(begins, end)
        closed = True
        for at, stop, closed in quotations(text, start, end):
            around = max(bisect_right(begins, at, *inside) - 1, inside[0])
            begin, prior = begins[around], begins[max(around - 1, inside[0])]
            behind = bisect_left(ends, stop, *inside)
            two = ends[behind : min(behind + 2, inside[1])] or [end]
            first, following = two[0], two[-1]
            goes_on = open_before and at == start
            yield _Marked(at, stop, closed, begin, first, following, goes_on, prior)
        open_before = not closed


def _kind(text: str, marked: _Marked, own: Speaker | None) -> QuoteKind:
    """MIXED where the quotation is a piece of the article's own sentence."""
    before = text[marked.begin : marked.start].rstrip()
    first = text[marked.start + 1 : marked.start + 2]
    if before and before[-1] not in ",:" and first.islower():
        return QuoteKind.MIXED
    if before and own is None and before[-1] not in ",:.?!":
        return QuoteKind.MIXED
    return QuoteKind.DIRECT


def _speaker(scene: Scene, marked: _Marked, last_end: int) -> tuple[Speaker | None, str]:
    before = _before(scene, marked, last_end)
    if before:
        return before, "named before it"
    after = _after(scene, marked)
    if after:
        return after, "named after it"
    around = _around(scene, marked)
    return (around, "named in its sentence") if around else (None, "")


_TO_TAIL = re.compile(r"[\s,.…]*")
_OPENS_NEXT = re.compile(r"[^.;]{0,40}?[,:]? ?(?:that )?[“\"]")


def _after(scene: Scene, marked: _Marked) -> Speaker | None:
    """A subject with its verb of saying right behind the quotation."""
    text = scene.text
    at = _TO_TAIL.match(text, marked.end).end()  # type: ignore[union-attr]
    own_sentence = at < marked.stop
    limit = marked.stop if own_sentence else marked.next_stop
    cue = patterns().cue.search(text, at, min(limit, at + 120))
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
        return after_cue(scene, cue, limit)
    if cue.start() == at or text[at : cue.start()].isspace():
        return after_cue(scene, cue, limit) if own_sentence else None
    return before_cue(scene, at, cue)


def _before(scene: Scene, marked: _Marked, last_end: int) -> Speaker | None:
    """A subject whose verb of saying leads to the quotation."""
    text, begin = scene.text, max(marked.begin, last_end)
    according = last_match(_ACCORDING, text, begin, marked.start)
    cue = last_match(patterns().cue, text, begin, marked.start)
    if cue and cue[0] in ("quoted", "quotes"):
        return after_cue(scene, cue, marked.start)
    if cue:
        return before_cue(scene, begin, cue) or after_cue(scene, cue, marked.start)
    if according:
        return after_cue(scene, according, marked.start)
    lead = text[begin : marked.start].rstrip()
    return first_named(scene, begin, marked.start) if lead.endswith((":", ",")) else None


def _around(scene: Scene, marked: _Marked) -> Speaker | None:
    """A verb of saying further behind in the quotation's own sentence."""
    cue = patterns().cue.search(scene.text, marked.end, marked.stop)
    if cue is None:
        return None
    return before_cue(scene, marked.end, cue) or after_cue(scene, cue, marked.stop)


def _prior(scene: Scene, marked: _Marked) -> Speaker | None:
    """Who speaks, or is first spoken of, in the sentence before the quotation."""
    cue = last_match(patterns().cue, scene.text, marked.prior, marked.begin)
    speaker = before_cue(scene, marked.prior, cue) if cue else None
    if speaker and speaker.name:
        return speaker
    people = (m for m in scene.within(marked.prior, marked.begin) if m.kind is MentionKind.PERSON)
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
    scene: Scene, sentences: Sequence[Sentence], direct: Sequence[Quote]
) -> Iterator[Quote]:
    """What is reported without marks: "X said that ...", "according to X, ..."."""
    opened = [quote.span.start for quote in direct]
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        before = bisect_left(opened, end)
        if sentence.quoted or (before and start < direct[before - 1].span.end):
            continue
        found = _reported(scene, start, end)
        if found:
            begin, stop, speaker = found
            if len(scene.text[begin:stop].split()) >= _MIN_INDIRECT_WORDS:
                yield _quote(scene, begin, stop, QuoteKind.INDIRECT, speaker, "reported")


def _reported(scene: Scene, start: int, end: int) -> tuple[int, int, Speaker] | None:
    text = scene.text
    stop = end - (text[end - 1 : end] == ".")
    according = _ACCORDING.search(text, start, end)
    if according:
        speaker = after_cue(scene, according, end)
        comma = text.find(", ", according.end(), end)
        if speaker and according.start() > start + 10:
            return start, len(text[: according.start()].rstrip(" ,")), speaker
        if speaker and comma > 0:
            return comma + 2, stop, speaker
        return None
    reporting = patterns().reporting
    if reporting.isdisjoint(_SMALL_WORD.findall(text, start, end)):
        return None
    for cue in patterns().cue.finditer(text, start, end):
        if cue[0] not in reporting or _PASSIVE.search(text, start, cue.start()):
            continue
        with_that = cue[0] in patterns().with_that
        rest = len(text[cue.end() : stop].split())
        if rest < _MIN_INDIRECT_WORDS:
            comma = text.rfind(", ", start, cue.start())
            speaker = before_cue(scene, comma + 2, cue) if comma > 0 else None
            return (start, comma, speaker) if speaker else None
        speaker = before_cue(scene, start, cue)
        that = (_NEEDED_THAT if with_that else _THAT).match(text, cue.end(), stop)
        if speaker and that:
            return that.end(), stop, speaker
    return None
