"""An article in its searchable form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.values.article import ArchivedArticle, Article
from dateline.values.curation.decisions import Labels
from dateline.values.moment import Moment
from dateline.values.search.keys import EventSearchKey, QuoteSearchKey, SearchKeys

_NO_KEYS = SearchKeys()
_NO_LABELS = Labels()


def document(
    article: ArchivedArticle, keys: SearchKeys = _NO_KEYS, labels: Labels = _NO_LABELS
) -> Document:
    """The searchable form of an article; `keys` is what a search can ask of its annotations, and
    `labels` what people attached to it."""
    read = unarchived_document(article)
    speakers_of_quotes = [_distinct_names(quote.speakers) for quote in keys.quotes]
    speakers = tuple(dict.fromkeys(name for names in speakers_of_quotes for name in names))
    place = _placer(article)
    has = {"by": "author"} | {
        name: name for name in ("caption", "dateline", "keyword", "section", "summary", "url")
    }
    values = {
        "story": (article.story,),
        "run": tuple(map(str, article.runs)),
        "tag": labels.tags,
        "country": tuple(map(str.lower, keys.countries)),
        "date-basis": _date_basis(article),
        "is": (
            *(("copy",) if article.copy else ()),
            *(("paywalled",) if article.paywalled else ()),
            *(("partial",) if article.partial else ()),
        ),
        "has": (
            *(name for part, name in has.items() if part in read.texts),
            *(("source",) if article.source.name or article.source.domain else ()),
            *(("date",) if article.published else ()),
            *(("tag",) if labels.tags else ()),
            *(("note",) if labels.notes else ()),
        ),
    }
    return read._replace(
        id=article.id,
        texts={
            **read.texts,
            **_names(keys),
            **({"speaker": speakers} if speakers else {}),
            **({"note": tuple(note.text for note in labels.notes)} if labels.notes else {}),
        },
        values={name: found for name, found in values.items() if found},
        added=Moment(value=article.added.rstrip("Z"), offset="+00:00"),
        events=tuple(_event(event, place) for event in keys.events),
        quotes=tuple(
            IndexedQuote(*place(quote), tuple(map(speakers.index, names)))
            for quote, names in zip(keys.quotes, speakers_of_quotes, strict=True)
        ),
    )


def _names(keys: SearchKeys) -> dict[str, tuple[str, ...]]:
    names = {
        "person": keys.people,
        "org": keys.organizations,
        "place": keys.places,
    }
    return {part: _distinct_names(found) for part, found in names.items() if found}


def _distinct_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without those that are inside another: what finds “Munir” also finds it in “Asim
    Munir”."""
    if len(names) < 2:
        return names
    all_names = " \n ".join(("", *names, ""))
    return tuple(name for name in names if all_names.count(f" {name} ") == 1)


def _event(event: EventSearchKey, place: _Placer) -> IndexedEvent:
    return IndexedEvent(
        event.type,
        event.modes,
        event.actors,
        event.targets,
        event.date.value[:10] if event.date else None,
        *place(event),
    )


_Placer = Callable[[EventSearchKey | QuoteSearchKey], tuple[str, int, int, int]]


def _placer(article: Article) -> _Placer:
    """A function that converts the offsets of words in a field of the article to their part, block,
    start and end. The words must be in one paragraph."""
    starts = [0, *accumulate(len(paragraph) + 2 for paragraph in article.paragraphs)]

    def place(key: EventSearchKey | QuoteSearchKey) -> tuple[str, int, int, int]:
        if key.part == "body":
            block = bisect_right(starts, key.start) - 1
            return "body", block, key.start - starts[block], key.end - starts[block]
        part, _, number = key.part.removesuffix(".text").rstrip("]").partition("[")
        return part.removesuffix("s"), int(number or 0), key.start, key.end

    return place


def _date_basis(article: ArchivedArticle) -> tuple[str, ...]:
    evidence = article.evidence.get("published")
    return (evidence.method,) if evidence and article.published else ()


def unarchived_document(article: Article) -> Document:
    """The searchable form of an article that need not be in an archive, without an id: every text
    field in blocks, its dates and its language."""
    captions = (
        f"{caption.text} ({caption.credit})" if caption.credit else caption.text
        for caption in article.captions
    )
    url = article.canonical_url or article.url
    texts = {
        "title": (article.title,) if article.title else (),
        "subtitle": (article.subtitle,) if article.subtitle else (),
        "summary": article.summary,
        "body": article.paragraphs,
        "caption": tuple(captions),
        "by": article.authors,
        "source": tuple(dict.fromkeys(filter(None, (article.source.label, article.source.domain)))),
        "section": (article.section,) if article.section else (),
        "keyword": article.keywords,
        "dateline": (article.dateline,) if article.dateline else (),
        "url": (url,) if url else (),
    }
    return Document(
        id="",
        texts={part: blocks for part, blocks in texts.items() if blocks},
        source=article.source.label,
        published=article.published,
        url=url,
        language=article.language,
        updated=article.updated,
    )
