"""What the last word of a query may become: the name of a field, or a value after its colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from dateline.archive.connections import Connections
from dateline.plover import SECTORS
from dateline.search.analysis import split, words
from dateline.search.engine_query import Everything, Term, TermKind
from dateline.search.engines.base import Engine, EngineRequest, Order
from dateline.search.engines.facets import by_spelling
from dateline.search.fields import FIELDS, FieldKind
from dateline.search.query.codes import LANGUAGES, country_names
from dateline.values.search.results import Completion

# The end of a query: the name of a field, its colon, and a value, perhaps with a quotation mark.
_VALUE = re.compile(r"(?:^|[\s(-])([a-z][a-z-]*):(=?\"[^\"]*|[^\s\"()]*)$")
_FIELD = re.compile(r"(?:^|[\s(-])((?:[a-z][a-z-]*)?)$")
_ONE_WORD = re.compile(r"[\w.-]+")  # needs no quotes
_LONGEST = 300  # characters of a last word: a search in all of a long text takes its square
_FEWEST = 4  # digits of an id by which articles are looked up
_NEWEST = 200  # articles among which shorter beginnings of ids are looked up
_MOST = 50
_ALIKE = 3  # words that begin as what was typed of a name
_READ = 20  # articles that are looked at for names with such a word
_DATES = ("today", "yesterday", "this week", "last week", "last month", "last year")

_Value = tuple[str, int | None]  # and how many articles have it, if that is known


def completions(connections: Connections, typed: str, *, quoted: bool) -> Iterator[Completion]:
    """The completions of what was typed up to now, see `Archive.completions`."""
    tail = max(0, len(typed) - _LONGEST)
    if found := _VALUE.search(typed, tail):
        field, begun = found[1], found[2]
        sign, value = ("=" if begun[:1] == "=" else ""), begun.lstrip('="')
        quoted = quoted or '"' in begun
        if quoted and field in FIELDS and FIELDS[field].counted and not FIELDS[field].whole:
            sign = "="  # exactly that name, as the number of its articles says
        for text, articles in _values(connections, field, value, hyphens=not quoted):
            bare = not sign and '"' not in begun and _ONE_WORD.fullmatch(text)
            inside = _key(text) if '"' in text else text
            word = text if bare else f'{sign}"{inside}"'
            yield Completion(f"{typed[: found.start(2)]}{word}", text, "", articles)
    elif (found := _FIELD.search(typed, tail)) and typed.count('"') % 2 == 0:
        for field in _begin(found[1], FIELDS):
            yield Completion(f"{typed[: found.start(1)]}{field}:", field, FIELDS[field].help)


def _values(connections: Connections, field: str, value: str, *, hyphens: bool) -> Iterator[_Value]:
    """The values of a field that begin with this one. With `hyphens` in a form that needs no
    quotes of a shell: words with hyphens between them are a phrase, too, but another tag."""
    offered: Iterable[_Value] = ((text, None) for text in _known(field))
    if field in _OF_ARCHIVE:
        offered = _OF_ARCHIVE[field](connections, value)
    if field in _LOOKED_UP:
        value = ""  # these begin with it as they are searched
    for text, articles in offered:
        shown = "-".join(split(text)) if hyphens and field != "tag" else text
        if shown.casefold().startswith(value.casefold()):
            yield shown, articles


def _begin(typed: str, texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if text.casefold().startswith(typed.casefold()))


def _known(field: str) -> Iterable[str]:
    """The values that a field has in every archive."""
    if field in ("country", "actor", "target"):
        names = (name.lower() for name in country_names())
        return names if field == "country" else (*names, *SECTORS)
    if field == "lang":
        return LANGUAGES.values()
    if field in FIELDS and FIELDS[field].kind is FieldKind.DATE:
        return _DATES
    return FIELDS[field].values if field in FIELDS else ()


def _sources(connections: Connections, typed: str) -> Iterable[_Value]:
    """The names of sources, most articles first; from the first dot on, domains."""
    engine = connections.engine()
    if engine is None:
        return ()
    if "." in typed:
        return [
            (text.replace(" ", "."), articles) for text, articles in _whole("source", engine, typed)
        ]
    request = EngineRequest(limit=0, facets=("source",))
    return by_spelling(engine.search(Everything(), request).facets)["source"].items()


def _tags(connections: Connections, _: str) -> Iterable[_Value]:
    tags = connections.store().curation.tags()
    return sorted(tags.items(), key=lambda tag: (-tag[1], tag[0]))


def _values_of(field: str) -> Callable[[Connections, str], Iterable[_Value]]:
    """The values of a field that begin with what was typed, most articles first."""

    def found(connections: Connections, typed: str) -> Iterator[_Value]:
        if (engine := connections.engine()) is not None:
            yield from _whole(field, engine, typed)

    return found


def _whole(field: str, engine: Engine, typed: str) -> Iterator[_Value]:
    terms = engine.terms(field, TermKind.VALUES, _key(typed))
    for key in sorted(terms, key=lambda key: (-terms[key], key))[:_MOST]:
        result = engine.search(Term(key, TermKind.VALUES, field), EngineRequest(limit=1))
        for match in result.best:  # none, if all articles with the term are gone
            blocks = match.document.texts.get(field, ())
            yield next((text for text in blocks if _key(text) == key), key), result.total


def _names_of(field: str) -> Callable[[Connections, str], Iterable[_Value]]:
    """The names that have the words that were typed, of which the last one may be only begun."""

    def found(connections: Connections, typed: str) -> Iterable[_Value]:
        engine, begun = connections.engine(), [word for word, _, _ in words(typed)]
        if engine is None or not begun:
            return ()
        terms = engine.terms(field, TermKind.WORDS, begun[-1])
        names: dict[str, str] = {}
        for word in sorted(terms, key=lambda word: (-terms[word], word))[:_ALIKE]:
            result = engine.search(Term(word, TermKind.WORDS, field), EngineRequest(limit=_READ))
            for match in result.best:
                for text in match.document.texts.get(field, ()):
                    if {word, *begun[:-1]} <= set(_key(text).split()):
                        names.setdefault(_key(text), text)
        counts = {
            text: engine.search(Term(key, TermKind.VALUES, field), EngineRequest(limit=0)).total
            for key, text in names.items()
        }
        return sorted(counts.items(), key=lambda name: (-name[1], name[0]))

    return found


def _key(text: str) -> str:
    """The text as the index has it whole."""
    return " ".join(word for word, _, _ in words(text))


def _ids(connections: Connections, typed: str) -> Iterable[_Value]:
    """Ids of articles; by a short beginning those of the newest."""
    engine = connections.engine()
    if engine is None:
        return ()
    if len(typed) >= _FEWEST:
        return [(id, None) for id in islice(engine.terms("id", TermKind.VALUES, typed), _MOST)]
    request = EngineRequest(limit=_NEWEST, order=Order.NEWEST)
    newest = engine.search(Everything(), request).hits
    return islice(((hit.id, None) for hit in newest if hit.id.startswith(typed)), _MOST)


_OF_ARCHIVE: Mapping[str, Callable[[Connections, str], Iterable[_Value]]] = {
    "source": _sources,
    "tag": _tags,
    "id": _ids,
    "by": _values_of("by"),
    "section": _values_of("section"),
    "person": _names_of("person"),
    "org": _names_of("org"),
}
_LOOKED_UP = ("by", "section", "person", "org")
