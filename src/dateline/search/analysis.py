"""Text to terms: the one analysis that every engine indexes and every query uses.

A word is a run of letters, digits and their marks, with apostrophes inside it. Folding removes
case, accents on Latin and Greek letters, the vowel points of Arabic and Hebrew, which most
texts leave out, and the invisible joiners and soft hyphens inside words. Marks that make another
letter (й, が) stay. Stems are Snowball's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

ANALYSIS_VERSION = 2  # goes up when any text would give other terms: indexes are rebuilt

# ISO 639-1 to Snowball's names: https://snowballstem.org/algorithms/
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}

# \w leaves out combining marks, which would cut decomposed Latin and kana, pointed Arabic and
# Hebrew, and nearly every word of the Indic scripts and their south-east Asian kin in two. The
# gaps in these ranges are punctuation, such as the Hebrew hyphen U+05BE and the danda U+0964.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
# Invisible inside words: the soft hyphen, and the joiners of Persian and Sinhala.
_JOINERS = "\u00ad\u200c\u200d"
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:['’]\w[\w{_MARKS}]*|[{_JOINERS}]+[\w{_MARKS}]+)*")
_UNSEEN = str.maketrans("’", "'", _JOINERS)


class Analyzer:
    """The analysis of an archive's texts and queries; `language` is the one that it stems."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        stemmer = Stemmer.Stemmer(STEMMERS[language], 0) if language in STEMMERS else None
        stem = stemmer.stemWord if stemmer else str

        @lru_cache(maxsize=200_000)  # a newspaper's vocabulary, about 30 MB when full
        def terms(word: str) -> tuple[str, str]:
            folded = fold(word)
            return folded, stem(folded)

        self._terms = terms

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        return self._terms(word)[1]

    def terms(self, text: str) -> list[tuple[str, str]]:
        """(folded word, stem) of each word of a text, in order."""
        return list(map(self._terms, _WORD.findall(text)))


def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The folded words of a text, each with where it stands (code points, half-open)."""
    return tuple((fold(match[0]), *match.span()) for match in _WORD.finditer(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands (code points, half-open), in order."""
    return [match.span() for match in _WORD.finditer(text)]


def fold(word: str) -> str:
    """The word without case, and without the marks that a reader may leave out."""
    if word.isascii():
        return word.lower()
    word = word.translate(_UNSEEN).casefold()
    plain = unicodedata.normalize("NFKD", word).casefold()  # 𝐀 becomes A, and must be a
    if not _WORD.fullmatch(plain):  # ½ would be 1⁄2, ⑴ would be (1): no words any more
        plain = unicodedata.normalize("NFD", word)
    kept: list[str] = []
    optional = False
    for char in plain:
        mark = unicodedata.combining(char) != 0
        if not mark:  # Latin and Greek end before U+0400; Hebrew and Arabic are U+0590 to U+06FF
            optional = char < "\u0400" or "\u0590" <= char <= "\u06ff"
        if not (mark and optional):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))
