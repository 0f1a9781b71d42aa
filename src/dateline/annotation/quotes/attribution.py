"""Who says it: the subject of a verb of saying, and whom a pronoun or a statement stands for."""

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
    """Where a speaker is named, who that is as far as it is known, and the verb of saying."""

    span: Span | None
    name: str | None = None
    role: str | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the dictionary's words are looked for with."""

    label: str
    cue: re.Pattern[str]
    strong: frozenset[str]
    with_that: frozenset[str]
    reporting: frozenset[str]
    documents: frozenset[str]
    pronoun: re.Pattern[str]
    persons: frozenset[str]


@cache
def patterns() -> Patterns:
    words = load("quotes")
    persons, groups = words["persons"].words(), words["groups"].words()
    return Patterns(
        label=words.label,
        cue=re.compile(rf"(?<![\w’'-])(?:{either(words['cues'].words())})(?![\w’'-])"),
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
class Scene:
    """One field's text with its mentions, in order and none within another, and who spoke last."""

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
        """The mentions that stand wholly in text[start:end]."""
        first = bisect_left(self.mentions, start, key=_start)
        return iter(self.mentions[first : bisect_right(self.mentions, end, first, key=_end)])

    def last_named(self, kind: MentionKind, at: int) -> Mention | None:
        """The last mention of this kind that stands wholly in text[:at]."""
        before = bisect_right(self._of_kind[kind], at, key=_end)
        return self._of_kind[kind][before - 1] if before else None

    def spoken(self, speaker: Speaker) -> Speaker:
        """The same speaker, remembered as the last one."""
        if speaker.name and speaker.span:
            self.last = speaker
        return speaker


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place in text[start:end] that the pattern fits, None where it fits nowhere."""
    found = deque(pattern.finditer(text, start, end), maxlen=1)
    return found[0] if found else None


# Where the stretch that holds a verb's subject begins at the latest.
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


def before_cue(scene: Scene, start: int, cue: re.Match[str]) -> Speaker | None:
    """The subject that stands before a verb of saying, in text[start:] up to the verb."""
    passive = _PASSIVE.match(scene.text, cue.end())
    if passive:
        return None
    stop, begin = cue.start(), start
    for clause in _CLAUSE.finditer(scene.text, start, stop):
        if stop - clause.end() > 1:
            begin = clause.end()
    # "dismissed the claims, saying", "thanked them and told": the sentence's subject says it.
    if cue[0].endswith("ing") or _COORDINATED.search(scene.text, begin, stop):
        return first_named(scene, start, stop, cue)
    return _named(scene, begin, stop, cue) or _phrase_before(scene, begin, stop, cue)


_PASSIVE = re.compile(r" (?:[a-z]+ )?by ")
_COORDINATED = re.compile(r"(?:^|[\s,])(?:and|but|then|also|and then|later|has|have|had) $")


def after_cue(scene: Scene, cue: re.Match[str], limit: int) -> Speaker | None:
    """The subject that follows a verb of saying, within text[:limit]."""
    text = scene.text
    passive = _PASSIVE.match(text, cue.end())
    start = passive.end() if passive else cue.end()
    while start < limit and text[start].isspace():
        start += 1
    found = _AFTER_END.search(text, start, limit)
    end = found.start() if found else limit
    pronoun = patterns().pronoun.match(text, start, limit)
    if pronoun:
        return _pronoun(scene, pronoun, cue)
    near = list(scene.within(start, min(limit, start + _REACH)))
    for mention in near:
        if mention.kind is MentionKind.PERSON and not _BREAKS.search(
            text, start, mention.span.start
        ):
            return _mentioned(scene, mention, cue)
    words = text[start:end].strip()
    if _is_document(words):
        return _phrase(scene, start, start + len(words), cue)
    first = next((m for m in near if m.span.start <= end), None)
    if first and text[first.span.end : end].strip() in ("", "'s", "’s"):
        return _mentioned(scene, first, cue)
    if not words or words[0] in "“\"'" or len(words.split()) > 9:
        return _mentioned(scene, first, cue) if first else None
    beside = next((m for m in near if text[end : m.span.start] == ", "), None)
    if beside:  # "according to the army's media wing, Example Relations"
        return _mentioned(scene, beside, cue)
    return _phrase(scene, start, start + len(words), cue)


def _is_document(words: str) -> bool:
    """Whether a short phrase is a statement, a report, ..., which speaks for its issuer."""
    return not patterns().documents.isdisjoint(words.lower().split())


_REACH = 160
# What parts a verb of saying from a later name that is not its subject any more.
_BREAKS = re.compile(
    r"[;:?!“\"”]|(?<![A-Z])\. |\b(?:to|after|before|when|while|as|that|who|because|during|"
    r"following|told|said|added|about|although|which|whose)\b|, (?:and|but|in|on|at)\b"
)


def first_named(
    scene: Scene, start: int, stop: int, cue: re.Match[str] | None = None
) -> Speaker | None:
    """The first person, pronoun or organization of the sentence that is no one's object."""
    pronoun = patterns().pronoun.search(scene.text, start, stop)
    free = [
        m
        for m in scene.within(start, stop)
        if not _PREPOSITION.search(scene.text, start, m.span.start)
    ]
    people = [m for m in free if m.kind is MentionKind.PERSON]
    best = next(iter(people or free), None)
    if pronoun and (best is None or pronoun.start() < best.span.start):
        return _pronoun(scene, pronoun, cue)
    return _mentioned(scene, best, cue) if best else None


def _named(scene: Scene, start: int, stop: int, cue: re.Match[str]) -> Speaker | None:
    """A person, a pronoun or an organization that is the subject in text[start:stop]."""
    pronoun = last_match(patterns().pronoun, scene.text, max(start, stop - 30), stop)
    if pronoun and len(scene.text[pronoun.end() : stop].split()) <= 3 and pronoun[0] != "who":
        return _pronoun(scene, pronoun, cue)
    inside = list(scene.within(start, stop))
    people = [m for m in inside if m.kind is MentionKind.PERSON]
    for group in (people, [m for m in inside if m.kind is MentionKind.ORGANIZATION]):
        free = [m for m in group if not _PREPOSITION.search(scene.text, start, m.span.start)]
        if free:
            return _mentioned(scene, free[0], cue)
    close = [m for m in inside if stop - m.span.end <= 2]
    return _mentioned(scene, close[-1], cue) if close else None


def _mentioned(scene: Scene, mention: Mention, cue: re.Match[str] | None) -> Speaker:
    return Speaker(mention.span, mention.name, mention.role, scene.cue(cue))


def _pronoun(scene: Scene, pronoun: re.Match[str], cue: re.Match[str] | None) -> Speaker:
    span = scene.span(pronoun.start(), pronoun.end())
    who = _antecedent(
        scene, pronoun.start(), pronoun[0] in patterns().persons or pronoun[0] in ("him", "her")
    )
    name, role = who or (None, None)
    return Speaker(span, name, role, scene.cue(cue))


def _antecedent(scene: Scene, at: int, one: bool) -> tuple[str, str | None] | None:
    """Whom a pronoun means: one person, or (a group) the body, named last before it."""
    kind = MentionKind.PERSON if one else MentionKind.ORGANIZATION
    found = scene.last_named(kind, at)
    return (found.name, found.role) if found else None


def _phrase_before(scene: Scene, start: int, stop: int, cue: re.Match[str]) -> Speaker | None:
    stretch = scene.text[start:stop].rstrip(" ,")
    found = _NOUN_PHRASE.search(stretch.rpartition(", ")[2] if ", " in stretch else stretch)
    if not found or not found[0].strip():
        return None
    end = start + len(stretch)
    return _phrase(scene, end - len(found[0]), end, cue)


def _phrase(scene: Scene, start: int, end: int, cue: re.Match[str]) -> Speaker:
    """A speaker without a name ("officials"); a document speaks for the body named last."""
    span = scene.span(start, end)
    mark = scene.cue(cue)
    if _is_document(span.text):
        inside = next(scene.within(start, end), None)
        who = (inside.name, inside.role) if inside else _issuer(scene, start)
        if who:
            return Speaker(span, who[0], who[1], mark)
    return Speaker(span, None, None, mark)


def _issuer(scene: Scene, at: int) -> tuple[str | None, str | None] | None:
    if scene.last and scene.last.span and scene.last.span.start < at:
        return scene.last.name, scene.last.role
    return _antecedent(scene, at, one=False)
