"""Picture captions: distinguished from paragraphs by how they are written, and split from
credits."""

from __future__ import annotations

import re

from dateline.values.article import Caption

MAX_LENGTH = 700

_OPENING = re.compile(
    r"(?:(?:this|the|a|an|in this)\s+)?(?:(?:undated|archive|aerial|combination|representational|"
    r"screen ?grab|courtesy|recent|\w+ \d{1,2},? \d{4},?)\s+)*"
    r"(?:handout|file|hand-out|photo(?:graph)?s?|picture|pictured|image|screenshot|screengrab|"
    r"illustration|combo)\b",
    re.I,
)
_NOTES = re.compile(
    r"\((?:(?:second|third|fourth|fifth|far|top|bottom|centre|center|back|front|from)\s+)?"
    r"(?:left|right|cent(?:er|re)|L|R|C|pictured|file(?: photo)?|from left)\)"
    r"|\b(?:file photo|handout photo)\b|(?<!\bones )(?<!\b(?:one|all) )\bpictured "
    r"(?:here|above|left|right)\b",
    re.I,
)
"""Of "the one pictured above" a text tells, not the picture itself."""
_BRACKETED = re.compile(r"\s*[\[(](?P<credit>[^\[\]()]{2,80})[\])]\s*\.?$")
_LABELLED = re.compile(
    r"[\s|/.–—-]*\b(?:photo(?:graph)?|picture|image|credit|foto|bild|photo credit|photos)"
    r"(?:\s+(?:by|credit))?\s*(?::|\bby\b)\s*(?P<credit>[^:.]{2,80})\.?$",
    re.I,
)
_COPYRIGHT = re.compile(r"[\s|]*(?:©|\(c\))\s*(?P<credit>[^©]{2,80})$", re.I)
_CREDIT_PREFIX = re.compile(
    r"(?:(?:photo(?:graph)?|picture|image|foto|bild|credit|source)s?(?:\s+(?:by|credit|courtesy))?\s*[:/]?|"
    r"©|by\b|courtesy of)\s*",
    re.I,
)
_AGENCY = re.compile(
    r"AP|AFP|Reuters|EPA|EFE|ANSA|dpa|DPA|Xinhua|Getty|PA|TASS|ANI|PTI|Anadolu|SPA|WAM|Supplied|"
    r"Shutterstock|Bloomberg|Handout|File|Courtesy|Photo|Screengrab|Social media|Twitter|X",
)


def looks_like_caption(text: str) -> bool:
    """Whether a block before the lead is written like a caption: it opens with "The handout
    photograph ...", points into a picture ("second left"), or ends in a credit in brackets."""
    if len(text) > MAX_LENGTH:
        return False
    if _OPENING.match(text) or _NOTES.search(text):
        return True
    ending = _BRACKETED.search(text[-90:])
    return ending is not None and _is_credit(ending["credit"])


def caption_of(text: str, credit: str | None = None) -> Caption:
    """The caption of a cleaned text, with the credit split off; `credit` if the file states it."""
    if credit:
        return Caption(text=text, credit=_bare_credit(credit))
    for pattern in (_BRACKETED, _LABELLED, _COPYRIGHT):
        found = pattern.search(text[-100:])
        if found is None:
            continue
        words = text[: len(text) - len(found[0])].rstrip(" |/-–—")
        if words and (pattern is not _BRACKETED or _is_credit(found["credit"])):
            return Caption(text=words, credit=_bare_credit(found["credit"]))
    return Caption(text=text)


def _bare_credit(credit: str) -> str:
    bare = _CREDIT_PREFIX.sub("", credit.strip(" ()[]|"), count=1).strip(" .")
    return bare or credit


def _is_credit(words: str) -> bool:
    """Whether the words are in capitals ("ISPR"), an agency, a label ("Photo by"), or a name with a
    slash."""
    if _NOTES.fullmatch(f"({words})"):
        return False
    letters = [letter for letter in words if letter.isalpha()]
    capitals = len(letters) >= 2 and all(letter.isupper() for letter in letters)
    agency = _AGENCY.match(words)
    return capitals or agency is not None or "/" in words or _CREDIT_PREFIX.match(words) is not None
