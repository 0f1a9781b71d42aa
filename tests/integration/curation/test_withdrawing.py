"""A decision that is taken back is as if nobody had made it, and a withdrawal can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, open_archive
from dateline.errors import UsageError
from dateline.values.annotations import MentionKind
from dateline.values.events import Review
from tests.conftest import SEEDS, Command, json_lines, story

SEED = "9a2d10a1fcee067e"
ONE, OTHER = "Council News", "Harbor Post"
PERSON = MentionKind.PERSON
HIDDEN, MUNIR, HAFTAR = "Muammar Qaddafi", "Asim Munir", "Saddam Khalifa Haftar"
JOINED = ("Jane Roe", "Mary Brown")
MEETING = {
    "title": "They met",
    "text": "Prime Minister Jane Roe said on Monday that trade would grow. Roe met Foreign "
    "Minister Mary Brown. Ms. Brown agreed, and Jane Roe thanked her.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The seed and two stories, with a decision of each kind."""
    folder = tmp_path_factory.mktemp("withdrawing")
    (folder / "stories.jsonl").write_text(
        json_lines(story(1, source=ONE), story(2, source=OTHER, section="World"), MEETING)
    )
    with open_archive(folder / "archive") as opened:
        opened.ingest([SEEDS, folder / "stories.jsonl"])
        opened.curation.tag([SEED], add=["old"])
        opened.curation.note(SEED, "old")
        opened.curation.edit(SEED, {"section": "World"})
        opened.curation.rename_source("Council News", "Council Times")
        opened.entities.hide(PERSON, HIDDEN)
        opened.entities.merge(PERSON, *JOINED)
        opened.events.judge(_event(opened), Review(right=True, sampled=False))
        opened.saved.add("old", "harbor")
        yield opened


def _event(archive: Archive) -> str:
    return next(archive.events.list(archive.ids(f"id:{SEED}"))).id


def state(archive: Archive) -> dict[str, Any]:
    """All that decisions can change, as readers see it."""
    ids = sorted(archive.ids("*"))
    return {
        "articles": [archive.article(id) for id in ids],
        "labels": [archive.curation.labels(id) for id in ids],
        "corrections": [archive.curation.corrections(id) for id in ids],
        "events": list(archive.events.list()),
        "entities": list(archive.entities.list(hidden=True)),
        "reviews": archive.events.reviews(),
        "saved": archive.saved.all(),
        "sources": archive.sources(),
        "tags": archive.curation.tags(),
        "found": {
            query: sorted(archive.ids(query))
            for query in (
                *("tag:old", "tag:new", "note:old", "note:new", "section:world", "has:note"),
                *('source:"council times"', 'source:"council news"', 'source:"harbor post"'),
                *(f'person:"{name}"' for name in (HIDDEN, MUNIR, HAFTAR, *JOINED, "Somebody Else")),
                *("event:CONSULT", "event:AGREE"),
            )
        },
    }


Decide = Callable[[Archive], Any]
DECISIONS: dict[str, Decide] = {
    "tag": lambda a: a.curation.tag(a.ids("*"), add=["new"]),
    "untag": lambda a: a.curation.tag([SEED], remove=["old"]),
    "note": lambda a: a.curation.note(SEED, "new"),
    "unnote": lambda a: a.curation.unnote(SEED, a.curation.labels(SEED).notes[0].at),
    "edit": lambda a: a.curation.edit(SEED, {"section": "Asia", "title": "Another"}),
    "revert": lambda a: a.curation.revert(SEED, ["section"]),
    "rename": lambda a: a.curation.rename_source(OTHER, "Harbor Times"),
    "merge sources": lambda a: a.curation.merge_sources("Council Times", "Harbor Times"),
    "restore a source": lambda a: a.curation.restore_source(ONE),
    "hide": lambda a: a.entities.hide(PERSON, HAFTAR),
    "show again": lambda a: a.entities.restore(PERSON, HIDDEN),
    "merge": lambda a: a.entities.merge(PERSON, MUNIR, HAFTAR),
    "split": lambda a: a.entities.split(PERSON, JOINED[1], JOINED[0]),
    "alias": lambda a: a.entities.alias(PERSON, MUNIR, "Somebody Else"),
    "a first review": lambda a: a.events.judge(
        list(a.events.list())[-1].id, Review(right=False, sampled=False)
    ),
    "another review": lambda a: a.events.judge(_event(a), Review(right=False, sampled=False)),
    "save": lambda a: a.saved.add("new", "harbor"),
    "unsave": lambda a: a.saved.remove("old"),
}


def test_decisions_of_each_kind_are_taken_back_and_hold_again(archive: Archive) -> None:
    """Each in turn is made, and then each is taken back: the archive is what it was before."""
    states, made = [state(archive)], []
    for name, decide in DECISIONS.items():
        last = archive.curation.last_decision()
        decide(archive)
        made.append((name, [each.at for each in archive.curation.decisions(after=last)]))
        states.append(state(archive))
        assert states[-1] != states[-2], name
    after = states.pop()

    last = archive.curation.last_decision()
    for name, times in reversed(made):
        archive.curation.withdraw(times)
        assert state(archive) == states.pop(), name
    assert not archive.verify().damages

    archive.curation.withdraw([each.at for each in archive.curation.decisions(after=last)])
    assert state(archive) == after
    assert not archive.verify().damages


@pytest.mark.parametrize("decide", ["rename", "edit", "a first review", "hide", "save"])
def test_the_only_decision_of_its_kind_is_taken_back(
    dateline: Command, write: Callable[..., Path], decide: str
) -> None:
    """Nothing else in the log makes Dateline look at what it changed."""
    dateline("ingest", write("1.jsonl", json_lines(story(2, source=OTHER))), SEEDS)
    with open_archive() as archive:
        before = state(archive)
        DECISIONS[decide](archive)
        assert state(archive) != before
        archive.curation.withdraw([each.at for each in archive.curation.decisions()])
        assert state(archive) == before


def test_what_was_decided_since_stays(archive: Archive) -> None:
    """The earlier of two corrections of a field is taken back, and the later one holds."""
    last = archive.curation.last_decision()
    archive.curation.edit(SEED, {"dateline": "Paris"})
    archive.curation.edit(SEED, {"dateline": "Lyon"})
    first, second = (each.at for each in archive.curation.decisions(after=last))
    archive.curation.withdraw([first])
    assert archive.article(SEED).dateline == "Lyon"
    archive.curation.withdraw([second])
    assert archive.article(SEED).dateline != "Paris"


def test_what_cannot_be_taken_back_is_said(archive: Archive) -> None:
    """And nothing of what was asked for is taken back."""
    last = archive.curation.last_decision()
    archive.curation.tag([SEED], add=["kept"])
    (tagged,) = archive.curation.decisions(after=last)
    with pytest.raises(UsageError, match="there is no decision of 2024"):
        archive.curation.withdraw([tagged.at, "2024-01-01T00:00:00.000000Z"])
    with pytest.raises(UsageError, match="has a time as"):
        archive.curation.withdraw([tagged.at, "\ud800"])
    assert archive.count("tag:kept") == 1
    archive.curation.withdraw([tagged.at])
    with pytest.raises(UsageError, match="already"):
        archive.curation.withdraw([tagged.at])


def test_a_deletion_cannot_be_taken_back(dateline: Command, write: Callable[..., Path]) -> None:
    dateline("ingest", write("1.jsonl", json_lines(story(1), story(2))))
    (id,) = open_archive().ids("title:1")
    dateline("delete", id, "--reason", "a court's order", "--yes")
    dateline("tag", "+steel", *open_archive().ids("title:2"))
    deleted, tagged = (each.at for each in open_archive().curation.decisions())
    ran = dateline("decisions", "withdraw", tagged, deleted)
    assert (ran.code, "delete, cannot be taken back" in ran.err) == (2, True)
    assert dateline("decisions", "withdraw", tagged).out == "1 decision taken back\n"
    assert open_archive().count("tag:steel") == 0


def test_withdrawals_go_to_another_archive(archive: Archive, tmp_path: Path) -> None:
    """There, too, the decisions do not hold."""
    archive.curation.export(tmp_path / "decisions.jsonl")
    with open_archive(tmp_path / "other") as other:
        other.ingest([SEEDS])
        report = other.curation.import_(tmp_path / "decisions.jsonl")
        assert report.added == len(archive.curation.decisions())
        assert other.curation.labels(SEED) == archive.curation.labels(SEED)
        assert other.article(SEED).dateline == archive.article(SEED).dateline
        assert other.saved.all() == archive.saved.all()
