"""The store's annotations: what was read in articles, and what people decided of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from dateline.store.annotations.compare import compared
from dateline.store.annotations.read import annotations_of, headings, places, quotes, search_keys
from dateline.store.annotations.read_events import event, events, events_of
from dateline.store.annotations.refresh import refresh_search_keys, with_wrong_events
from dateline.store.annotations.write import (
    count_unannotated,
    forget_errors,
    unannotated,
    write_annotations,
)
from dateline.store.articles.ids import full_event_id, full_id
from dateline.store.curation.decisions import (
    Decided,
    articles_naming,
    every_decision,
    is_known,
    record,
)
from dateline.store.curation.entities import entities
from dateline.store.curation.reviews import every_review, write_review
from dateline.store.database import Database
from dateline.store.names import folded
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.article import ArchivedArticle
from dateline.values.events import (
    Annotated,
    AnnotatedArticle,
    CodedEvent,
    Decision,
    Entity,
    EventFilter,
    EventSelection,
    PlaceLine,
    QuoteLine,
    Reannotation,
    Review,
    ReviewedEvent,
)
from dateline.values.search_keys import SearchKeys

_ANY = EventFilter()
_ALL_EVENTS = EventSelection()


class AnnotationStore:
    """The annotations of one archive: a part of its Store, which says what holds for every
    method. A `coder` is the name of rules and dictionaries, as `annotation.coder` gives it.

    Lists are given out as they are read, in bounded memory, and show the archive as it was when
    they began. Their `ids` are full ids of articles; None stands for every article.
    """

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    # Coding

    def unannotated(self, coder: str) -> Iterator[Sequence[ArchivedArticle]]:
        """The articles that this coder has not coded in their current version, in the order in
        which they came in, 256 at a time. What is coded meanwhile does not disturb it."""
        return unannotated(self._database, coder)

    def unannotated_count(self, coder: str) -> int:
        """How many articles `unannotated` would give."""
        with self._database.reading() as connection:
            return count_unannotated(connection, coder)

    def write(self, batch: Sequence[Annotated], coder: str) -> None:
        """These articles are coded by `coder`: what was read before is gone. Those of which a
        search would learn something else are pending. The caller holds the archive's write
        lock, so that no version is newer than what was read."""
        with self._database.writing() as connection:
            write_annotations(connection, batch, coder=coder, now=self._now())

    def compared(self, batch: Sequence[Annotated], coder: str) -> tuple[Reannotation, ...]:
        """What `code` would change by this batch."""
        with self._database.reading() as connection:
            return compared(connection, batch, coder)

    def forget_errors(self, articles: Collection[str]) -> None:
        """Those of these articles that could not be coded are not coded: they will be tried
        again, by whatever coder."""
        with self._database.writing() as connection:
            forget_errors(connection, articles)

    def of(self, prefix: str) -> Annotations:
        """All that was read in the current version of the article whose id begins with
        `prefix`; empty where it is not coded. Raises NoSuchArticle as Store.article."""
        with self._database.reading() as connection:
            return annotations_of(connection, full_id(connection, prefix))

    def annotated(self, prefix: str) -> AnnotatedArticle:
        """The annotations of an article as `of`, with its events, in one transaction."""
        with self._database.reading() as connection:
            id = full_id(connection, prefix)
            return AnnotatedArticle(
                version=headings(connection, [id])[id].version,
                annotations=annotations_of(connection, id),
                events=events_of(connection, id),
            )

    def search_keys(self, ids: Iterable[str]) -> dict[str, SearchKeys]:
        """What a search can ask of the annotations of these articles, by their full ids: empty
        for one that is not annotated."""
        with self._database.reading() as connection:
            return search_keys(connection, ids)

    # Events, and what people say of them

    def events(
        self,
        ids: Collection[str] | None = None,
        wanted: EventFilter = _ANY,
        selection: EventSelection = _ALL_EVENTS,
        *,
        newest_first: bool = True,
        limit: int | None = None,
    ) -> Iterator[CodedEvent]:
        """The first `limit` events (None: all) that are wanted and selected, by their day; those
        without a day come last, those of one day and one article in the order of its text."""
        return events(
            self._database, ids, wanted, selection, newest_first=newest_first, limit=limit
        )

    def event(self, prefix: str) -> CodedEvent:
        """The event whose id begins with `prefix`, four digits or more, in any case. Raises
        NoSuchEvent for none or several, with a hint."""
        with self._database.reading() as connection:
            return event(connection, full_event_id(connection, prefix))

    def judge(self, prefix: str, review: Review) -> None:
        """The event has this review, dated now if it is without a date, and no other. If a
        search finds the article otherwise by it, the article is pending. Raises NoSuchEvent as
        `event`."""
        with self._database.writing() as connection:
            judged = event(connection, full_event_id(connection, prefix))
            write_review(connection, judged, review, self._now())
            refresh_search_keys(connection, [judged.heading.id])

    def reviews(self) -> tuple[ReviewedEvent, ...]:
        """Every review, oldest first, whether or not its event is still coded."""
        with self._database.reading() as connection:
            return every_review(connection)

    def with_wrong_events(self) -> tuple[tuple[ArchivedArticle, SearchKeys], ...]:
        """The articles that have an event which people called wrong, each with its search
        keys as they would be if nobody had."""
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
        """The first `limit` quotes (None: all), newest article first; with `speaker`, those of
        somebody who has a name with these words in it: a full one, an acronym or another that
        articles use, or one that people gave."""
        names = None if speaker is None else self._called(speaker)
        return quotes(self._database, ids, names, limit=limit)

    def _called(self, words: str) -> set[str]:
        """The words, and the names of entities that have them in another name, folded."""
        found = {folded(words)}
        for one in self.entities(name=words):
            full = folded(one.name)
            found.add(full)
            # A short form of the full name ("Haftar") may be that of somebody else as well.
            found |= {n for n in map(folded, one.aliases) if f" {n} " not in f" {full} "}
        return found

    def places(
        self,
        ids: Collection[str] | None = None,
        *,
        country: str | None = None,
        limit: int | None = None,
    ) -> Iterator[PlaceLine]:
        """The first `limit` places (None: all), those that most articles name first; with
        `country`, its code, those in it and itself."""
        return places(self._database, ids, country=country, limit=limit)

    # Entities, and what people decide of them

    def entities(
        self,
        kind: MentionKind | None = None,
        ids: Collection[str] | None = None,
        *,
        name: str | None = None,
        hidden: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entity]:
        """The first `limit` people and organizations (None: all), or those of one kind, those
        that most articles name first; joining.py tells which names are one. With `name`, those
        one of whose names has these words in it; with `hidden` also what people hid."""
        return entities(self._database, kind, ids, name=name, hidden=hidden, limit=limit)

    def called(
        self, name: str, kind: MentionKind | None = None
    ) -> tuple[tuple[MentionKind, str], ...]:
        """Whom `name` means, by kind and full name, among those of one kind if that is given.
        A name in full means itself; a short one, an acronym or an alias means every entity that
        has it."""
        name_folded = folded(name)
        with self._database.reading() as connection:
            kinds = [kind] if kind else list(MentionKind)
            in_full = [one for one in kinds if is_known(connection, (one, name_folded))]
        if in_full:
            return tuple((one, name) for one in in_full)
        return tuple(
            (one.kind, one.name)
            for one in self.entities(kind, name=name, hidden=True)
            if name_folded in map(folded, one.aliases)
        )

    def decide(self, decision: Decision) -> None:
        """The decision is kept, dated now if it is without a date, and holds from now on, over
        earlier ones. Articles that a search finds otherwise by it are pending. Raises UsageError
        for a decision that lacks its other name, has one for nothing, or the same twice, and for
        one of somebody whom no article names."""
        with self._database.writing() as connection:
            earlier = every_decision(connection)
            record(connection, decision, self._now())
            keys = [(decision.kind, folded(name)) for name in (decision.name, decision.other or "")]
            before, after = Decided.of(earlier), Decided.of((*earlier, decision))
            touched = {one for key in keys for by in (before, after) for one in by.group(key)}
            refresh_search_keys(connection, articles_naming(connection, touched))

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        with self._database.reading() as connection:
            return every_decision(connection)
