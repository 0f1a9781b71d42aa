"""A word in the one form in which all its spellings are found.

Folding removes what writers leave out and keyboards lack: case, accents on Latin and Greek letters,
the vowel points of Arabic and Hebrew, the Arabic tatweel, invisible joiners and soft hyphens. A
Latin letter that Unicode does not decompose becomes a plain one (ł is l, æ is ae), digits of all
scripts are those of ASCII, and Arabic letters that are typed for each other are one. In scripts of
India the dot below a foreign letter (ज़) is left out, and a nasal before a consonant of its class is
the sign for it (हिन्दी is हिंदी). Marks that make another letter (й, が, ড়) stay.

A possessive ’s, an elided word before a vowel (l’, d’, dell’) and a Turkish ending after an
apostrophe are not part of the word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# \w excludes combining marks. Without them decomposed Latin and kana, pointed Arabic and Hebrew,
# and nearly every word of the Indic and south-east Asian scripts would be cut in two. The gaps in
# these ranges are punctuation, such as the Hebrew hyphen U+05BE and the danda U+0964.
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6"
    "\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
# Invisible inside words: the soft hyphen, and the joiners of Persian and Sinhala.
JOINERS = "\u00ad\u200c\u200d"
# What is printed for an apostrophe: quotation marks, the letters ʼ of Ukrainian and ʻ of Hawaiian
# and Uzbek, the acute accent, the Hebrew geresh, the full-width sign.
_APOSTROPHES = "’‘‛ʼʻ´׳＇"

# What is typed or printed for the Hebrew gershayim.
QUOTES = '"“”״'

# What stands for a letter, and the letters that it stands for.
_VARIANTS = {
    "a": "əǝ", "ae": "æ", "b": "ƀɓ", "c": "ƈȼ", "d": "đɖɗð", "e": "ɛɇ", "f": "ƒ", "g": "ǥɠɣ",
    "h": "ħɦ", "i": "ıɨ", "j": "ȷɉ", "k": "ƙĸ", "l": "łŀƚɫ", "n": "ŋɲƞ", "o": "øɔɵ", "oe": "œ",
    "p": "ƥ", "r": "ɍ", "s": "ʂ", "t": "ŧƭʈ", "th": "þ", "u": "ʉ", "v": "ʋ", "y": "ƴɏ", "z": "ƶʒ",
    "е": "ё", "г": "ґ", "ं": "ँ", "ં": "ઁ", "ا": "ٱٲٳ", "ي": "ىیے", "ك": "کڪ", "ه": "ةۃەہھ",
    "״": QUOTES,
    "": "ـ·\u093c\u0a3c\u0abc\u0cbc",
}  # fmt: skip
_STRESSED = "аеиоуыэюяєі"  # Cyrillic vowels: an acute on them marks the stress for learners
_PLAIN = str.maketrans({each: plain for plain, all in _VARIANTS.items() for each in all})
# Casefolding would make two letters of ŉ, and one of the Greek iota below.
_BEFORE_CASE = str.maketrans({"ŉ": "n", "\u0345": "", **dict.fromkeys(JOINERS, "")})
# Patterns that most words do not need are not compiled before one does: that takes a hundredth of a
# cold search.
_MARK_ALONE = rf"(?:^|['{_APOSTROPHES}])\W"
_COMPATIBLE = rf"(?:[^\W{_APOSTROPHES}]|[{MARKS}])+"
# What French, Italian and Catalan put before a word that begins with a vowel.
_ELIDED = (
    "(?:(?:[cdjlmnstv]|qu|(?:jus|lors|puis|quoi)qu|un|gl|(?:[ad]|da|ne|su)gl|(?:a|co|da|de|ne|su)ll"
    "|[bq]uell|bell|quest|tutt|anch|com|dov|cos|mezz|senz|nient)'(?=[aeiouyh]))+"
)
# The English genitive, and the endings that Turkish adds to a name, as they are when folded. French
# quelqu'un is neither.
_ENDING = (
    r"(?<=\w)(?:'(?:s|(?<=\w{3}')(?<!qu')"
    "(?:n?[dt][ae](?:n|ki)?|[dt][iu]r|n?[iu]n|[ny][aeiu]|y?l[ae]|l[iu])))+$"
)


def fold(word: str) -> str:
    """The form of a word that all its spellings have."""
    return without_clitics(word.lower() if word.isascii() else _plain(word))


def straight(text: str) -> str:
    """The text with ' for every kind of apostrophe, at the same offsets."""
    if not text.isascii():
        for sign in _APOSTROPHES:
            text = text.replace(sign, "'")
    return text


def without_clitics(word: str) -> str:
    """A folded word without what an apostrophe joins to it."""
    if "'" not in word:
        return word
    elided = re.match(_ELIDED, word)
    return re.sub(_ENDING, "", word[elided.end() :] if elided else word)


def _plain(word: str) -> str:
    word = unicodedata.normalize("NFD", word).translate(_BEFORE_CASE)
    compatible = "".join(map(_compatible, word))  # 𝐀 becomes A, and must be a
    if not re.search(_MARK_ALONE, compatible):  # ﾞ alone is a word, its mark is not
        word = compatible
    kept: list[str] = []
    optional = stressed = False
    for char in straight(word).replace("''", "״").casefold():
        mark = unicodedata.combining(char) != 0
        if not mark:  # Latin and Greek end before U+0400; Hebrew and Arabic are U+0590 to U+06FF
            optional = char < "\u0400" or "\u0590" <= char <= "\u06ff"
            stressed = char in _STRESSED
        if not (mark and (optional or (stressed and char == "\u0301"))):
            kept.append(str(unicodedata.decimal(char)) if char.isdecimal() else char)
    plain = unicodedata.normalize("NFC", "".join(kept)).translate(_PLAIN)
    if any("\u0900" <= char < "\u0d00" for char in plain):
        plain = _nasals().sub(_anusvara, plain)
    return plain or word  # a tatweel alone


# The blocks of Devanagari, Gujarati, Odia, Telugu and Kannada have the same order: the sign for a
# nasal (anusvara), five classes of four consonants and their nasal, three sibilants, and the
# virama, which takes the vowel from a letter. Bengali writes these nasals in one way only.
_BLOCKS = (0x900, 0xA80, 0xB00, 0xC00, 0xC80)
_ANUSVARA, _VIRAMA = 0x02, 0x4D
# Each nasal, and the first and the last letter before which it may be a sign.
_NASALS = (
    *((0x19, 0x15, 0x18), (0x1E, 0x1A, 0x1D), (0x23, 0x1F, 0x22), (0x28, 0x24, 0x27)),
    *((0x2E, 0x2A, 0x2D), (0x28, 0x36, 0x38)),
)


@cache
def _nasals() -> re.Pattern[str]:
    """A nasal and a virama before a letter of its class."""
    return re.compile(
        "|".join(
            f"{chr(block + nasal)}{chr(block + _VIRAMA)}"
            f"(?=[{chr(block + first)}-{chr(block + last)}])"
            for block in _BLOCKS
            for nasal, first, last in _NASALS
        )
    )


def _anusvara(nasal: re.Match[str]) -> str:
    return chr(ord(nasal[0][1]) - _VIRAMA + _ANUSVARA)


@lru_cache(maxsize=4096)
def _compatible(char: str) -> str:
    """The letters and digits that a character is a form of; itself for ½ (1⁄2) and ⑴."""
    found = unicodedata.normalize("NFKD", char)
    return found if re.fullmatch(_COMPATIBLE, found) else char
