"""Articles to annotations: the other part of a run that may happen in another process."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.annotation import annotate
from dateline.values.article import Article
from dateline.values.events import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Articles to be annotated, by id."""

    articles: tuple[tuple[str, Article], ...]

    def work(self) -> list[Annotated]:
        """What was read in each article, in order. Raises nothing."""
        return [_annotated(id, article) for id, article in self.articles]

    def alone(self) -> tuple[Texts, ...]:
        return tuple(replace(self, articles=(one,)) for one in self.articles)

    def died(self) -> list[Annotated]:
        why = "the process that annotated it died of it"
        return [Annotated(article=id, error=why) for id, _ in self.articles]


def _annotated(id: str, article: Article) -> Annotated:
    try:
        return Annotated(article=id, annotations=annotate(article))
    except Exception as error:  # noqa: BLE001 - a bug costs the run one article and is recorded
        return Annotated(article=id, error=f"a bug in Dateline: {type(error).__name__}: {error}")
