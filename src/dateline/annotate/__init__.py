"""Article -> Annotations: rules and dictionaries, no model. Pure functions; one module a kind."""

from __future__ import annotations

from dateline.annotate.parts import parts
from dateline.annotate.sentences import sentences
from dateline.values.annotations import Annotations
from dateline.values.article import Article


def annotate(article: Article) -> Annotations:
    """All that the rules read in the article. They know English: an article whose `language`
    is another, or unknown, yields empty Annotations rather than nonsense."""
    if article.language != "en":
        return Annotations()
    texts = tuple(parts(article))
    found = tuple(s for part, text in texts for s in sentences(part, text))
    return Annotations(sentences=found)
