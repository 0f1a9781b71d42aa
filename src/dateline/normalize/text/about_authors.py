"""What a page says of its authors beside their text: "Ann Quay is a reporter who covers ports."

A text that tells of the person who wrote it ends so only where editors introduce that person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LENGTH = 700

_FIRST = 2  # paragraphs that may be one, in the words of editors
_LAST = 3  # paragraphs at the end, each of which may be one
_KEPT = 3  # paragraphs of a text that is long enough to have been written by somebody
_IS = re.compile(
    r"(?:,[^.]{3,80},)?\s+"  # "Ann Quay, a reporter of the paper, ..."
    r"(?:is|was|are|has|writes|covers|reports|joined|works|serves|ist|schreibt|arbeitet|berichtet|"
    r"est|écrit|couvre|es|escribe|trabaja|cubre|è|scrive|lavora|é|escreve|trabalha|schrijft|"
    r"werkt|är|er|skriver|arbetar|jest|pisze|jsou|píše)\b",
    re.I,
)


_WRITES = re.compile(
    r"\s+(?:writes (?:about|on)|covers|reports (?:on|from)|is an? [\w -]{0,40}(?:reporter|writer|"
    r"editor|correspondent|columnist|journalist))\b",
    re.I,
)


def without_about_authors(paragraphs: Sequence[str], authors: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs without those at either end that introduce one of the authors."""
    names = [name for name in authors if " " in name]
    end = max(_KEPT, len(paragraphs) - _LAST)
    if len(paragraphs) <= _KEPT:
        return tuple(paragraphs)
    return tuple(
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if _FIRST <= number < end
        or not _is_about(names, paragraph, _WRITES if number < _FIRST else _IS)
    )


def _is_about(names: Sequence[str], text: str, said: re.Pattern[str]) -> bool:
    begun = (name for name in names if text.casefold().startswith(name.casefold()))
    return len(text) <= MAX_LENGTH and any(said.match(text, len(name)) for name in begun)
