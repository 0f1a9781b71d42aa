"""What a hyphen at the end of a line is: of a broken word, of a compound, or of half a pair.

A document that prints the word elsewhere decides; else the first and last parts that compounds
with a hyphen are made of, in English and French.
"""

from __future__ import annotations

import re

_HYPHENS = ("-", "\u00ad", "‐")
_LAST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "twenty", "thirty"),
    *("forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_FIRST_PARTS = frozenset((*_NUMBERS, "well", "ill", "self", "vice", "half", "quasi", "pseudo"))
_SUFFIX = re.compile(
    r"(?:t?een(?:s|th|ths)?|t?y|t?ie(?:s|th|ths)|ths?|fold|some|self|ness|ish|less|ing.*|way|roy|s)"
)
"""What continues one of these words to another: nine-teen, self-ish, Well-ington."""

_LAST_PARTS = frozenset(
    (
        "awaited", "backed", "based", "called", "century", "class", "educated", "elect", "friendly",
        "known", "lasting", "level", "lived", "looking", "made", "minded", "oriented", "owned",
        "paid", "profile", "range", "ranking", "related", "scale", "sized", "speaking", "standing",
        "storey", "style", "term", "wing", "winning",
        "même", "mêmes", "là", "être",
    )
)  # fmt: skip
_PREFIX = re.compile(
    r"(?:un|re|over|under|out|mis|dis|sub|super|inter|up|fore|pre|ar|de|in|im|be|en|cor)", re.I
)
_PREFIXES = frozenset(("anti", "non", "semi", "multi", "mid", "cross", "ultra", "neo", "pan"))
_MAYBE_PREFIXES = frozenset(("pro", "ex", "pre", "post", "co", "re", "all", "high", "low", "part"))
_MIN_WORD = 5
"""Letters of a word that may stand after a prefix: shorter ones are syllables of many words."""

_PAIRS = frozenset(("und", "oder", "sowie", "bzw", "and", "or", "et", "ou", "och", "og"))


def continued(text: str, more: str, written: str) -> str:
    """The text with more after it, which is on the next line. A hyphen at its end goes if it breaks
    a word, and stays in a compound. `written` is all that the document says."""
    first, last = _LAST.search(text[:-1]), _FIRST.match(more)
    if not text.endswith(_HYPHENS) or first is None or last is None:
        return f"{text} {more}"
    before, after = first[0], last[0]
    if after in _PAIRS:
        return f"{text} {more}"  # "two- and three-storey"
    if text.endswith("\u00ad") or (after[:1].islower() and not _compound(before, after, written)):
        return text[:-1] + more
    return text + more


def _compound(before: str, after: str, written: str) -> bool:
    if re.search(rf"\b{re.escape(before)}-{re.escape(after)}\b", written, re.I):
        return True
    if re.search(rf"\b{re.escape(before + after)}\b", written, re.I):
        return False
    part = before.rpartition("-")[2]
    if _is_prefix(part.lower(), written) and len(after) >= _MIN_WORD and _is_word(after, written):
        return True
    if len(part) == 1 or part[-1:].isdigit() or before.count("-") > 1:
        return True
    if part.lower() in _FIRST_PARTS and not _SUFFIX.fullmatch(after):
        return True
    return after in _LAST_PARTS and not _PREFIX.fullmatch(part)


def _is_prefix(part: str, written: str) -> bool:
    """Whether words may be put before others with a hyphen: those that mostly are, and those that
    the document puts so elsewhere."""
    if part in _PREFIXES:
        return True
    return part in _MAYBE_PREFIXES and re.search(rf"\b{part}-\w", written, re.I) is not None


def _is_word(after: str, written: str) -> bool:
    """Whether the document has the word alone, apart from ends of lines with a hyphen."""
    alone = rf"(?<![\w-])(?<![-\u00ad‐]\s){re.escape(after)}(?![\w-])"
    return re.search(alone, written, re.I) is not None
