"""The store's annotations, and what people decided about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from dateline.store.annotations.claims import Claims
from dateline.store.annotations.compare import compared
from dateline.store.annotations.read import places, quotes, search_keys
from dateline.store.annotations.read_annotated import annotated_articles
from dateline.store.annotations.read_events import event, event_ids, events, events_of
from dateline.store.annotations.read_found import exported
from dateline.store.annotations.refresh import refresh_search_keys, with_wrong_events
from dateline.store.annotations.write import (
    count_unannotated,
    forget_annotations,
    forget_errors,
    unannotated,
    write_annotations,
)
from dateline.store.articles.ids import full_event_id, full_id
from dateline.store.curation.entities import entities
from dateline.store.curation.entity_decisions import (
    EntityDecisions,
    articles_naming,
    every_decision,
    is_known,
    record,
)
from dateline.store.curation.log import DecisionLog
from dateline.store.curation.reviews import every_review, write_review
from dateline.store.curation.ties import ties
from dateline.store.database import Database
from dateline.store.names import folded
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle
from dateline.values.events import (
    Annotated,
    AnnotatedArticle,
    CodedEvent,
    Entity,
    EntityDecision,
    EventFilter,
    EventSelection,
    QuoteLine,
    Reannotation,
    Review,
    ReviewedEvent,
    Tie,
)
from dateline.values.listing import PlaceLine
from dateline.values.search.keys import SearchKeys

_ANY = EventFilter()
_ALL_EVENTS = EventSelection()


class AnnotationStore:
    """The annotations of one archive: a part of its Store, whose docstring applies to every method
    here. A `coder` is the name of rules and dictionaries, as `annotation.coder` returns it.

    Lists are read lazily, in bounded memory, and show the archive as it was when they began.
    Their `ids` are full ids of articles; None stands for every article.
    """

    def __init__(self, database: Database, now: Callable[[], str], log: DecisionLog) -> None:
        self._database = database
        self._now = now
        self._log = log
        self._claims = Claims(database)

    def close(self) -> None:
        """No article is claimed any more, see `unannotated`."""
        self._claims.close()

    # Annotating

    def unannotated(self, coder: str) -> Iterator[Sequence[ArchivedArticle]]:
        """The articles whose current version this coder has not annotated, in order of arrival,
        256 at a time. Articles that are annotated meanwhile do not disturb the iteration. Where
        other processes annotate as well, they are claimed until they are written, and those that
        others have claimed are left out."""
        return unannotated(self._database, coder, self._claims)

    def wait_for_others(self) -> bool:
        """Whether `unannotated` has left articles out that other processes had claimed, or that
        have changed since: then it waits for the others, and may be called again."""
        return self._claims.wait()

    def unannotated_count(self, coder: str) -> int:
        """How many articles `unannotated` would return."""
        with self._database.reading() as connection:
            return count_unannotated(connection, coder)

    def write(self, batch: Sequence[Annotated], coder: str) -> None:
        """These articles have these annotations by `coder`, in place of earlier ones. Articles
        whose search keys changed are pending. The caller holds the archive's write lock, so that
        no version is newer than the annotated one; where others may hold it as well, articles that
        have changed since they were claimed are left out, and still count as not annotated."""
        with self._database.writing() as connection:
            current = self._claims.unchanged(connection, batch)
            write_annotations(connection, current, coder=coder, now=self._now())
        self._claims.let_go(batch)

    def compared(self, batch: Sequence[Annotated], coder: str) -> tuple[Reannotation, ...]:
        """What `write` would change with this batch."""
        with self._database.reading() as connection:
            return compared(connection, batch, coder)

    def forget(self, articles: Collection[str]) -> None:
        """These articles count as not annotated: the next run annotates them."""
        with self._database.writing() as connection:
            forget_annotations(connection, articles)

    def forget_errors(self, articles: Collection[str]) -> None:
        """Those of these articles that could not be annotated count as not annotated: they are
        tried again, by any coder."""
        with self._database.writing() as connection:
            forget_errors(connection, articles)

    def of(self, prefix: str) -> Annotations:
        """The annotations of the current version of the article whose id begins with `prefix`;
        empty if it is not annotated. Raises NoSuchArticle as Store.article."""
        return self.annotated(prefix).annotations

    def annotated(self, prefix: str) -> AnnotatedArticle:
        """The annotations of an article as `of`, with its events, in one transaction."""
        with self._database.reading() as connection:
            id = full_id(connection, prefix)
            return annotated_articles(connection, [id])[id]

    def search_keys(self, ids: Iterable[str]) -> dict[str, SearchKeys]:
        """The search keys of these articles, by their full ids; empty for an article that is not
        annotated."""
        with self._database.reading() as connection:
            return search_keys(connection, ids)

    def exported(
        self, ids: Collection[str] | None = None, *, annotated: bool
    ) -> Iterator[ExportedArticle]:
        """These articles with their labels and, if `annotated`, with annotations and events; newest
        first, those without a date last."""
        return exported(self._database, ids, annotated=annotated)

    # Events and their reviews

    def events(
        self,
        ids: Collection[str] | None = None,
        wanted: EventFilter = _ANY,
        selection: EventSelection = _ALL_EVENTS,
        *,
        newest_first: bool = True,
        limit: int | None = None,
    ) -> Iterator[CodedEvent]:
        """The first `limit` events (None: all) that match the filter and the selection, by day;
        those without a day come last. Events of one day and one article are in text order."""
        return events(
            self._database, ids, wanted, selection, newest_first=newest_first, limit=limit
        )

    def event(self, prefix: str) -> CodedEvent:
        """The event whose id begins with `prefix`, four digits or more, in any case. Raises
        NoSuchEvent if there is none or several, with a hint."""
        with self._database.reading() as connection:
            return event(connection, full_event_id(connection, prefix))

    def event_sample(
        self, wanted: EventFilter, draw: Callable[[Sequence[str]], Sequence[str]]
    ) -> tuple[int, tuple[CodedEvent, ...]]:
        """How many events the filter matches, and those of them whose ids `draw` returns."""
        with self._database.reading() as connection:
            ids = event_ids(connection, wanted)
            return len(ids), events_of(connection, draw(ids))

    def judge(self, prefix: str, review: Review) -> None:
        """The event has this review, dated now, and no other. The article is
        pending if its search keys change. Raises NoSuchEvent as `event`."""
        with self._database.writing() as connection:
            judged = event(connection, full_event_id(connection, prefix))
            write_review(connection, judged, review, self._log)
            refresh_search_keys(connection, [judged.heading.id])

    def reviews(self) -> tuple[ReviewedEvent, ...]:
        """Every review, oldest first, whether or not its event still exists."""
        with self._database.reading() as connection:
            return every_review(connection)

    def with_wrong_events(self) -> tuple[tuple[ArchivedArticle, SearchKeys], ...]:
        """The articles with an event that people marked as wrong, each with the search keys that
        it would have without those marks."""
        with self._database.reading() as connection:
            return tuple(with_wrong_events(connection))

    # Quotes and places

    def quotes(
        self,
        ids: Collection[str] | None = None,
        *,
        speaker: str | None = None,
        limit: int | None = None,
    ) -> Iterator[QuoteLine]:
        """The first `limit` quotes (None: all), newest article first. With `speaker`, the
        quotes of those who have a name with these words in it: a full name, an acronym, another
        name that articles use, or one that people gave."""
        names = None if speaker is None else self._called(speaker)
        return quotes(self._database, ids, names, limit=limit)

    def _called(self, words: str) -> set[str]:
        """The words, and the names of entities that have the words in any name, all folded."""
        found = {folded(words)}
        for entity in self.entities(name=words):
            full = folded(entity.name)
            found.add(full)
            # A short form of the full name ("Haftar") may also be a short form of another name.
            found |= {
                alias for alias in map(folded, entity.aliases) if f" {alias} " not in f" {full} "
            }
        return found

    def places(
        self,
        ids: Collection[str] | None = None,
        *,
        country: str | None = None,
        limit: int | None = None,
    ) -> Iterator[PlaceLine]:
        """The first `limit` places (None: all), most articles first. With `country`, a country
        code, the places in that country and the country itself."""
        return places(self._database, ids, country=country, limit=limit)

    # Entities, and what people decide about them

    def entities(
        self,
        kind: MentionKind | None = None,
        ids: Collection[str] | None = None,
        *,
        name: str | None = None,
        hidden: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entity]:
        """The first `limit` people and organizations (None: all), or those of one kind, most
        articles first; curation/name_matching.py says which names are joined. With `name`, those
        that have a name with these words in it. With `hidden`, also those that people hid."""
        return entities(self._database, kind, ids, name=name, hidden=hidden, limit=limit)

    def ties(self, of: Collection[Entity], ids: Collection[str] | None = None) -> tuple[Tie, ...]:
        """Each two of these entities that any of these articles names both of, most articles
        first."""
        return ties(self._database, of, ids)

    def called(
        self, name: str, kind: MentionKind | None = None
    ) -> tuple[tuple[MentionKind, str], ...]:
        """The entities that `name` means, as (kind, full name), of one kind if that is given. A
        full name means itself; a short name, an acronym or an alias means every entity that has
        it."""
        name_folded = folded(name)
        with self._database.reading() as connection:
            kinds = [kind] if kind else list(MentionKind)
            kinds_in_full = [known for known in kinds if is_known(connection, (known, name_folded))]
        if kinds_in_full:
            return tuple((known, name) for known in kinds_in_full)
        return tuple(
            (entity.kind, entity.name)
            for entity in self.entities(kind, name=name, hidden=True)
            if name_folded in map(folded, entity.aliases)
        )

    def decide(self, decision: EntityDecision) -> None:
        """The decision is stored, dated now, and overrides earlier ones.
        Articles whose search keys change are pending. Raises UsageError if the other name is
        missing, not allowed for this change, or the same name, and if no article has the name."""
        with self._database.writing() as connection:
            earlier = every_decision(connection)
            record(connection, decision, self._log)
            keys = [(decision.kind, folded(name)) for name in (decision.name, decision.other or "")]
            before, after = EntityDecisions.of(earlier), EntityDecisions.of((*earlier, decision))
            affected = {
                entity
                for key in keys
                for decisions in (before, after)
                for entity in decisions.group(key)
            }
            refresh_search_keys(connection, articles_naming(connection, affected))

    def decisions(self) -> tuple[EntityDecision, ...]:
        """Every decision that holds, oldest first."""
        with self._database.reading() as connection:
            return every_decision(connection)
