"""Text to terms: the one analysis that every engine indexes and every query uses.

A word is a run of letters, digits and their marks, with apostrophes inside it, and ++ or # at
its end (C++, C#). In scripts without spaces between words (Han, kana, hangul), every two adjacent
letters are a word. `folding` says which spellings are one word. Stems are Snowball's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, starmap
from typing import NamedTuple, TypeVar

import Stemmer

from dateline.search.folding import JOINERS, MARKS, QUOTES, fold, straight, without_clitics

_Result = TypeVar("_Result")
ANALYSIS_VERSION = 8  # raised when any text would give other terms: indexes are rebuilt

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

_PART = rf"\w[\w{MARKS}]*"
# What may stand inside a word: an apostrophe, joiners, Hebrew gershayim (also typed as a quotation
# mark or two apostrophes), and the dot of Catalan l·l. The non-joiner of Arabic scripts is a space
# that is not seen.
_INSIDE = (
    rf"'{_PART}|(?!\u200c+[\u0620-\u06ff])[{JOINERS}]+[\w{MARKS}]+"
    rf"|(?:[{QUOTES}](?<=[\u0591-\u05ea].)|''(?<=[\u0591-\u05ea]''))(?=[\u05d0-\u05ea]){_PART}"
    rf"|·(?<=[lL].)(?=[lL]){_PART}"
)
_WORD = re.compile(rf"{_PART}(?:{_INSIDE})*(?:(?:\+\+|#)(?!\w))?")
# Han, kana and hangul are written without spaces, or with spaces that do not separate words. All
# are at or after the first of these; the signs in most other texts are before it. Compatibility
# forms that fold to them (〸, ㊀, ｶ) are included.
_UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309b-\u309e\u30a0-\u30fe"
    "\u3192-\u3250\u3280-\u32b0\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)


# Most English texts are ASCII except for typographic signs. They need no regular expression and
# are folded as a whole, in a fifth of the time.
_TYPESET = (("’", "'"), ("‘", "'"), *((sign, " ") for sign in "“”–—…£€\u00a0"))
_BREAK = "\0"  # a word after each of several texts that are analyzed together
_PLAIN = bytes(
    ord(char.lower()) if char.isalnum() or char in "_'\0" else ord(" ")
    for char in map(chr, range(128))
).ljust(256)
# The article with what is joined before it, as Snowball removes it, and "and the". Snowball keeps a
# last ه after the article only. Fewer letters after it are part of the word: الله, بالون, والدين.
_ARABIC_ARTICLE = r"^(?:(?:ال|بال|كال|لل)(?=\w{3})|[وف](?:ال|بال|لل)(?!دت)(?=\w{4}))"
# Where a stem may begin otherwise: without an article, without ge-, with a for e (see `_stemming`).
_OTHER_FIRST_LETTERS = ("ar", "nl", "az")
_CACHED = 100_000  # words: a newspaper's vocabulary, some 15 MB


class AnalyzedText(NamedTuple):
    """The folded words of a text in order, and the stem of each."""

    words: list[str]
    stems: list[str]


class Analyzer:
    """The analysis of an archive's texts and queries.

    `language` is the archive's own; texts without a known language are stemmed in it. A stem in
    another language has a prefix ("de:haus"), so that languages do not share stems.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._folded = WordCache(fold)
        self._stems: dict[str, WordCache[str]] = {}

    def stem(self, word: str, language: str | None = None) -> str:
        """The stem of a folded word in a text of this language."""
        return self._stems_in(language)[word]

    def terms(self, text: str, language: str | None = None) -> AnalyzedText:
        """The words and stems of a text in this language."""
        return self.each((text,), language)[0]

    def plain(self, text: str, language: str | None = None) -> str | None:
        """The text as `spans_in_plain` looks through it; None if a word of it may begin otherwise
        than its stem, or if it is not `plain`."""
        language = language or self.language
        if language in _OTHER_FIRST_LETTERS:
            return None
        text_in_plain = plain(text)
        return None if text_in_plain and _joined(language).search(text_in_plain) else text_in_plain

    def spans_in_plain(
        self, word: str, text: str, language: str | None = None
    ) -> Iterator[tuple[int, int]]:
        """Start and end of each word of a `plain` text in this language that has the stem of a
        folded word. In an eighth of the time of `each`: of most words only the first letter is
        looked at."""
        stems = self._stems_in(language)
        wanted = stems[word]
        letter = wanted.removeprefix(f"{language}:")[:1]
        for found in _words_with(letter).finditer(text):
            if stems[without_clitics(found[0])] == wanted:
                yield found.span()

    def each(self, texts: Sequence[str], language: str | None = None) -> list[AnalyzedText]:
        """The words and stems of each of these texts in this language."""
        stem = self._stems_in(language).__getitem__
        words = _plain_words(texts) or list(self._each_word(texts))
        stems, start = list(map(stem, words)), 0  # of all texts at once, in half the time
        found = []
        for _ in texts:
            end = words.index(_BREAK, start)
            found.append(AnalyzedText(words[start:end], stems[start:end]))
            start = end + 1
        return found

    def _each_word(self, texts: Iterable[str]) -> Iterator[str]:
        """The words of each of the texts, and a break after it."""
        for text in texts:
            yield from _plain_words((text,)) or (
                *map(self._folded.__getitem__, split(text)),
                _BREAK,
            )

    def _stems_in(self, language: str | None) -> WordCache[str]:
        language = language or self.language
        if language not in self._stems:
            mark = "" if language == self.language else f"{language}:"
            self._stems[language] = WordCache(_stemming(language, mark))
        return self._stems[language]


class WordCache(dict[str, _Result]):
    """A function of words whose results are kept, until there are too many."""

    def __init__(self, made: Callable[[str], _Result]) -> None:
        self._made = made

    def __missing__(self, word: str) -> _Result:
        if len(self) >= _CACHED:
            self.clear()
        made = self[word] = self._made(word)
        return made


def _stemming(language: str, mark: str) -> Callable[[str], str]:
    if language == "az":  # the plain letter for ə is e in Azeri, and a in names abroad: see `fold`
        return lambda word: mark + word.replace("e", "a")
    if language not in STEMMERS:
        return mark.__add__
    stem = Stemmer.Stemmer(STEMMERS[language], 0).stemWord
    if language == "ar":
        article = re.compile(_ARABIC_ARTICLE)
        return lambda word: mark + stem(article.sub("", word))
    return lambda word: mark + stem(word)


def plain(text: str) -> str | None:
    """The text in lower case, with spaces for signs that are in no word, at the same offsets, if it
    is ASCII except for typographic signs; None for others, and for texts with words such as C++ and
    C#."""
    if not text.isascii():
        for sign, typed in _TYPESET:
            text = text.replace(sign, typed)
        if not text.isascii():
            return None
    if "#" in text or "++" in text:
        return None
    return text.encode().translate(_PLAIN).decode()


def _plain_words(texts: Sequence[str]) -> list[str] | None:
    """The folded words of the texts, with a break after each, if all are `plain`; else None."""
    text = plain(f" {_BREAK} ".join((*texts, "")))
    if text is None or text.count(_BREAK) > len(texts):
        return None
    first, *others = text.split("'")
    text = first + "".join(starmap(_after_apostrophe, pairwise((first, *others))))
    words, done = [], 0
    while (at := text.find("'", done)) >= 0:  # few words have one: the others are not looked at
        start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
        words += text[done:start].split()
        words.append(without_clitics(text[start:end]))
        done = end
    return words + text[done:].split()


def _after_apostrophe(before: str, after: str) -> str:
    """What follows an apostrophe, with it if it is between two letters of a word."""
    if not (before[-1:].strip() and after[:1].strip()):
        return f" {after}"
    if after[:2] == "s ":  # a genitive, as nearly all are: `without_clitics` need not look
        return after[1:]
    return f"'{after}"


def split(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    text = straight(text)
    if _has_spaces(text):
        return _WORD.findall(text)
    return [text[start:end] for start, end in word_spans(text)]


def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The folded words of a text, each with its start and end (code points, half-open)."""
    return tuple((fold(text[start:end]), start, end) for start, end in word_spans(text))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of a text (code points, half-open), in order."""
    return list(each_word_span(text))


def each_word_span(text: str) -> Iterator[tuple[int, int]]:
    """The same, each found when it is asked for."""
    text = straight(text)
    spans = map(re.Match.span, _WORD.finditer(text))
    if _has_spaces(text):
        return spans
    return (part for start, end in spans for part in _in_pairs(text, start, end))


@cache
def _joined(language: str) -> re.Pattern[str]:
    """An apostrophe after which a word or its stem may begin, as in l'avion. English stems keep
    what is before it (they've); of others only the genitive is known to."""
    after = "[aeiouyh]" if language == "en" else r"(?!s\b)\w"
    return re.compile(rf"'(?<=\w.){after}")


@cache
def _words_with(letter: str) -> re.Pattern[str]:
    """A word of a `plain` text that begins with this letter. `re` finds a letter quickest if the
    pattern begins with it."""
    return re.compile(rf"{re.escape(letter)}(?<!\w.)(?<!\w'.)\w*(?:'\w+)*")


def is_unspaced_letter(word: str) -> bool:
    """Whether a word is a single letter of a script without spaces."""
    return not _has_spaces(word) and _runs()[1].fullmatch(word) is not None


def _has_spaces(text: str) -> bool:
    """Whether the text has no letter of a script without spaces."""
    return text.isascii() or max(text) < _UNSPACED[0]


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a run of a script without spaces or of other characters, and for one letter of
    the former with its marks. Compiled at the first use: that takes a tenth of a cold search."""
    letter = rf"[{_UNSPACED}][{MARKS}\uff9e\uff9f]*"
    unspaced = rf"(?P<unspaced>{letter}(?:[{JOINERS}]*{letter})*)"
    return re.compile(rf"{unspaced}|[^{_UNSPACED}]+"), re.compile(letter)


def _in_pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words in a run of letters: of a script without spaces every two adjacent letters; of
    other scripts the words as they are."""
    runs, letter = _runs()
    for run in runs.finditer(text, start, end):
        if run.lastgroup is None:
            yield from (match.span() for match in _WORD.finditer(text, *run.span()))
            continue
        letters = [match.span() for match in letter.finditer(text, *run.span())]
        if len(letters) == 1:
            yield letters[0]
        yield from ((first[0], second[1]) for first, second in pairwise(letters))
