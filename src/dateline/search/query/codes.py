"""Names in place of codes: russia and Russian for RUS, "russian army" for RUS-MIL, french for fr.

Country names and kinds of actors are those of the dictionaries that events are coded with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from dateline.dictionaries.files import load, names
from dateline.plover import SECTORS
from dateline.search.analysis import words

LANGUAGES: Mapping[str, str] = {
    "afrikaans": "af", "albanian": "sq", "arabic": "ar", "azerbaijani": "az", "basque": "eu",
    "belarusian": "be", "bengali": "bn", "bosnian": "bs", "bulgarian": "bg", "catalan": "ca",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "estonian": "et", "finnish": "fi", "french": "fr", "galician": "gl",
    "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it",
    "japanese": "ja", "kazakh": "kk", "korean": "ko", "kurdish": "ku", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "malay": "ms", "maltese": "mt", "marathi": "mr",
    "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "punjabi": "pa", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv",
    "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip


def country_code(text: str) -> str | None:
    """The code of the country that has this name, adjective or people, or this code; in lower
    case. None if there is none."""
    return _countries().get(_key(text))


def actor_code(text: str) -> str | None:
    """The code of an actor: of a country, a sector, or a country and then a sector, each by its
    code or by a word for it; in lower case. None if there is none."""
    key = _key(text)
    if key in _countries() or key in _sectors():
        return _countries().get(key) or _sectors()[key]
    parts = key.split()
    for at in range(len(parts) - 1, 0, -1):
        country = _countries().get(" ".join(parts[:at]))
        sector = _sectors().get(" ".join(parts[at:]))
        if country and sector:
            return f"{country}-{sector}"
    return None


def country_name(code: str) -> str:
    """The name of the country with this code, as the dictionary spells it; the code itself if there
    is none."""
    return _names().get(code.upper(), code)


def language_name(code: str) -> str:
    """The English name of a language; the code itself if there is none."""
    return _language_names().get(code, code)


def country_names() -> tuple[str, ...]:
    """The name of each country that is shown, as the dictionary spells it."""
    return tuple(next(names(row[1])) for row in _rows())


@cache
def _names() -> Mapping[str, str]:
    # States come before their dependencies, which have the code of the state.
    return {code: next(names(cell)) for code, cell, *_ in reversed([*_rows()])}


@cache
def _language_names() -> Mapping[str, str]:
    return {code: name.capitalize() for name, code in LANGUAGES.items()}


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, *named in _rows():
        for cell in named[:2]:
            for name in names(cell):
                found.setdefault(_key(name), code.lower())
    return found | {code.lower(): code.lower() for code, *_ in _rows()}


def _rows() -> Iterator[tuple[str, ...]]:
    dictionary = load("countries")
    return iter((*dictionary["states"].rows, *dictionary["dependencies"].rows))


@cache
def _sectors() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sector, cell in load("events_actors")["sectors"].rows:
        for name in names(cell):
            for form in (_key(name), f"{_key(name)}s"):
                found.setdefault(form, sector.lower())
    return found | {code.lower(): code.lower() for code in SECTORS}


def _key(text: str) -> str:
    """The words of a name as they are searched, without an article."""
    found = [word for word, _, _ in words(text)]
    return " ".join(found[1:] if found[:1] == ["the"] and found[1:] else found)
