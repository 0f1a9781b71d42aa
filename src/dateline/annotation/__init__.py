"""Article to Annotations, with rules and dictionaries and without a model: pure functions, one
package per kind of annotation.
"""

from __future__ import annotations

from dateline.annotation.events.desk import is_sport_or_arts
from dateline.annotation.events.reports import reports
from dateline.annotation.names.mentions import mentions
from dateline.annotation.places.resolve import places
from dateline.annotation.quotes.extract import quotes
from dateline.annotation.text.sentences import sentences
from dateline.annotation.times.extract import article_day, has_day_first, times
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.article import Article

__all__ = ["annotate"]


_DOMESTIC = ("PTY", "LEG", "COP")  # sectors of bodies that act in their own country
_DATELINE = "dateline"  # a part with a place and no sentences


def annotate(article: Article) -> Annotations:
    """Everything that the rules find in the article. They know English only: for an article in
    another or an unknown `language` the Annotations are empty."""
    if article.language != "en":
        return Annotations()
    today = article_day(article)
    texts = [(text, sentences(part, text)) for part, text in article.parts if part != _DATELINE]
    dateline = [(text, sentences(part, text)) for part, text in article.parts if part == _DATELINE]
    order = has_day_first(article)
    when = tuple(t for text, found in texts for t in times(text, found, today, day_first=order))
    named = mentions(texts)
    people = [mention.span for mention in named if mention.kind is MentionKind.PERSON]
    domestic = {m.code for m in named if m.code and m.sector in _DOMESTIC}
    where = places([*texts, *dateline], people, domestic)
    return Annotations(
        sentences=tuple(s for _, found in texts for s in found),
        mentions=named,
        times=when,
        places=where,
        quotes=tuple(q for text, found in texts for q in quotes(text, found, named)),
        reports=()
        if is_sport_or_arts(text for text, _ in texts)
        else tuple(
            report
            for _, found in texts
            for report in reports(found, mentions=named, times=when, places=where, today=today)
        ),
    )
