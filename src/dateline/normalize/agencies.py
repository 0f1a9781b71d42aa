"""News agencies. Papers print their text under the agency's name, which is a credit, not an author.

Names are written as the agencies write them, the short form first. What papers print is compared by
its letters alone, in any case if the name is too long to be mistaken for a word.
"""

from __future__ import annotations

import re

from dateline.normalize.clean import clean

_NAMES: dict[str, tuple[str, ...]] = {
    "AAP": ("Australian Associated Press",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AGERPRES": (),
    "Anadolu": ("AA", "Anadolu Agency", "Anadolu Ajansı"),
    "ANI": ("Asian News International",),
    "ANP": ("Algemeen Nederlands Persbureau",),
    "ANSA": (),
    "AP": ("Associated Press", "The Associated Press"),
    "APA": ("Austria Presse Agentur",),
    "Belga": ("Agence Belga",),
    "Bernama": (),
    "BTA": (),
    "CP": ("The Canadian Press", "Canadian Press"),
    "ČTK": ("Česká tisková kancelář",),
    "dpa": ("Deutsche Presse-Agentur", "Deutsche Presse Agentur"),
    "EFE": ("Agencia EFE",),
    "epd": ("Evangelischer Pressedienst",),
    "Europa Press": (),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "Jiji": ("JIJI Press",),
    "Keystone-SDA": ("SDA", "Schweizerische Depeschenagentur", "ATS"),
    "KNA": ("Katholische Nachrichten-Agentur",),
    "Kyodo": ("Kyodo News", "Kyodonews"),
    "Lusa": ("Agência Lusa",),
    "MTI": (),
    "NTB": (),
    "PA": ("PA Media", "Press Association"),
    "PAP": ("Polska Agencja Prasowa",),
    "PTI": ("Press Trust of India",),
    "Reuters": ("Thomson Reuters",),
    "Ritzau": (),
    "sid": ("Sport-Informations-Dienst",),
    "SPA": ("Saudi Press Agency",),
    "STT": (),
    "TASS": (),
    "TT": ("Tidningarnas Telegrambyrå",),
    "Ukrinform": (),
    "UPI": ("United Press International",),
    "WAM": ("Emirates News Agency",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
_SHORT = 4
_SHORT_NAMES = {
    name: short
    for short, others in _NAMES.items()
    for name in (short, *others)
    if len(name) <= _SHORT
}
_LONG_NAMES = {
    re.sub(r"\W+", "", name).casefold(): short
    for short, others in _NAMES.items()
    for name in (short, *others)
    if len(name) > _SHORT
}
_PARTS = re.compile(r"\s*(?:[,;/|&+•·()\[\]]|\s(?:and|und|et|y|e|with|mit|via)\s)\s*")
_BEFORE = re.compile(
    r"(?:by|von|par|por|di|door|source|quelle|with|mit(?: material von)?):?\s+", re.I
)


def agency(name: str) -> str | None:
    """The short name of the agency that `name` is, or None. A short name counts only as the agency
    writes it, or all in capitals or small letters: "Pa" may be a word, "PA" is not."""
    name = _BEFORE.sub("", name.strip(" .-–—")).strip()
    for spelling in (name, name.upper(), name.lower()) if len(name) <= _SHORT else ():
        if spelling in _SHORT_NAMES and name in (spelling, name.upper(), name.lower()):
            return _SHORT_NAMES[spelling]
    return _LONG_NAMES.get(re.sub(r"\W+", "", name).casefold())


def agencies_in(text: str) -> tuple[str, ...]:
    """The short names of the agencies in a list of names ("dpa/AFP", "AP and Reuters")."""
    names = (agency(part) for part in _PARTS.split(clean(text)))
    return tuple(name for name in names if name is not None)
