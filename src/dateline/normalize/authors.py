"""The people who wrote an article: names only, without "By", titles, addresses and handles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.normalize.people.byline import names_in
from dateline.normalize.people.inverted import upright
from dateline.normalize.people.persons import is_domain, is_organization, is_pen_name, letters
from dateline.normalize.people.phrases import BY
from dateline.values.article import Evidence
from dateline.values.draft import Claim

METHODS = (
    *("json-ld", "json key", "front matter", "feed", "signature", "byline markup", "author link"),
    "meta",
)

_PRINTED = ("signature", "byline markup", "author link")
_NAME_PEOPLE = ("json-ld", "byline markup", "author link")


def authors_of(
    claims: Sequence[Claim], bylines: Sequence[str], site: str | None = None
) -> FieldValue[tuple[str, ...]] | None:
    """The names that the best claim gives, else those of the byline of copied text. `site` is the
    source's name, which many pages put in place of an author. What JSON-LD calls an organization is
    not a person. A first name alone is completed from other claims."""
    stated_names = claims_for(claims, "authors")
    signed = any(claim.method == "signature" for claim in stated_names)
    if signed:
        stated_names = _without_accounts(stated_names, site)
    others = {letters(claim.value) for claim in claims_for(claims, "credit")}
    others |= {letters(site or "")}
    for method in dict.fromkeys((*METHODS, *(claim.method for claim in stated_names))):
        of_method = [claim for claim in stated_names if claim.method == method]
        names = _people(_values(of_method, others), others)
        if not names and _names_the_site(of_method, site) and not signed:
            return None
        if names:
            evidence = stated(of_method[0])
            byline = "; ".join(claim.value for claim in of_method)
            names = _with_colleagues(names, stated_names, others)
            full = _completed(names, _people(_values(stated_names, others), others))
            return FieldValue(full, Evidence(method=method, text=byline, where=evidence.where))
    names = _people(bylines, others)
    if names:
        return FieldValue(names, Evidence(method="byline", text="; ".join(bylines), where="text"))
    return _pen_name(stated_names, others)


def _pen_name(
    claims: Sequence[Claim], others: Collection[str]
) -> FieldValue[tuple[str, ...]] | None:
    """The one word, in any letters, by which a page names its author, if it names no person."""
    for claim in by_method(claims, METHODS):
        name = BY.sub("", clean(claim.value))
        if claim.method in _NAME_PEOPLE and is_pen_name(name, others):
            return FieldValue((name,), stated(claim))
    return None


def _values(claims: Sequence[Claim], others: Collection[str]) -> Iterator[str]:
    """The claims' values. Fields of data, not printed lines, may have the family name first."""
    for claim in claims:
        yield claim.value if claim.method in _PRINTED else upright(claim.value, others)


def _with_colleagues(
    names: tuple[str, ...], claims: Sequence[Claim], others: Collection[str]
) -> tuple[str, ...]:
    """The names, or those of the page's byline if it has all of them and more: some sites state
    only the first author."""
    printed = _people((c.value for c in claims if c.method == "byline markup"), others)
    return printed if set(names) < set(filter(_is_full, printed)) else names


def _is_full(name: str) -> bool:
    return " " in name


def _completed(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The names, with each first name replaced by the only known full name that begins with it."""
    filled = []
    for name in names:
        full = [other for other in known if other.startswith(f"{name} ")]
        filled.append(full[0] if " " not in name and len(full) == 1 else name)
    return tuple(dict.fromkeys(filled))


def _without_accounts(claims: Sequence[Claim], site: str | None) -> tuple[Claim, ...]:
    """The claims of a signed text without those of an account of the site ("Harbour D" of the
    Harbour Post), which its system states as the author of all."""
    words = (site or "").casefold().split()
    return tuple(
        claim
        for claim in claims
        if claim.method == "signature" or claim.value.casefold().split()[:1] != words[:1]
    )


def _names_the_site(claims: Sequence[Claim], site: str | None) -> bool:
    """Whether a page says that its author is the site. Then only people who sign the text are
    authors."""
    return bool(site) and any(letters(claim.value) == letters(site or "") for claim in claims)


def _people(values: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    """The people named in `values`, each once. `others` are names of anything else, as letters."""
    names = [
        name
        for value in values
        if not _is_address(value, others)
        for name in names_in(value, others)
    ]
    distinct = {letters(name): name for name in reversed(names)}
    return tuple(reversed(distinct.values()))


def _is_address(value: str, others: Collection[str]) -> bool:
    """Whether a value begins with the site, its domain or an organization, as postal addresses do
    ("Example Times, Springfield, Utopia")."""
    first, *rest = value.split(",")
    if not rest:
        return False
    return is_domain(first.strip()) or is_organization(first) or letters(first) in others
