"""What people decide of events and entities is followed by the next search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import Archive, open_archive
from dateline.errors import ArchiveBusy, NoSuchEvent, UsageError
from dateline.ingest.lock import writing_lock
from dateline.settings import load
from dateline.store import Store
from dateline.values.annotations import MentionKind
from dateline.values.events import EventFilter, Review
from tests.conftest import SEEDS

AGREED = EventFilter(type="AGREE", actor="PAK", target="LBY")


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with open_archive(place) as archive:
        archive.ingest([SEEDS])
        yield archive


def test_an_event_marked_as_wrong_is_no_longer_found(archive: Archive, place: Path) -> None:
    """Lists show it with its review; the next search updates the index."""
    event = next(archive.events.list(wanted=AGREED))
    archive.events.judge(event.id[:10], Review(right=False, sampled=False, note="no"))

    review = archive.events.get(event.id).review
    assert review is not None
    assert (review.right, review.note) == (False, "no")
    assert review.at.endswith("Z")
    assert archive.counts().pending == 1
    assert archive.search("libya").total == 1
    assert archive.counts().pending == 0
    with Store.of(load(str(place), {})) as store:
        keys = store.annotations.search_keys([event.heading.id])[event.heading.id]
    assert event.id not in {key.id for key in keys.events}
    assert [review.id for review in archive.events.reviews()] == [event.id]


def test_ids_of_a_search_filter_the_lists(archive: Archive) -> None:
    """`Archive.ids` finds the articles whose events, quotes and places are listed."""
    found, none = archive.ids("libya"), archive.ids("zebra")

    assert len(found) == 1
    assert [event.report.event_type for event in archive.events.list(found, AGREED)]
    assert {place.name for place in archive.places(found)} >= {"Rawalpindi", "Lahore"}
    assert {line.quote.name for line in archive.quotes(found, speaker="Qaddafi")} == {
        "Muammar Qaddafi"
    }
    assert not [*archive.events.list(none), *archive.places(none), *archive.quotes(none)]
    assert not [*archive.entities.list(ids=none)]


def test_entities_can_be_merged_split_hidden_and_given_aliases(
    archive: Archive,
) -> None:
    """Each decision shows in the list, and is kept."""
    entities, organization = archive.entities, MentionKind.ORGANIZATION

    def names() -> set[str]:
        return {entity.name for entity in entities.list(organization)}

    (oic,) = entities.list(name="OIC")
    assert (oic.name, oic.aliases) == ("Organization of Islamic Cooperation", ("OIC",))
    entities.merge(organization, "Pakistan Army", "Libyan Armed Forces")
    assert "Pakistan Army" not in names()
    entities.split(organization, "Libyan Armed Forces", "Pakistan Army")
    assert "Pakistan Army" in names()
    entities.hide(organization, "Pakistan Army")
    assert "Pakistan Army" not in names()
    entities.alias(organization, oic.name, "Islamic Conference")
    (oic,) = entities.list(name="OIC")
    assert oic.aliases == ("OIC", "Islamic Conference")
    assert [decision.change.value for decision in entities.decisions()] == [
        "merge",
        "split",
        "hide",
        "alias",
    ]


def test_a_decision_needs_a_known_name_or_id(archive: Archive) -> None:
    """An unknown name or id is an error, and nothing is kept."""
    with pytest.raises(UsageError, match="no article names"):
        archive.entities.hide(MentionKind.PERSON, "Nobody There")
    with pytest.raises(NoSuchEvent):
        archive.events.judge("0000", Review(right=True, sampled=False))
    assert archive.entities.decisions() == archive.events.reviews() == ()


def test_a_decision_needs_the_write_lock(archive: Archive) -> None:
    """While another process writes, a decision raises ArchiveBusy: the index must not miss it."""
    event = next(archive.events.list())
    with writing_lock(archive.settings, alone=True), pytest.raises(ArchiveBusy):
        archive.events.judge(event.id, Review(right=True, sampled=False))
