"""Where the news of a sentence is: after its dateline, before its attribution, outside of
quotations."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotation.events.grammar.lexicon import LexiconEntry, VerbRole
from dateline.annotation.events.grammar.verb_forms import Form

_AFTER_DATELINE = frozenset((":", "-", "–", "—"))
_MARKS = frozenset('"“”')
_FEW_QUOTED = 5  # words, and a mark
_LONGEST_DATELINE = 9  # words
_LONGEST_ATTRIBUTION = 16  # words from the comma to the end of the sentence
_SAY, _PAST = int(VerbRole.SAY), int(Form.PAST)
_PRONOUNS = frozenset(("it", "he", "she", "they"))


def news_start(tokens: Sequence[str]) -> int:
    """After a dateline: "ISLAMABAD: ", "GENEVA (Reuters) - "."""
    for at, token in enumerate(tokens[:_LONGEST_DATELINE]):
        if token in _AFTER_DATELINE:
            return at + 1
        if token.islower():
            break
    return 0


def news_end(lower: Sequence[str], entries: Sequence[LexiconEntry | None]) -> int:
    """Before ", police said on Monday" and ", according to ...": the attribution."""
    count = len(lower)
    for at in range(count - 1, max(0, count - _LONGEST_ATTRIBUTION), -1):
        if lower[at] != ",":
            continue
        if lower[at + 1 : at + 3] == ["according", "to"]:
            return at
        if _is_attribution(lower, entries, at + 1):
            return at
    return count


def _is_attribution(
    lower: Sequence[str], entries: Sequence[LexiconEntry | None], start: int
) -> bool:
    """Whether the rest of the sentence is only "somebody said"."""
    if start < len(lower) and lower[start] in ("and", "but", "which", "who"):
        return False
    first = entries[start] if start < len(lower) else None
    if first and first.verb_role & _SAY and first.forms & _PAST:
        return True
    for at in range(start + 1, len(lower)):
        entry = entries[at]
        if entry and entry.verb_role & _SAY:
            rest = lower[at + 1 :]
            return len(rest) < 8 and _PRONOUNS.isdisjoint(rest) and "that" not in rest
    return False


def quoted_words(tokens: Sequence[str], *, begins: bool) -> frozenset[int]:
    """The positions of words within quotation marks, without short quotations that are part of the
    article's own sentence: 'condemned "the cowardly attack"'."""
    if not begins and _MARKS.isdisjoint(tokens):
        return frozenset()
    marks = [at for at, token in enumerate(tokens) if token in _MARKS]
    if begins:
        marks.insert(0, -1)
    pairs = zip(marks[::2], [*marks[1::2], len(tokens)], strict=False)
    return frozenset(
        at for first, last in pairs if last - first > _FEW_QUOTED for at in range(first + 1, last)
    )
