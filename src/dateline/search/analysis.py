"""Text to terms: the one analysis that every engine indexes and every query uses.

A word is a run of letters, digits and their marks, with apostrophes inside it, and ++ or # at
its end (C++, C#). Where words are not parted by spaces (Han, kana, hangul), each two letters
that stand side by side are one. Folding removes case, accents on Latin and Greek letters, the
vowel points of Arabic and Hebrew, which most texts leave out, and the invisible joiners and soft
hyphens inside words. Marks that make another letter (й, が) stay. Stems are Snowball's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import Stemmer

ANALYSIS_VERSION = 4  # goes up when any text would give other terms: indexes are rebuilt

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
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6"
    "\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
# Invisible inside words: the soft hyphen, and the joiners of Persian and Sinhala.
_JOINERS = "\u00ad\u200c\u200d"
_WORD = re.compile(
    rf"\w[\w{_MARKS}]*(?:['’]\w[\w{_MARKS}]*|[{_JOINERS}]+[\w{_MARKS}]+)*(?:(?:\+\+|#)(?!\w))?"
)
# Han, kana and hangul are written without spaces, or with spaces that do not part words. They are
# all from the first of these on; what most texts have besides letters is before it. With them the
# forms of compatibility that fold to them: 〸, ㊀, ｶ.
_UNPARTED = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309b-\u309e\u30a0-\u30fe"
    "\u3192-\u3250\u3280-\u32b0\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
# Casefolding would make a letter of the Greek iota below.
_UNSEEN = str.maketrans("’", "'", f"{_JOINERS}\u0345")


# Texts that are ASCII but for the signs that typesetters put, as most in English are, need no
# regular expression, and are folded whole: a fifth of the time.
_TYPESET = (("’", "'"), *((sign, " ") for sign in "‘“”–—…£€\u00a0"))
_BETWEEN = " \0 "  # texts that are looked at together
_PLAIN = bytes(
    ord(char.lower()) if char.isalnum() or char in "_'\0" else ord(" ")
    for char in map(chr, range(128))
).ljust(256)
_KEPT = 100_000  # words: a newspaper's vocabulary, some 15 MB


class AnalyzedText(NamedTuple):
    """The folded words of a text in order, and the stem of each."""

    words: list[str]
    stems: list[str]


class Analyzer:
    """The analysis of an archive's texts and queries.

    `language` is the archive's own: texts of no known language are stemmed as if in it. A stem
    in another language is a term of its own ("de:haus"), so that no two languages mix theirs.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._folded = _Kept(fold)
        self._stems: dict[str, _Kept] = {}

    def stem(self, word: str, language: str | None = None) -> str:
        """The stem of a folded word in a text of this language."""
        return self._stems_in(language)[word]

    def terms(self, text: str, language: str | None = None) -> AnalyzedText:
        """The words and stems of a text in this language."""
        return self.each((text,), language)[0]

    def each(self, texts: Sequence[str], language: str | None = None) -> list[AnalyzedText]:
        """The words and stems of each of these texts in this language."""
        stem = self._stems_in(language).__getitem__
        found = _plain_words(texts) or list(map(self._words, texts))
        return [AnalyzedText(words, list(map(stem, words))) for words in found]

    def _words(self, text: str) -> list[str]:
        plain = _plain_words((text,))
        return plain[0] if plain else list(map(self._folded.__getitem__, split(text)))

    def _stems_in(self, language: str | None) -> _Kept:
        language = language or self.language
        if language not in self._stems:
            mark = "" if language == self.language else f"{language}:"
            self._stems[language] = _Kept(_stemming(language, mark))
        return self._stems[language]


class _Kept(dict[str, str]):
    """What is made of each word, kept until there are too many."""

    def __init__(self, made: Callable[[str], str]) -> None:
        self._made = made

    def __missing__(self, word: str) -> str:
        if len(self) == _KEPT:
            self.clear()
        made = self[word] = self._made(word)
        return made


def _stemming(language: str, mark: str) -> Callable[[str], str]:
    if language not in STEMMERS:
        return mark.__add__
    stem = Stemmer.Stemmer(STEMMERS[language], 0).stemWord
    return lambda word: mark + stem(word)


def _plain_words(texts: Sequence[str]) -> list[list[str]] | None:
    """The folded words of each of the texts where all are ASCII but for typesetters' signs; None
    of others, and of those with words such as C++ and C#."""
    text = _BETWEEN.join(texts)
    if not text.isascii():
        for sign, plain in _TYPESET:
            text = text.replace(sign, plain)
        if not text.isascii():
            return None
    if "#" in text or "++" in text or text.count("\0") >= len(texts):
        return None
    text = text.encode().translate(_PLAIN).decode()
    first, *others = text.split("'")  # which is of a word where one stands on both sides
    text = first + "".join(
        [
            ("'" if one[-1:].strip() and other[:1].strip() else " ") + other
            for one, other in pairwise((first, *others))
        ]
    )
    return [part.split() for part in text.split(_BETWEEN)]


def split(text: str) -> list[str]:
    """The words of a text as they stand in it, in order."""
    if _parts_words(text):
        return _WORD.findall(text)
    return [text[start:end] for start, end in word_spans(text)]


def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The folded words of a text, each with where it stands (code points, half-open)."""
    return tuple((fold(text[start:end]), start, end) for start, end in word_spans(text))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands (code points, half-open), in order."""
    places = [match.span() for match in _WORD.finditer(text)]
    if _parts_words(text):
        return places
    return [part for start, end in places for part in _parted(text, start, end)]


def is_unspaced_letter(word: str) -> bool:
    """Whether a word is a single letter of those that are written without spaces."""
    return not _parts_words(word) and _runs()[1].fullmatch(word) is not None


def _parts_words(text: str) -> bool:
    """Whether the text has no letter of those that are written without spaces."""
    return text.isascii() or max(text) < _UNPARTED[0]


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of what is written without spaces or of the rest, and the letters of the former, each
    with its marks. Compiled for the first text that needs it: it takes a tenth of a cold search."""
    letter = rf"[{_UNPARTED}][{_MARKS}\uff9e\uff9f]*"
    unparted = rf"(?P<unparted>{letter}(?:[{_JOINERS}]*{letter})*)"
    return re.compile(rf"{unparted}|[^{_UNPARTED}]+"), re.compile(letter)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of letters as words: what is written without spaces between words, as each two
    letters that stand side by side; the rest as it is."""
    runs, letter = _runs()
    for run in runs.finditer(text, start, end):
        if run.lastgroup is None:
            yield from (match.span() for match in _WORD.finditer(text, *run.span()))
            continue
        letters = [match.span() for match in letter.finditer(text, *run.span())]
        if len(letters) == 1:
            yield letters[0]
        yield from ((one[0], other[1]) for one, other in pairwise(letters))


def fold(word: str) -> str:
    """The word without case, and without the marks that a reader may leave out."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFD", word).translate(_UNSEEN).casefold()
    plain = unicodedata.normalize("NFKD", word).casefold()  # 𝐀 becomes A, and must be a
    if word_spans(plain) != [(0, len(plain))]:  # ½ would be 1⁄2, ⑴ would be (1): no words any more
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
