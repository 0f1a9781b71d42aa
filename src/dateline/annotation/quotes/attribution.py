"""Who says it: the subject of a verb of saying, and whom a pronoun or "the statement" means."""

from __future__ import annotations

import re

from dateline.annotation.quotes.context import (
    QuoteContext,
    Speaker,
    last_match,
    quote_patterns,
)
from dateline.values.annotations import Mention, MentionKind

# A verb's subject is after the last of these.
_CLAUSE = re.compile(
    r"[;:”\"»]\s*|(?:^|\s)(?:that|but|while|when|because|although|after|before|if|and then|where)\s"
)
_PREPOSITION = re.compile(
    r"\b(?:of|by|for|with|to|in|at|from|about|on|against|under|near|told|and|between|like)"
    r" (?:the |a |an |Mr\.? |Ms\.? |Mrs\.? |Dr\.? |President |[A-Z]\w+ ){0,2}$"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:the|a|an|one|another|his|her|its|their|some|several|many|most|other|both|two|three|"
    r"The|A|An|One|Another|His|Her|Its|Their|Some|Several|Many|Most|Other|Both|Two|Three|"
    r"[A-Z][\w.’'-]*|[a-z]+s)\s)?(?:[\w.’'&-]+\s){0,5}?[\w.’'&-]+$"
)
_AFTER_END = re.compile(
    r"[,.;:?!“\"”(—–]|\s(?:in|on|at|after|during|when|while|to|about|that|as|following|before|"
    r"from|with|by|because|who|and)\s"
)


def before_cue(context: QuoteContext, start: int, cue: re.Match[str]) -> Speaker | None:
    """The subject before a verb of saying, in text[start:] up to the verb."""
    passive = _PASSIVE.match(context.text, cue.end())
    if passive:
        return None
    stop, begin = cue.start(), start
    for clause in _CLAUSE.finditer(context.text, start, stop):
        if stop - clause.end() > 1:
            begin = clause.end()
    # "dismissed the claims, saying", "thanked them and told": the sentence's subject says it.
    if cue[0].endswith("ing") or _COORDINATED.search(context.text, begin, stop):
        return first_named(context, start, stop, cue)
    return _subject_mention(context, begin, stop, cue) or _phrase_before(context, begin, stop, cue)


_PASSIVE = re.compile(r" (?:[a-z]+ )?by ")
_COORDINATED = re.compile(r"(?:^|[\s,])(?:and|but|then|also|and then|later|has|have|had) $")


def after_cue(context: QuoteContext, cue: re.Match[str], limit: int) -> Speaker | None:
    """The subject that follows a verb of saying, within text[:limit]."""
    text = context.text
    passive = _PASSIVE.match(text, cue.end())
    start = passive.end() if passive else cue.end()
    while start < limit and text[start].isspace():
        start += 1
    found = _AFTER_END.search(text, start, limit)
    end = found.start() if found else limit
    pronoun = quote_patterns().pronoun.match(text, start, limit)
    if pronoun:
        return _speaker_of_pronoun(context, pronoun, cue)
    near = list(context.within(start, min(limit, start + _REACH)))
    for mention in near:
        if mention.kind is MentionKind.PERSON and not _BREAKS.search(
            text, start, mention.span.start
        ):
            return speaker_of_mention(context, mention, cue)
    words = text[start:end].strip()
    if _is_document(words):
        return _speaker_of_phrase(context, start, start + len(words), cue)
    first = next((m for m in near if m.span.start <= end), None)
    if first and text[first.span.end : end].strip() in ("", "'s", "’s"):
        return speaker_of_mention(context, first, cue)
    if not words or words[0] in "“\"'" or len(words.split()) > 9:
        return speaker_of_mention(context, first, cue) if first else None
    beside = next((m for m in near if text[end : m.span.start] == ", "), None)
    if beside:  # "according to the army's media wing, Example Relations"
        return speaker_of_mention(context, beside, cue)
    return _speaker_of_phrase(context, start, start + len(words), cue)


def _is_document(words: str) -> bool:
    """Whether a short phrase is a statement, a report, ..., which speaks for whoever issued it."""
    return not quote_patterns().documents.isdisjoint(words.lower().split())


_REACH = 160
# After one of these a name is no longer the subject of the verb of saying before it.
_BREAKS = re.compile(
    r"[;:?!“\"”]|(?<![A-Z])\. |\b(?:to|after|before|when|while|as|that|who|because|during|"
    r"following|told|said|added|about|although|which|whose)\b|, (?:and|but|in|on|at)\b"
)


def first_named(
    context: QuoteContext, start: int, stop: int, cue: re.Match[str] | None = None
) -> Speaker | None:
    """The first person, pronoun or organization of the sentence that no preposition governs."""
    pronoun = quote_patterns().pronoun.search(context.text, start, stop)
    free = [
        m
        for m in context.within(start, stop)
        if not _PREPOSITION.search(context.text, start, m.span.start)
    ]
    people = [m for m in free if m.kind is MentionKind.PERSON]
    best = next(iter(people or free), None)
    if pronoun and (best is None or pronoun.start() < best.span.start):
        return _speaker_of_pronoun(context, pronoun, cue)
    return speaker_of_mention(context, best, cue) if best else None


def _subject_mention(
    context: QuoteContext, start: int, stop: int, cue: re.Match[str]
) -> Speaker | None:
    """A person, a pronoun or an organization that is the subject in text[start:stop]."""
    pronoun = last_match(quote_patterns().pronoun, context.text, max(start, stop - 30), stop)
    if pronoun and len(context.text[pronoun.end() : stop].split()) <= 3 and pronoun[0] != "who":
        return _speaker_of_pronoun(context, pronoun, cue)
    inside = list(context.within(start, stop))
    people = [m for m in inside if m.kind is MentionKind.PERSON]
    for group in (people, [m for m in inside if m.kind is MentionKind.ORGANIZATION]):
        free = [m for m in group if not _PREPOSITION.search(context.text, start, m.span.start)]
        if free:
            return speaker_of_mention(context, free[0], cue)
    close = [m for m in inside if stop - m.span.end <= 2]
    return speaker_of_mention(context, close[-1], cue) if close else None


def speaker_of_mention(
    context: QuoteContext, mention: Mention, cue: re.Match[str] | None
) -> Speaker:
    """The speaker whom a mention names."""
    return Speaker(mention.span, mention.name, mention.role, context.cue(cue))


def _speaker_of_pronoun(
    context: QuoteContext, pronoun: re.Match[str], cue: re.Match[str] | None
) -> Speaker:
    span = context.span(pronoun.start(), pronoun.end())
    person = pronoun[0] in quote_patterns().persons or pronoun[0] in ("him", "her")
    who = _antecedent(context, pronoun.start(), person=person)
    name, role = who or (None, None)
    return Speaker(span, name, role, context.cue(cue))


def _antecedent(context: QuoteContext, at: int, *, person: bool) -> tuple[str, str | None] | None:
    """Whom a pronoun means: the person, or else the organization, named last before it."""
    kind = MentionKind.PERSON if person else MentionKind.ORGANIZATION
    found = context.last_named(kind, at)
    return (found.name, found.role) if found else None


def _phrase_before(
    context: QuoteContext, start: int, stop: int, cue: re.Match[str]
) -> Speaker | None:
    stretch = context.text[start:stop].rstrip(" ,")
    found = _NOUN_PHRASE.search(stretch.rpartition(", ")[2] if ", " in stretch else stretch)
    if not found or not found[0].strip():
        return None
    end = start + len(stretch)
    return _speaker_of_phrase(context, end - len(found[0]), end, cue)


def _speaker_of_phrase(context: QuoteContext, start: int, end: int, cue: re.Match[str]) -> Speaker:
    """A speaker without a name ("officials"); a document speaks for the organization named last."""
    span = context.span(start, end)
    mark = context.cue(cue)
    if _is_document(span.text):
        inside = next(context.within(start, end), None)
        who = (inside.name, inside.role) if inside else _issuer(context, start)
        if who:
            return Speaker(span, who[0], who[1], mark)
    return Speaker(span, None, None, mark)


def _issuer(context: QuoteContext, at: int) -> tuple[str | None, str | None] | None:
    if context.last and context.last.span and context.last.span.start < at:
        return context.last.name, context.last.role
    return _antecedent(context, at, person=False)
