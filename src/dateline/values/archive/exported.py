"""An article as it leaves the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dateline.values.article import ArchivedArticle
from dateline.values.curation.decisions import Labels
from dateline.values.events import CodedEvent

_Values: TypeAlias = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInText:
    """What was found in an article, as the archive keeps it: it is read in a fraction of the time
    that Annotations take. A span is [part, start, end], and `texts` has the text of each part, in
    reading order. Rules have a name and a dictionary.

    - a sentence: part, start, end, paragraph, quoted
    - a time: part, start, end, value, kind, rule, dictionary, history
    - a name: kind, name, role, code, sector, and the spans of its mentions, each with its rule and
      dictionary
    - a place: name, latitude, longitude, resolution, code, geonameid, and the spans of its
      mentions, each with its confidence, rule and dictionary
    - a quote: kind, name, role, rule, dictionary, and the spans of quote, speaker and cue
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    sentences: Sequence[_Values] = ()
    times: Sequence[_Values] = ()
    names: Sequence[_Values] = ()
    places: Sequence[_Values] = ()
    quotes: Sequence[_Values] = ()


NOTHING_FOUND = FoundInText()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedArticle:
    """The current version of an article with what people attached to it. `found`, its events in the
    order of the text, and the versions `earlier` than this, oldest first, are empty if they were
    not asked for."""

    article: ArchivedArticle
    labels: Labels
    found: FoundInText = NOTHING_FOUND
    events: tuple[CodedEvent, ...] = ()
    earlier: tuple[ArchivedArticle, ...] = ()
