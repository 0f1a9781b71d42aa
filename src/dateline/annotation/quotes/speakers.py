"""Who speaks a quotation, by the words around it.

The speaker is sought before the quotation (X said, "..."), then right after it ("...," said X, or
"..." — X), then in the rest of its sentence, then in a paragraph before it that ends with a colon.
"""

from __future__ import annotations

import re

from dateline.annotation.quotes.attribution import (
    after_cue,
    before_cue,
    first_named,
    speaker_of_mention,
)
from dateline.annotation.quotes.context import QuoteContext, Speaker, last_match, quote_patterns
from dateline.annotation.quotes.passages import Passage
from dateline.values.annotations import MentionKind

ACCORDING = re.compile(r"\b[Aa]ccording to ")
_TO_TAIL = re.compile(r"[\s,.…]*")
_OPENS_NEXT = re.compile(r"[^.;]{0,40}?[,:]? ?(?:that )?[“\"]")
_ENDS_UTTERANCE = re.compile(r"[,.!?…—–-][”\"’'»]*\s*,?$")
# What may be between a verb right beside a quotation and its subject, or the quotation.
_SUBJECT = re.compile(
    r"(?:^|[,;:”\"] ?|\b(?:as|and|but|when|then|what) )(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)|"
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)(?: [\w’'-]+){1,4}) "
    r"(?:\w+ly |also |then |later )?$"
)
_NEAR = re.compile(r"(?:, [^.,;:!?“\"”]{1,60},)? (?:\w+ly |also |then |later )?")
_MARK = re.compile(r"[“”\"]")
_LISTENER = re.compile(r"(?: [\w’'-]+){0,4}[,:] ?")
_SIGNED = re.compile(
    r"\s*(?:—|–|―|--?)\s?(?=[A-Z])"
    r"|\n\s*(?=(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+,"
    r"(?: (?:[A-Z][\w.’'-]*|of|the|and))+\s*(?:\n|$))"
)
_AFTER_SIGNATURE = re.compile(r"\s*(?:$|[,(.@]| (?:on|at|in|of|to|during|via|for)\b)")
_BEFORE_SIGNED = ("-", "–", "—", ":", "…")
_NO_SIGNATURE = re.compile(r"\b(?:contribut|report|assist|edit|[Ww]ith )")
_LONGEST_SIGNATURE, _LONGEST_ANNOUNCEMENT, _FEW_WORDS = 14, 9, 6
_REACH, _ARTICLE_AND_TITLE, _VERB_AND_LISTENER = 120, 24, 70  # characters


def find_speaker(
    context: QuoteContext, passage: Passage, last_end: int
) -> tuple[Speaker | None, str]:
    """The speaker whom the words around the passage name, and by which rule; None if they name
    none. The quotation before ends at `last_end`."""
    before = _before(context, passage, last_end)
    if before:
        return before, "named before it"
    signed = _signature(context, passage)
    if signed:
        return signed, "signed after a dash"
    after = _right_after(context, passage) or _after(context, passage)
    if after:
        return after, "named after it"
    around = _in_rest_of_sentence(context, passage)
    if around:
        return around, "named in its sentence"
    announced = _announced(context, passage)
    return (announced, "announced before it") if announced else (None, "")


def _before(context: QuoteContext, passage: Passage, last_end: int) -> Speaker | None:
    """A subject with its verb of saying before the quotation."""
    text, sentence_start = context.text, max(passage.sentence_start, last_end)
    according = last_match(ACCORDING, text, sentence_start, passage.start)
    cue = last_match(quote_patterns().cue, text, sentence_start, passage.start)
    speaker = _right_before(context, passage, sentence_start, cue.end() if cue else 0)
    if speaker:
        return speaker
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


def _right_before(
    context: QuoteContext, passage: Passage, sentence_start: int, cue_end: int
) -> Speaker | None:
    """The subject of a verb right before the quotation that reports speech only there: she
    sighed, "..."."""
    text = context.text
    if not text[max(0, passage.start - 2) : passage.start].endswith((",", ", ", ":", ": ")):
        return None
    begin = max(sentence_start, cue_end, passage.start - _VERB_AND_LISTENER)
    verb = last_match(quote_patterns().beside, text, begin, passage.start)
    if verb is None or not _LISTENER.fullmatch(text, verb.end(), passage.start):
        return None
    return _subject_right_before(context, sentence_start, verb)


def _subject_right_before(context: QuoteContext, start: int, verb: re.Match[str]) -> Speaker | None:
    """The subject of a verb that has one right before it: a name, a pronoun, "the mayor"."""
    near = list(context.within(start, verb.start()))[-2:]
    named = any(_NEAR.fullmatch(context.text, m.span.end, verb.start()) for m in near)
    if named or _SUBJECT.search(context.text[start : verb.start()]):
        return before_cue(context, start, verb)
    return None


def _signature(context: QuoteContext, passage: Passage) -> Speaker | None:
    """The name after the quotation that ends its paragraph or is the next one: "— Anna Muster",
    or, in a paragraph by itself, "Anna Muster, Example Post"."""
    text = context.text
    mark = _SIGNED.match(text, passage.end) if passage.closed else None
    before = text[passage.sentence_start : passage.start].rstrip()
    if mark is None or (before and not before.endswith(_BEFORE_SIGNED)):
        return None
    start, end = mark.end(), text.find("\n", mark.end())
    end = len(text) if end < 0 else end
    signature = text[start:end]
    if len(signature.split()) > _LONGEST_SIGNATURE or _NO_SIGNATURE.search(signature):
        return None
    named = next(context.within(start, end), None)
    if named and "," not in text[start : named.span.start]:
        signed = _AFTER_SIGNATURE.match(text, named.span.end, end)
        return speaker_of_mention(context, named, None) if signed else None
    words = signature.partition(",")[0].rstrip(" .")
    return Speaker(context.span(start, start + len(words))) if words.istitle() else None


def _right_after(context: QuoteContext, passage: Passage) -> Speaker | None:
    """The subject of a verb right beside the quotation that reports speech only there."""
    text = context.text
    is_utterance = _ENDS_UTTERANCE.search(
        text, max(passage.start, passage.end - 3), passage.end + 1
    )
    if not is_utterance or is_part_of_sentence(text, passage):
        return None
    at = _TO_TAIL.match(text, passage.end).end()  # type: ignore[union-attr]
    own_sentence = at < passage.sentence_end
    limit = passage.sentence_end if own_sentence else passage.next_sentence_end
    cue = quote_patterns().beside.search(text, at, min(limit, at + _REACH))
    if cue is None or quote_patterns().cue.search(text, at, cue.start()):
        return None
    if _MARK.search(text, at, cue.start()):
        return None  # the verb is in, or after, the next quotation
    if cue.start() == at:
        return after_cue(context, cue, limit) if own_sentence else None
    speaker = _subject_right_before(context, at, cue)
    if speaker is None or speaker.span is None or speaker.span.start > at + _ARTICLE_AND_TITLE:
        return None
    rest = len(text[cue.end() : limit].split())
    return speaker if own_sentence or (rest <= _FEW_WORDS and speaker.name) else None


def _after(context: QuoteContext, passage: Passage) -> Speaker | None:
    """A subject with its verb of saying after the quotation."""
    text = context.text
    at = _TO_TAIL.match(text, passage.end).end()  # type: ignore[union-attr]
    own_sentence = at < passage.sentence_end
    limit = passage.sentence_end if own_sentence else passage.next_sentence_end
    cue = quote_patterns().cue.search(text, at, min(limit, at + _REACH))
    if not cue or at >= limit:
        return None
    quoted_next = text.find("“", at, limit) if "“" in text[at:limit] else text.find('"', at, limit)
    if 0 <= quoted_next < cue.start():
        return None
    if not own_sentence and (
        _OPENS_NEXT.match(text, cue.end(), limit + 1)
        or len(text[cue.end() : limit].split()) > _FEW_WORDS
    ):
        return None
    if cue[0] in ("quoted", "quotes"):
        return after_cue(context, cue, limit)
    if cue.start() == at or text[at : cue.start()].isspace():
        return after_cue(context, cue, limit) if own_sentence else None
    return before_cue(context, at, cue)


def _in_rest_of_sentence(context: QuoteContext, passage: Passage) -> Speaker | None:
    """A verb of saying later in the quotation's own sentence."""
    cue = quote_patterns().cue.search(context.text, passage.end, passage.sentence_end)
    if cue is None:
        return None
    return before_cue(context, passage.end, cue) or after_cue(context, cue, passage.sentence_end)


def _announced(context: QuoteContext, passage: Passage) -> Speaker | None:
    """Whom the paragraph before announces: "And from Mayor Anna Muster:"."""
    if passage.announced is None:
        return None
    start = passage.announced
    end = context.text.rindex(":", start, passage.start)
    cue = last_match(quote_patterns().cue, context.text, start, end)
    if cue:
        return before_cue(context, start, cue) or after_cue(context, cue, end)
    named = first_named(context, start, end)
    if named and named.span and named.span.text.lower() not in ("it", "they"):
        return named
    if len(context.text[start:end].split()) > _LONGEST_ANNOUNCEMENT:
        return None
    last = [*context.within(start, end)][-1:]
    return speaker_of_mention(context, last[0], None) if last else None


def is_part_of_sentence(text: str, passage: Passage) -> bool:
    """Whether the quoted words go on with the sentence before them: he called it “a gift”."""
    before = text[passage.sentence_start : passage.start].rstrip()
    first = text[passage.start + 1 : passage.start + 2]
    return bool(before) and before[-1] not in ",:" and first.islower()


def in_previous_sentence(context: QuoteContext, passage: Passage) -> Speaker | None:
    """Who speaks in the sentence before the quotation, else the first person named there."""
    start, end = passage.previous_start, passage.sentence_start
    cue = last_match(quote_patterns().cue, context.text, start, end)
    speaker = before_cue(context, start, cue) if cue else None
    if speaker and speaker.name:
        return speaker
    people = (m for m in context.within(start, end) if m.kind is MentionKind.PERSON)
    first = next(people, None)
    return Speaker(first.span, first.name, first.role) if first else None
