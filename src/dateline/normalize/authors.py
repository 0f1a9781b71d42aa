"""The people who wrote an article: names only, without "By", titles, addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from dateline.normalize.agencies import agency
from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, claims_for, stated
from dateline.values.article import Evidence
from dateline.values.draft import Claim

METHODS = ("json-ld", "json key", "front matter", "feed", "signature", "byline markup", "meta")

_BY = re.compile(
    r"^(?:post\s+author\s+)?(?:(?:written|reported|story|words|text|posted|published|article)\s+by|"
    r"by|von|vom|par|por|di|de|door|av|af|przez|text(?:\s*&\s*fotos?)?|author|autor(?:in|en)?|redaktion(?=\s*:)|"
    r"escribe|publi(?:é|cado)\s+p(?:ar|or)|(?:zeige\s+)?alle\s+beiträge\s+von|zum\s+profil\s+von|"
    r"(?:view\s+)?(?:all\s+)?posts\s+by|eine?\s+\w+\s+von|a\s+\w+\s+by|[a-zà-ÿ]+\s+von)\s*:?\s+",
    re.I,
)
_LABEL = re.compile(r"^(?:责任编辑|责编|编辑|记者|作者|記者|文)\s*[:：/／]\s*")
_SPLIT = re.compile(
    r"\s*(?:[;|\n/•·]|,(?!\s*(?:jr|sr|ph\.?d|md)\b)|\s(?:and|und|et|y|och|og|&|with|mit)\s)\s*",
    re.I,
)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+", re.I)
_BRACKETS = re.compile(r"[(\[<][^)\]>]*[)\]>]")
_TITLE_AFTER = re.compile(
    r"(?<=\w)\s+(?:chefredakteur|redakteur|journalist|autor|reporter)(?:in)?$"
    r"|(?<=\w)\s+im\s+gespräch$"
    r"|(?<=\w)\s+(?:(?:senior|chief|staff|political|foreign)\s+)?"
    r"(?:editor|reporter|correspondent|author)$",
    re.I,
)
_PLACE = re.compile(r"\s+(?:in|aus|at|for|from|à)\s+[A-ZÀ-Þ].*$")
_NOT_A_PERSON = re.compile(
    r"^no$|\b(?:editors?|editorial|correspondents?|reporters?|staff|desk|team|newsroom|writers?|bureau|"
    r"chief|columnists?|contributors?|producers?|admin(?:istrator)?|webmaster|redaktion|"
    r"redacci[oó]n|redazione|r[eé]daction|redakcja|agenc(?:y|ies)|agencias?|agence|news|online|"
    r"correspondant|journalist(?:in)?|redakteur(?:in)?|chefredakteur|guest|unknown|anonymous|"
    r"updated|published|hrs|ist|gmt|am|pm|university|professor|senior|director|press|"
    r"photographer|freelancer?|magazine?|magazin|media|tv|kitchens|club|fraktion|partei|abteilung|user|wordpress\w*|germany|deutschland|profil|beiträge|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+leiter(?:in)?|"
    r"name|author|nachrichten|noticias|policy|newsletter|copyright|"
    r"source|quelle|photo(?:graph)?|foto)\b|\d|[:?!@#%_{}=]|\.(?:com|org|net|de|fr)\b",
    re.I,
)

_ORGANIZATION = re.compile(
    r"\b(?:gmbh|ag|e\.\s?v|inc|ltd|llc|corp|stiftung|foundation|\w*verband|verein|departe?ment|"
    r"ministerium|ministry|landesanstalt|institut[eo]?|\w*fraktion|feuerwehr|kreuz|gesellschaft|"
    r"verlag)\b",
    re.I,
)
_INITIALS = re.compile(r"[b-df-hj-np-tv-xz]{2}", re.I)  # no vowel
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}")

_MAX_BYLINE = 2000
_MAX_LENGTH = 60
_MAX_WORDS = 6


def authors_of(
    claims: Sequence[Claim], bylines: Sequence[str], site: str | None = None
) -> FieldValue[tuple[str, ...]] | None:
    """The names that the best claim gives, else those of the byline of copied text. `site` is the
    source's name, which many pages put in place of an author. What JSON-LD calls an organization is
    not a person. A first name alone is completed from other claims."""
    stated_names = claims_for(claims, "authors")
    signed = any(claim.method == "signature" for claim in stated_names)
    others = {_letters(claim.value) for claim in claims_for(claims, "credit")}
    others |= {_letters(site or "")}
    for method in dict.fromkeys((*METHODS, *(claim.method for claim in stated_names))):
        of_method = [claim for claim in stated_names if claim.method == method]
        names = _people((claim.value for claim in of_method), others)
        if not names and _names_the_site(of_method, site) and not signed:
            return None
        if names:
            evidence = stated(of_method[0])
            byline = "; ".join(claim.value for claim in of_method)
            full = _completed(names, _people((claim.value for claim in stated_names), others))
            return FieldValue(full, Evidence(method=method, text=byline, where=evidence.where))
    names = _people(bylines, others)
    if names:
        return FieldValue(names, Evidence(method="byline", text="; ".join(bylines), where="text"))
    return None


def _completed(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The names, with each first name replaced by the only known full name that begins with it."""
    filled = []
    for name in names:
        full = [other for other in known if other.startswith(f"{name} ")]
        filled.append(full[0] if " " not in name and len(full) == 1 else name)
    return tuple(dict.fromkeys(filled))


def _names_the_site(claims: Sequence[Claim], site: str | None) -> bool:
    """Whether a page says that its author is the site. Then only people who sign the text are
    authors."""
    return bool(site) and any(_letters(claim.value) == _letters(site or "") for claim in claims)


def is_byline(line: str) -> bool:
    """Whether a line of copied text consists of "By" and one or more names."""
    if len(line) > 100 or not re.match(r"(?:by|von|par|por)\s", line, re.I) or line[-1] in ".!?":
        return False
    parts = _SPLIT.split(_BY.sub("", line))
    return all(part[:1].isupper() for part in parts if part) and bool(_people((line,), ()))


def _people(values: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    """The people named in `values`, each once. `others` are names of anything else, as letters."""
    names = [name for value in values if not _is_address(value, others) for name in _names(value)]
    distinct = {_letters(name): name for name in reversed(names) if _letters(name) not in others}
    return tuple(reversed(distinct.values()))


def _is_address(value: str, others: Collection[str]) -> bool:
    """Whether a value begins with the site, its domain or an organization, as postal addresses do
    ("Example Times, Springfield, Utopia")."""
    first, *rest = value.split(",")
    if not rest:
        return False
    domain = _DOMAIN.fullmatch(first.strip()) is not None
    return domain or _ORGANIZATION.search(first) is not None or _letters(first) in others


def _names(value: str) -> Iterator[str]:
    value = value[:_MAX_BYLINE]
    text = _ADDRESS.sub(" ", _BRACKETS.sub(" ", value))
    text = _LABEL.sub("", _BY.sub("", clean(text.replace("\n", " ; "))))
    for part in _SPLIT.split(text):
        name = _TITLE_AFTER.sub("", _PLACE.sub("", _BY.sub("", part)).strip(" .,;:-–—|*"))
        if _is_person(name):
            yield name


def _is_person(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_LENGTH or len(name.split()) > _MAX_WORDS:
        return False
    if _NOT_A_PERSON.search(name) or _ORGANIZATION.search(name) or _DOMAIN.fullmatch(name):
        return False
    if agency(name) is not None or _INITIALS.fullmatch(name):
        return False
    return " " in name or any(letter.isupper() for letter in name) or not name.isascii()


def _letters(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()
