"""What may be the name of a person."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from dateline.dictionaries.files import load
from dateline.normalize.agencies import agency

_NOT_A_PERSON = re.compile(
    r"^no$|\b(?:editors?|editorial|correspondents?|reporters?|staff|desk|team|newsroom|writers?|bureau|"
    r"chief|columnists?|contributors?|producers?|admin(?:istrator)?|webmaster|redaktion|"
    r"redacci[oó]n|redazione|r[eé]daction|redakcja|agenc(?:y|ies)|agencias?|agence|news|online|"
    r"correspondant|journalist(?:in)?|redakteur(?:in)?|chefredakteur|guest|unknown|anonymous|"
    r"updated|published|hrs|ist|gmt|am|pm|university|professor|senior|director|press|"
    r"photographer|freelancer?|magazine?|magazin|media|tv|kitchens|club|fraktion|partei|abteilung|user|wordpress\w*|germany|deutschland|profil|beiträge|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+leiter(?:in)?|wires?|reports?|services?|compiled|"
    r"name|author|nachrichten|noticias|policy|newsletter|copyright|sponsored|advert\w+|brand|studio|"
    r"source|quelle|photo(?:graph)?|foto|korrespondent(?:in)?|read|more|comments?|menu|search|login)\b"
    r"|\d|[:?!@#%_{}=]|\.(?:com|org|net|de|fr)\b",
    re.I,
)
_ORGANIZATION = re.compile(
    r"\b(?:gmbh|ag|e\.\s?v|inc|ltd|llc|corp|stiftung|foundation|\w*verband|verein|departe?ment|"
    r"ministerium|ministry|landesanstalt|institut[eo]?|\w*fraktion|feuerwehr|kreuz|gesellschaft|"
    r"verlag)\b",
    re.I,
)
_NEWSROOM = re.compile(
    r"(?:[^\W\d][\w.'’-]*[\s-]+){0,4}(?:staff|wires?|wire\s+(?:reports?|services?)|newsroom|agencies|agencias|"
    r"news\s+desk|editorial\s+board|redaktion|redacci[oó]n|redazione|r[eé]daction|redactie|redakcja|"
    r"redação|redaksjonen|redaktionen)",
    re.I,
)
_INITIALS = re.compile(
    r"(?i:[b-df-hj-np-tv-xz]{2})|[B-DF-HJ-NP-TV-XZ]{3,4}|[b-df-hj-np-tv-xz]{3,4}"
)
"""No vowel; two letters in any case."""
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}")
_PARTICLE = re.compile(
    r"(?:a|al|af|am|an|av|ben|bin|bint|d|da|dal|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|e|"
    r"el|i|ibn|im|la|las|le|les|lo|los|ten|ter|und|van|vom|von|y|zu|zum|zur|ul|ur|der)|[dl]['’]\w+|(?:al|ad|as|ash|ar|el|ul|bin)-\w+",
)
_MAX_LENGTH = 60
_MAX_WORDS = 6


def is_person(name: str) -> bool:
    """Whether this may be a person's name: not an organization, an agency, a newsroom or initials,
    and without words in small letters except those that names have ("de la")."""
    words = name.split()
    if not 2 <= len(name) <= _MAX_LENGTH:
        return False
    if sum(not _PARTICLE.fullmatch(word) for word in words) > _MAX_WORDS:
        return False
    if _NOT_A_PERSON.search(name) or is_organization(name) or _DOMAIN.fullmatch(name):
        return False
    if agency(name) is not None or _INITIALS.fullmatch(name):
        return False
    if len(words) == 1:
        return any(letter.isupper() for letter in name) or not name.isascii()
    small = [word for word in words if word[:1].islower() and not _PARTICLE.fullmatch(word)]
    return not small or (len(small) == len(words) <= 3)


def is_pen_name(name: str, others: Collection[str]) -> bool:
    """Whether one word, in any letters, may be the name that a writer uses on a site."""
    one_word = re.fullmatch(r"[^\W\d_][\w.-]{3,24}", name) is not None
    if not one_word or _DOMAIN.fullmatch(name) or letters(name) in others:
        return False
    if agency(name) is not None or is_organization(name) or is_newsroom(name):
        return False
    return not _NOT_A_PERSON.search(re.sub(r"[\d_]", " ", name))


def is_newsroom(name: str) -> bool:
    """Whether this is a paper's own newsroom, or agencies without a name ("wire reports")."""
    return _NEWSROOM.fullmatch(name) is not None


def is_particle(word: str) -> bool:
    """Whether this is a word in small letters that names have ("van", "de")."""
    return _PARTICLE.fullmatch(word.lower()) is not None


def is_given_name(word: str) -> bool:
    """Whether this is a given name that the dictionary has, or an initial."""
    return word.title() in _given_names() or re.fullmatch(r"[^\W\d_]\.", word) is not None


@cache
def _given_names() -> frozenset[str]:
    return load("names")["given names"].words()


def is_organization(name: str) -> bool:
    return _ORGANIZATION.search(name) is not None


def is_domain(name: str) -> bool:
    return _DOMAIN.fullmatch(name) is not None


def letters(name: str) -> str:
    """The letters and digits of a name, for comparison."""
    return re.sub(r"\W+", "", name).casefold()
