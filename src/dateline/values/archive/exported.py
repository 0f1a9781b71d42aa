"""An article as it leaves the archive."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.values.annotations import Annotations
from dateline.values.article import ArchivedArticle
from dateline.values.decisions import Labels
from dateline.values.events import CodedEvent

_NOTHING = Annotations()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedArticle:
    """The current version of an article with what people attached to it. `annotations`, and its
    events in the order of the text, are empty if they were not asked for."""

    article: ArchivedArticle
    labels: Labels
    annotations: Annotations = _NOTHING
    events: tuple[CodedEvent, ...] = ()
