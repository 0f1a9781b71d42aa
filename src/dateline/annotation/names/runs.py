"""What a run of capitalized words names: people by their titles, organizations by their heads.

"Pakistan Army Chief Field Marshal Asim Munir" is an organization (Pakistan Army), a role (Army
Chief Field Marshal) and a person; "Ministry of Foreign Affairs" goes on after its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.annotation.names.words import (
    SUFFIXES,
    NameLexicon,
    Separator,
    Use,
    Word,
    name_lexicon,
)

# "Canada's Food Agency", "the USDA and the Illinois Department": two things, not one.
_BETWEEN_NAMES = (Separator.AND, Separator.GENITIVE)
_COMPLETE = Use.COUNTRY | Use.CAPITALS | Use.HEAD
_INITIALS = re.compile(r"[A-Z]{1,2}")
_ENDS = Use.TITLE | Use.TIME
_UNUSUAL = Use.TITLE | Use.COUNTRY  # that can be names of people all the same
_MONTH_NAMES = frozenset(("April", "August", "June", "May"))
_MAX_NAME, _MAX_ORGANIZATION = 5, 9


class Segment(NamedTuple):
    """Words of a run that name something. `kind` is "person" (`role` has the title before the
    name), "organization" (`role` has the words before it), "listed" (an organization of the
    dictionary), "acronym", "name": words that may be a person's name; the context decides; or
    "doubtful": a country, a nationality or a title by itself, which may be a known person's."""

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
    words = name_lexicon()
    at = 0
    while at < len(run):
        if run[at].use & Use.FIRST and not run[at].use & (Use.TITLE | Use.GIVEN):
            at += 1
            continue
        role = _name_start_after_title(run, at)
        if role and not (run[at].use & Use.TITLE and _listed_end(run, at, words) > at + 1):
            yield from _organization_of_role(run[at:role], words)
            end = _name_end(run, role, titled=True)
            yield Segment("person", tuple(run[role:end]), tuple(run[at:role]))
            at = end
            continue
        end = _listed_end(run, at, words)
        if end:
            yield Segment("listed", tuple(run[at:end]))
            at = end
            continue
        span = _organization(run, at)
        if span:
            begin, end = span
            yield from _names_only(run[at:begin])
            yield Segment("organization", tuple(run[begin:end]), tuple(run[at:begin]))
            at = end
            continue
        end = _name_end(run, at)
        if end > at:
            yield Segment("name", tuple(run[at:end]))
        elif run[at].use == Use.CAPITALS:
            yield Segment("acronym", (run[at],))
        elif _is_doubtful(run, at):
            yield Segment("doubtful", (run[at],))
        at = max(end, at + 1)


def _is_doubtful(run: Sequence[Word], at: int) -> bool:
    """Whether a word that is no name by its use, but can be a family name, is by itself."""
    alone = run[at].separator is not Separator.SPACE and _ends_name(run, at)
    return alone and (
        bool(run[at].use & Use.COUNTRY)
        or _is_family_name(run[at])
        or run[at].text in name_lexicon().first_family_names
    )


def _names_only(run: Sequence[Word]) -> Iterator[Segment]:
    at = 0
    while at < len(run):
        end = _name_end(run, at)
        if end > at:
            yield Segment("name", tuple(run[at:end]))
        at = max(end, at + 1)


def _name_start_after_title(run: Sequence[Word], at: int) -> int:
    """Where a person's name begins after a title; 0 if no title with a name follows."""
    for index in range(at, len(run) - 1):
        word, following = run[index], run[index + 1]
        if index > at and word.separator not in (Separator.SPACE, Separator.OF):
            return 0
        if (
            word.use & Use.TITLE
            and word.text not in name_lexicon().half_titles
            and following.separator is Separator.SPACE
        ):
            if _is_given_name(run, index):
                return index if index > at and run[index - 1].use & Use.TITLE else 0
            if not following.use & (Use.TITLE | Use.HEAD) and following.may_be_name:
                return index + 1
            if word.text in name_lexicon().before_names and (
                _is_given_name(run, index + 1)
                or (_is_family_name(following) and _ends_name(run, index + 1))
            ):
                return index + 1
        if index > at and word.may_be_name and not word.use and _ends_name(run, index):
            return 0
    return 0


def _is_given_name(run: Sequence[Word], at: int) -> bool:
    """Whether a title or a place is a given name here: "Dean Martin", "Judge Reinhold", "Chad
    Wolf". A title before a whole name is a title: "Dean Robert Martin"."""
    words, word = name_lexicon(), run[at]
    if at + 1 >= len(run) or run[at + 1].separator is not Separator.SPACE:
        return False
    following = run[at + 1]
    if word.use & Use.TITLE:
        whole = following.use & Use.GIVEN and not _ends_name(run, at + 1)
        return is_titled_name(word, following) or (
            word.text in words.given_titles and following.may_be_name and not whole
        )
    places = words.given_places | words.rare_given_places
    return word.text in places and (following.may_be_name or _is_second_name(run, at + 1))


def is_titled_name(word: Word, following: Word) -> bool:
    """Whether two words are the name of a person whose given name is a title: "Judge Reinhold",
    "Pope Thrower"; a pope has the name of a pope."""
    words = name_lexicon()
    if word.text == "Pope":
        return following.text not in words.popes and following.may_be_name
    return f"{word.text} {following.text}" in words.titled_names


def _is_second_name(run: Sequence[Word], at: int) -> bool:
    """Whether a month is a second given name: "Georgia May Foote"."""
    return run[at].text in _MONTH_NAMES and not _ends_name(run, at) and run[at + 1].may_be_name


def _is_family_name(word: Word) -> bool:
    """Whether a title or a country's name can be a family name: "Stephen King", "Jim Jordan",
    "Mark Cuban"."""
    if word.use & Use.TITLE:
        return word.text in name_lexicon().family_titles
    country = word.use & Use.COUNTRY and not word.use & Use.CAPITALS
    return bool(country) and not word.text.endswith("s")


def _ends_name(run: Sequence[Word], index: int) -> bool:
    if index + 1 >= len(run) or run[index + 1].separator is not Separator.SPACE:
        return True
    return run[index + 1].text in SUFFIXES


def _name_end(run: Sequence[Word], at: int, *, titled: bool = False) -> int:
    """Where the words end that can be one person's name. `titled`: a title is before it."""
    end = at
    if _INITIALS.fullmatch(run[at].text) and run[at].use == Use.CAPITALS and at + 1 < len(run):
        end += run[at + 1].separator is Separator.SPACE and run[at + 1].may_be_name
    limit = min(len(run), at + _MAX_NAME)
    while end < limit:
        word = run[end]
        if not word.may_be_name and not _is_unusual_name(run, at, end, titled=titled):
            break
        if end > at and word.separator not in (Separator.SPACE, Separator.PARTICLE):
            break
        end += 1
    if end == at or end >= len(run) or run[end].separator is not Separator.SPACE:
        return end
    whole = titled or end > at + 1 or run[at].use & Use.GIVEN  # but not "Phase II"
    suffixes = SUFFIXES if whole else SUFFIXES - _NUMERALS
    return end + (run[end].text in suffixes)


_NUMERALS = frozenset(word for word in SUFFIXES if word.isupper())


def _is_unusual_name(run: Sequence[Word], at: int, index: int, *, titled: bool) -> bool:
    """Whether the title or country at `index` is part of the name that begins at `at`."""
    if index == at + 1 and run[at].text in name_lexicon().rare_given_places:
        return _is_second_name(run, index)
    if not run[index].use & _UNUSUAL:
        return False
    if index == at:
        return _is_given_name(run, at) or (titled and _is_family_name(run[at]))
    if run[index].use & Use.TITLE and _is_given_name(run, index):
        return True  # Sacha Baron Cohen
    given = run[at].use & Use.GIVEN and run[at].text not in name_lexicon().verbs_too
    return bool(given or titled) and _is_family_name(run[index]) and _ends_name(run, index)


def _listed_end(run: Sequence[Word], at: int, words: NameLexicon) -> int:
    """Where an organization of the dictionary ends that begins here; 0 if there is none."""
    phrase = run[at].text
    ends = [at + 1] if phrase in words.listed else []
    for index in range(at + 1, min(len(run), at + 6)):
        if run[index].separator not in (Separator.SPACE, Separator.OF):
            break
        phrase += (" " if run[index].separator is Separator.SPACE else " of ") + run[index].text
        if phrase in words.listed:
            ends.append(index + 1)
    end = ends[-1] if ends else 0
    follows = end and end < len(run) and run[end].separator is Separator.SPACE
    return 0 if follows and run[end].use & Use.HEAD else end


def _organization(run: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where an organization's name begins and ends, if one begins here; else None."""
    begin, end = at, at
    for index in range(at, min(len(run), at + _MAX_ORGANIZATION)):
        word = run[index]
        if index > at and word.separator in _BETWEEN_NAMES and run[index - 1].use & _COMPLETE:
            begin = index
        if index > at and (
            word.separator is Separator.PARTICLE
            or (word.separator is Separator.OF and run[index - 1].use & Use.TITLE)
        ):
            return None
        if word.use & Use.HEAD:
            end = index + 1
            break
    else:
        return None
    while end < len(run) and run[end].separator is Separator.SPACE and run[end].use & Use.HEAD:
        end += 1
    end = _end_after_head(run, end)
    if end < len(run) and run[end].separator is Separator.SPACE and run[end].use & Use.OTHER:
        return None
    strong = any(w.use & Use.HEAD and not w.use & Use.WEAK for w in run[begin:end])
    size = end - begin
    if size < 2 or (size == 2 and not strong and not run[begin].use & Use.COUNTRY):
        return None
    return begin, end


def _end_after_head(run: Sequence[Word], end: int) -> int:
    """Where "of Foreign Affairs" or "for the Red Sea and the Gulf" after a head ends."""
    if end >= len(run) or run[end].separator is not Separator.OF:
        return end
    limit = min(len(run), end + _MAX_ORGANIZATION)
    end += 1
    while end < limit and run[end].separator is not None and not run[end].use & _ENDS:
        if run[end].separator in _BETWEEN_NAMES and (
            run[end].use & _COMPLETE or run[end].separator is Separator.GENITIVE
        ):
            break
        end += 1
    return end


def _organization_of_role(role: Sequence[Word], words: NameLexicon) -> Iterator[Segment]:
    """The organization that a role begins with: "Pakistan Army" Chief."""
    heads = [i for i, word in enumerate(role) if word.use & Use.HEAD and not word.use & Use.TITLE]
    if heads and heads[-1] >= 1:
        yield Segment("organization", tuple(role[: heads[-1] + 1]))
    elif role and _listed_end(role, 0, words):
        yield Segment("listed", tuple(role[: _listed_end(role, 0, words)]))
