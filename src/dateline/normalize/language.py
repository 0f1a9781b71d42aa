"""The language of an article, as an ISO 639-1 code.

What the file states counts unless the text clearly contradicts it: many pages carry the language of
their template. Without a statement, the script decides if it can (kana, hangul, Thai, the letters
that only Russian or Ukrainian has). Next come the most common words of 25 languages, if enough of
them occur and clearly more than of any other language. Last comes py3langid
(https://github.com/adbar/py3langid), a model of 97 languages, with a prior: the language that the
file states, else the archive's own and the official ones of the publisher's country, are likelier
than others before the text is read. A short text may stay unknown.

The prior is what is known before any article is read, so that a record is read the same whatever
was ingested before it. What the archive's other articles are in would depend on their order.

On the 120 texts of the evaluation with a stated language: on the whole text, common words are right
for .925 and wrong for none, py3langid and lingua right for .992 and wrong for .008; on the first 80
characters .20, .83 and .99 are right. lingua takes 25 ms for a text and 96 MB, py3langid 3 ms and 5
MB, common words half a millisecond.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.dictionaries.stopwords import languages_by_stopword
from dateline.normalize.dates.locale import country_of
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.normalize.language_names import CODE_OF
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

MIN_LETTERS_EXPECTED = 20
EXPECTED = 10.0
"""How many times likelier an expected language is than another. Of the first ten words of English
news .96 are found to be English with it, .13 without; of 81 German and other texts, cut to five
words and more, none was called English."""

CLEAR_LETTERS = 200
CLEAR_PROBABILITY = 0.95

MIN_HITS = 5
MANY_HITS = 10
SUPPORT = 0.7
"""So many common words decide alone. Fewer, if they are not of an expected language, need the model
to see the same language with this probability: "de la Cruz" and "de los Santos" are names."""

MIN_DIFFERENT = 3
"""“a” five times is not Czech."""

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
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in (*_SCRIPTS, ("", _CYRILLIC))))
_CYRILLIC_MARKS = (("be", "ў"), ("uk", "їєґ"), ("ru", "ыэ"))
_CYRILLIC_SHARE = 0.5
_MIN_MARKS = 3
_OLD_CODES = {"iw": "he", "in": "id", "nb": "no", "nn": "no"}


def language_of(
    claims: Sequence[Claim], text: str, *, archive: str | None = None, domain: str = ""
) -> FieldValue[str | None]:
    """The language; None, with the reason as its evidence, if neither the file nor the text
    determines it. Short texts are rather in the language of the `archive`, or in one of the country
    whose `domain` the publisher has."""
    claim, code = _stated(claims)
    text = text[:MAX_EXAMINED]

    def expected() -> Collection[str | None]:
        return (code,) if code else (archive, *official_languages(domain))

    detected = (
        _from_script(text)
        or _from_words(text, MANY_HITS)
        or _from_model(text, expected, _from_words(text, MIN_HITS))
    )
    if claim is not None and not (detected.clear and detected.code != code):
        return FieldValue(code, stated(claim))
    note = detected.note
    if claim is not None:
        note = f"{claim.where} says {code}; the words of the text are of another language"
    where = "body" if detected.code else None
    return FieldValue(detected.code, Evidence(method=detected.method, note=note, where=where))


def _stated(claims: Sequence[Claim]) -> tuple[Claim | None, str | None]:
    """The first claim that names a language, and the language."""
    for claim in by_method(claims_for(claims, "language"), METHODS):
        code = _code(claim.value)
        if code is not None:
            return claim, code
    return None, None


def official_languages(domain: str) -> tuple[str, ...]:
    """The official languages of the country that a domain is of; () for .com and its like."""
    country = country_of(domain)
    if country is None:
        return ()
    from babel.languages import get_official_languages  # 60 ms, and few texts need it

    found = get_official_languages(country, de_facto=True)
    return tuple(dict.fromkeys(_OLD_CODES.get(code, code) for code in found))


class _Detection:
    """The language that a text seems to be in; None if nobody can tell. If it is `clear`, it may
    outweigh what the file states."""

    __slots__ = ("clear", "code", "method", "note")

    def __init__(self, code: str | None, method: str, note: str, *, clear: bool) -> None:
        self.code, self.method, self.note, self.clear = code, method, note, clear


def _code(value: str) -> str | None:
    found = _CODE.fullmatch(value.strip())
    if found is None:
        return CODE_OF.get(re.split(r"[-_\s(]", value.strip().lower(), maxsplit=1)[0])
    code = found[1].lower()
    return _OLD_CODES.get(code, code)


def _from_model(
    text: str, expected: Callable[[], Collection[str | None]], few_words: _Detection | None
) -> _Detection:
    """What py3langid says, if there is enough text and its probability is high. What a few common
    words say counts unless the model thinks otherwise: they may be those of names ("de la")."""
    likely = expected()
    if few_words is not None and few_words.code in likely:
        return few_words
    letters = sum(map(len, _WORD.findall(text)))
    if letters < MIN_LETTERS_EXPECTED:
        return _unknown(f"{letters} letters are too few to tell")
    weights: dict[str, float] = {}
    for model_code, probability in _identifier().rank(text.lower()):
        code = _OLD_CODES.get(model_code, model_code)
        prior = EXPECTED if code in likely else 1.0
        weights[code] = weights.get(code, 0.0) + prior * float(probability)
    code = max(weights, key=weights.__getitem__)
    probability = weights[code] / sum(weights.values())
    if few_words is not None and few_words.code == code and probability >= SUPPORT:
        return few_words
    if letters < MIN_LETTERS and code not in likely:
        return _unknown(f"{letters} letters are too few to tell")
    if probability < MIN_PROBABILITY:
        return _unknown(f"py3langid says {code} with a probability of only {probability:.2f}")
    clear = letters >= CLEAR_LETTERS and probability >= CLEAR_PROBABILITY
    return _Detection(code, "py3langid", f"with a probability of {probability:.2f}", clear=clear)


def _unknown(reason: str) -> _Detection:
    return _Detection(None, "none", reason, clear=False)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def _from_script(text: str) -> _Detection | None:
    if text.isascii() or not _ANY_SCRIPT.search(text):
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


def _from_words(text: str, enough: int) -> _Detection | None:
    """The language whose common words are most, if there are enough of them."""
    words = _WORD.findall(text.lower())
    hits: Counter[str] = Counter()
    different: Counter[str] = Counter()
    languages = languages_by_stopword()
    for word, count in Counter(words).items():
        for code in languages.get(word, ()):
            hits[code] += count
            different[code] += 1
    ranked = [
        *sorted(((count, code) for code, count in hits.items()), reverse=True),
        (0, ""),
        (0, ""),
    ]
    (most, code), (next_most, _) = ranked[:2]
    if most < enough or most < MIN_LEAD * next_most or different[code] < MIN_DIFFERENT:
        return None
    total = len(words)
    clear = most >= _CLEAR_SHARE * total and most >= 2 * next_most and total >= 50
    return _Detection(code, "common words", f"{most} of {total} words", clear=clear)
