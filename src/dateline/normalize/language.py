"""The language of an article, as an ISO 639-1 code.

What the file states counts unless the text clearly contradicts it: many pages carry the language of
their template. Without a statement, the script decides if it can (kana, hangul, Thai, the letters
that only Russian or Ukrainian has). Next come the most common words of 25 languages, if enough of
them occur and clearly more than of any other language. Last comes py3langid
(https://github.com/adbar/py3langid), a model of 97 languages. A short text may stay unknown.

On the 120 texts of the evaluation with a stated language: on the whole text, common words are right
for .925 and wrong for none, py3langid and lingua right for .992 and wrong for .008; on the first 80
characters .20, .83 and .99 are right. lingua takes 25 ms for a text and 96 MB, py3langid 3 ms and 5
MB, common words half a millisecond.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.dictionaries.stopwords import languages_by_stopword
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.values.article import Evidence
from dateline.values.draft import Claim

if TYPE_CHECKING:  # 0.3 s, numpy with it
    from py3langid.langid import LanguageIdentifier

METHODS = ("json key", "json-ld", "html lang", "meta")

MAX_EXAMINED = 3000
"""Code points of the text that are examined: a few hundred words are enough."""

MIN_LETTERS = 60
MIN_PROBABILITY = 0.9
"""Below these py3langid guesses: it gets the language of a tenth of shorter texts wrong."""

CLEAR_LETTERS = 200
CLEAR_PROBABILITY = 0.95

MIN_HITS = 5
MIN_LEAD = 1.25
"""The best language needs this many times the hits of the next. Danish and Norwegian share most of
their short words, and stay unknown if the difference is small."""

_CLEAR_SHARE = 0.2
_CODE = re.compile(r"([a-z]{2})(?:[-_]\w+)*", re.I | re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_SCRIPT_SHARE = 0.15

# Cyrillic letters that one language has and its neighbours do not.
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_MARKS = (("be", "ў"), ("uk", "їєґ"), ("ru", "ыэ"))
_CYRILLIC_SHARE = 0.5
_MIN_MARKS = 3
_OLD_CODES = {"iw": "he", "in": "id", "nb": "no", "nn": "no"}


def language_of(claims: Sequence[Claim], text: str) -> FieldValue[str] | None:
    """The language, or None if neither the file nor the text determines it."""
    detected = _from_text(text[:MAX_EXAMINED]) or _from_model(text[:MAX_EXAMINED])
    for claim in by_method(claims_for(claims, "language"), METHODS):
        code = _code(claim.value)
        if code is None:
            continue
        if detected is not None and detected.clear and detected.code != code:
            note = f"{claim.where} says {code}; the words of the text are of another language"
            return FieldValue(
                detected.code, Evidence(method=detected.method, note=note, where="body")
            )
        return FieldValue(code, stated(claim))
    if detected is None:
        return None
    return FieldValue(
        detected.code, Evidence(method=detected.method, note=detected.note, where="body")
    )


class _Detection:
    """The language that a text seems to be in. If it is `clear`, it may outweigh what the file
    states."""

    __slots__ = ("clear", "code", "method", "note")

    def __init__(self, code: str, method: str, note: str, *, clear: bool) -> None:
        self.code, self.method, self.note, self.clear = code, method, note, clear


def _code(value: str) -> str | None:
    found = _CODE.fullmatch(value.strip())
    if found is None:
        return None
    code = found[1].lower()
    return _OLD_CODES.get(code, code)


def _from_text(text: str) -> _Detection | None:
    return _from_script(text) or _from_words(text)


def _from_model(text: str) -> _Detection | None:
    """What py3langid says, if there is enough text and its probability is high; else None."""
    letters = sum(map(len, _WORD.findall(text)))
    if letters < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(text)
    if probability < MIN_PROBABILITY:
        return None
    code = _OLD_CODES.get(code, code)
    clear = letters >= CLEAR_LETTERS and probability >= CLEAR_PROBABILITY
    return _Detection(code, "py3langid", f"with a probability of {probability:.2f}", clear=clear)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def _from_script(text: str) -> _Detection | None:
    if text.isascii():
        return None
    letters = sum(map(len, _WORD.findall(text)))
    for code, script in _SCRIPTS:
        share = len(script.findall(text)) / max(1, letters)
        if share > _SCRIPT_SHARE:
            return _Detection(code, "script", f"{share:.0%} of the letters", clear=True)
    if len(_CYRILLIC.findall(text)) > _CYRILLIC_SHARE * letters:
        return _from_cyrillic(text.lower())
    return None


def _from_cyrillic(text: str) -> _Detection | None:
    for code, marks in _CYRILLIC_MARKS:
        found = sum(map(text.count, marks))
        if found >= _MIN_MARKS:
            return _Detection(code, "script", f"{found} letters of {marks!r}", clear=True)
    return None


def _from_words(text: str) -> _Detection | None:
    words = _WORD.findall(text.lower())
    hits: dict[str, int] = {}
    languages = languages_by_stopword()
    for word, count in Counter(words).items():
        for code in languages.get(word, ()):
            hits[code] = hits.get(code, 0) + count
    ranked = [
        *sorted(((count, code) for code, count in hits.items()), reverse=True),
        (0, ""),
        (0, ""),
    ]
    (most, code), (next_most, _) = ranked[:2]
    if most < MIN_HITS or most < MIN_LEAD * next_most:
        return None
    total = len(words)
    clear = most >= _CLEAR_SHARE * total and most >= 2 * next_most and total >= 50
    return _Detection(code, "common words", f"{most} of {total} words", clear=clear)
