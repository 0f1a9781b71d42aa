"""What a run of capitalized words names: people by their titles, organizations by their heads.

"Pakistan Army Chief Field Marshal Asim Munir" is an organization (Pakistan Army), a role (Army
Chief Field Marshal) and a person; "Ministry of Foreign Affairs" runs on behind its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.annotation.names.words import Glue, Lexicon, Use, Word, lexicon

# "Canada's Food Agency", "the USDA and the Illinois Department": two things, not one.
_PARTS = (Glue.AND, Glue.GENITIVE)
_WHOLE = Use.COUNTRY | Use.CAPITALS | Use.HEAD
_INITIALS = re.compile(r"[A-Z]{1,2}")
_ENDS = Use.TITLE | Use.TIME
_MAX_NAME, _MAX_ORGANIZATION = 5, 9


class Segment(NamedTuple):
    """Words of a run that name something. `kind` is "person" (with the title words in front of
    the name in `role`), "organization" (with what stands in front of it there), "known" (an
    organization of the dictionary), "acronym", or "name": words that may be a person's name,
    for the context to decide."""

    kind: str
    words: tuple[Word, ...]
    role: tuple[Word, ...] = ()

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def segments(run: Sequence[Word]) -> Iterator[Segment]:
    """What the run names, from left to right."""
    words = lexicon()
    at = 0
    while at < len(run):
        if run[at].use & Use.FIRST and not run[at].use & (Use.TITLE | Use.GIVEN):
            at += 1
            continue
        role = _titled(run, at)
        if role:
            yield from _in_role(run[at:role], words)
            end = _name_end(run, role)
            yield Segment("person", tuple(run[role:end]), tuple(run[at:role]))
            at = end
            continue
        end = _known_end(run, at, words)
        if end:
            yield Segment("known", tuple(run[at:end]))
            at = end
            continue
        span = _organization(run, at)
        if span:
            begin, end = span
            yield from _plain(run[at:begin])
            yield Segment("organization", tuple(run[begin:end]), tuple(run[at:begin]))
            at = end
            continue
        end = _name_end(run, at)
        if end > at:
            yield Segment("name", tuple(run[at:end]))
        elif run[at].use == Use.CAPITALS:
            yield Segment("acronym", (run[at],))
        at = max(end, at + 1)


def _plain(run: Sequence[Word]) -> Iterator[Segment]:
    at = 0
    while at < len(run):
        end = _name_end(run, at)
        if end > at:
            yield Segment("name", tuple(run[at:end]))
        at = max(end, at + 1)


def _titled(run: Sequence[Word], at: int) -> int:
    """Where a person's name begins behind a title, 0 where the next words are no such thing."""
    for index in range(at, len(run) - 1):
        word, following = run[index], run[index + 1]
        if index > at and word.glue not in (Glue.SPACE, Glue.OF):
            return 0
        if (
            word.use & Use.TITLE
            and word.text not in lexicon().halves
            and following.glue is Glue.SPACE
            and not following.use & (Use.TITLE | Use.HEAD)
            and following.names
        ):
            return index + 1
        if index > at and word.names and not word.use and _is_name_behind(run, index):
            return 0
    return 0


def _is_name_behind(run: Sequence[Word], index: int) -> bool:
    return index + 1 >= len(run) or run[index + 1].glue is not Glue.SPACE


def _name_end(run: Sequence[Word], at: int) -> int:
    """Where the words that can be one person's name end."""
    end = at
    if _INITIALS.fullmatch(run[at].text) and run[at].use == Use.CAPITALS and at + 1 < len(run):
        end += run[at + 1].glue is Glue.SPACE and run[at + 1].names
    while end < min(len(run), at + _MAX_NAME) and run[end].names:
        if end > at and run[end].glue not in (Glue.SPACE, Glue.PARTICLE):
            break
        end += 1
    return end


def _known_end(run: Sequence[Word], at: int, words: Lexicon) -> int:
    """Where a name of the dictionary's organizations ends, 0 where none begins."""
    phrase = run[at].text
    ends = [at + 1] if phrase in words.known else []
    for index in range(at + 1, min(len(run), at + 6)):
        if run[index].glue not in (Glue.SPACE, Glue.OF):
            break
        phrase += (" " if run[index].glue is Glue.SPACE else " of ") + run[index].text
        if phrase in words.known:
            ends.append(index + 1)
    end = ends[-1] if ends else 0
    follows = end and end < len(run) and run[end].glue is Glue.SPACE
    return 0 if follows and run[end].use & Use.HEAD else end


def _organization(run: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where an organization's name begins and ends, if the run's next words are one."""
    begin, end = at, at
    for index in range(at, min(len(run), at + _MAX_ORGANIZATION)):
        word = run[index]
        if index > at and word.glue in _PARTS and run[index - 1].use & _WHOLE:
            begin = index
        if index > at and (
            word.glue is Glue.PARTICLE or (word.glue is Glue.OF and run[index - 1].use & Use.TITLE)
        ):
            return None
        if word.use & Use.HEAD:
            end = index + 1
            break
    else:
        return None
    while end < len(run) and run[end].glue is Glue.SPACE and run[end].use & Use.HEAD:
        end += 1
    end = _behind_head(run, end)
    if end < len(run) and run[end].glue is Glue.SPACE and run[end].use & Use.OTHER:
        return None
    strong = any(w.use & Use.HEAD and not w.use & Use.WEAK for w in run[begin:end])
    size = end - begin
    if size < 2 or (size == 2 and not strong and not run[begin].use & Use.COUNTRY):
        return None
    return begin, end


def _behind_head(run: Sequence[Word], end: int) -> int:
    """Where "of Foreign Affairs", "for the Red Sea and the Gulf" behind a head ends."""
    if end >= len(run) or run[end].glue is not Glue.OF:
        return end
    limit = min(len(run), end + _MAX_ORGANIZATION)
    end += 1
    while end < limit and run[end].glue is not None and not run[end].use & _ENDS:
        if run[end].glue in _PARTS and (run[end].use & _WHOLE or run[end].glue is Glue.GENITIVE):
            break
        end += 1
    return end


def _in_role(role: Sequence[Word], words: Lexicon) -> Iterator[Segment]:
    """The organization that a role begins with: "Pakistan Army" Chief."""
    heads = [i for i, word in enumerate(role) if word.use & Use.HEAD and not word.use & Use.TITLE]
    if heads and heads[-1] >= 1:
        yield Segment("organization", tuple(role[: heads[-1] + 1]))
    elif role and _known_end(role, 0, words):
        yield Segment("known", tuple(role[: _known_end(role, 0, words)]))
