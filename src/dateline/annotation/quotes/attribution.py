"""Who says it: the subject of a verb of saying, and whom a pronoun or "the statement" means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.annotation.times.vocabulary import either
from dateline.dictionaries.files import load
from dateline.values.annotations import Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where a speaker is named, who that is as far as known, and the verb of saying."""

    span: Span | None
    name: str | None = None
    role: str | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs to find in a text, some of several words. A set of first words saves trying all of
    them at each position."""

    pattern: re.Pattern[str]
    first_words: frozenset[str]

    @classmethod
    def of(cls, verbs: frozenset[str]) -> Verbs:
        pattern = re.compile(rf"(?:{either(verbs)})(?![\w’'-])")
        return cls(pattern, frozenset(verb.partition(" ")[0] for verb in verbs))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The verbs in text[start:end], in order."""
        for word in _SMALL_WORD.finditer(text, start, end):
            if word[0] in self.first_words:
                found = self.pattern.match(text, word.start(), end)
                if found:
                    yield found

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first verb in text[start:end], or None."""
        return next(self.finditer(text, start, end), None)


_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+")


@dataclass(frozen=True, slots=True)
class QuotePatterns:
    """Regular expressions and sets made of the dictionary's words. `cue` finds verbs of saying,
    `beside` those that report speech only right beside a quotation."""

    label: str
    cue: Verbs
    beside: Verbs
    strong: frozenset[str]
    with_that: frozenset[str]
    reporting: frozenset[str]
    documents: frozenset[str]
    pronoun: re.Pattern[str]
    persons: frozenset[str]


@cache
def quote_patterns() -> QuotePatterns:
    words = load("quotes")
    persons, groups = words["persons"].words(), words["groups"].words()
    return QuotePatterns(
        label=words.label,
        cue=Verbs.of(words["cues"].words()),
        beside=Verbs.of(
            words["manner of speaking"].words() | words["rarer verbs of saying"].words()
        ),
        strong=words["strong cues"].words(),
        with_that=words["cues with that"].words(),
        reporting=words["strong cues"].words() | words["cues with that"].words(),
        documents=words["documents"].words(),
        pronoun=re.compile(
            rf"\b(?:{either(persons | groups)}|I|We|we|who|him|her(?! [a-z]))\b(?![’'])"
        ),
        persons=persons,
    )


def _start(mention: Mention) -> int:
    return mention.span.start


def _end(mention: Mention) -> int:
    return mention.span.end


@dataclass(slots=True)
class QuoteContext:
    """One field's text with its mentions, in order and not nested, and who spoke last."""

    part: str
    text: str
    mentions: Sequence[Mention]
    last: Speaker | None = None
    _of_kind: Mapping[MentionKind, Sequence[Mention]] = field(init=False)

    def __post_init__(self) -> None:
        self._of_kind = {kind: [m for m in self.mentions if m.kind is kind] for kind in MentionKind}

    def span(self, start: int, end: int) -> Span:
        return Span(part=self.part, start=start, end=end, text=self.text[start:end])

    def cue(self, found: re.Match[str] | None) -> Span | None:
        """The span of a verb of saying."""
        return self.span(found.start(), found.end()) if found else None

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that are wholly in text[start:end]."""
        first = bisect_left(self.mentions, start, key=_start)
        return iter(self.mentions[first : bisect_right(self.mentions, end, first, key=_end)])

    def last_named(self, kind: MentionKind, at: int) -> Mention | None:
        """The last mention of this kind that is wholly in text[:at]."""
        before = bisect_right(self._of_kind[kind], at, key=_end)
        return self._of_kind[kind][before - 1] if before else None

    def remember(self, speaker: Speaker) -> Speaker:
        """The same speaker; it is the last one from here on, if it has a name."""
        if speaker.name and speaker.span:
            self.last = speaker
        return speaker


def last_match(
    pattern: re.Pattern[str] | Verbs, text: str, start: int, end: int
) -> re.Match[str] | None:
    """The last match of the pattern in text[start:end], or None."""
    found = deque(pattern.finditer(text, start, end), maxlen=1)
    return found[0] if found else None


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
