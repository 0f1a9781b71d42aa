"""Everything that people decide goes to another archive of the same files, in a file for git."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dateline import Archive, DatelineError, MentionKind, Review, open_archive
from tests.conftest import SEEDS, json_lines, story

TAGS = ("to read", "steel", "日本")
VALUES: dict[str, tuple[Any, ...]] = {
    "title": ("Talks end", None),
    "published": ("2024-03-05", "March 2024", None),
    "authors": (["Ana Ruiz"], []),
    "source": ("Tide", "Harbor Post"),
    "section": ("World", None),
    "url": ("https://tide.example.org/x", None),
    "language": ("de",),
}
SOURCES = ("Harbor Post", "Tide", "Evening News")
_BESIDES = "it was only there so that there was an archive"
NAMES = ("Saddam Khalifa Haftar", "Asim Munir", "Muammar Qaddafi")


def files(folder: Path) -> Path:
    """A file for each article: two versions of one, copies, three sources."""
    folder.mkdir()
    for number in range(6):
        source = SOURCES[number % 2]
        text = story(
            number, source=source, date=f"2024-03-0{number + 1}", url=f"https://a.org/{number}"
        )
        (folder / f"{number}.jsonl").write_text(json_lines(text))
    changed = story(0, source="Tide", date="2024-03-01", url="https://a.org/0", section="Local")
    (folder / "7.jsonl").write_text(json_lines(changed | {"title": "The council agrees at last"}))
    (folder / "8.jsonl").write_text(json_lines(story(1, source="Evening News")))
    return folder


def decide(archive: Archive, chance: Random) -> None:
    """One decision, any that there is."""
    ids = sorted(archive.ids("*"))
    id, curation = chance.choice(ids), archive.curation
    notes = curation.labels(id).notes
    corrected = [correction.field for correction in curation.corrections(id)]
    field = chance.choice(list(VALUES))
    events = list(archive.events.list())
    name, other = chance.sample(NAMES, 2)
    source, into = chance.sample(SOURCES, 2)
    person = MentionKind.PERSON
    logged = curation.decisions()
    choices: list[Callable[[], object]] = [
        lambda: curation.tag(chance.sample(ids, 2), add=[chance.choice(TAGS)]),
        lambda: curation.tag(ids, remove=[chance.choice(TAGS)]),
        lambda: curation.note(id, f"note {chance.random()}"),
        lambda: notes and curation.unnote(id, chance.choice(notes).at),
        lambda: curation.edit(id, {field: chance.choice(VALUES[field])}, reason="a test"),
        lambda: corrected and curation.revert(id, [chance.choice(corrected)]),
        lambda: curation.alias_source(into, source),
        lambda: curation.restore_source(source),
        lambda: (
            events
            and archive.events.judge(
                chance.choice(events).id,
                Review(right=chance.random() < 0.5, sampled=False, note="x"),
            )
        ),
        lambda: archive.entities.merge(person, name, other),
        lambda: archive.entities.hide(person, name),
        lambda: archive.entities.restore(person, name),
        lambda: archive.saved.add(chance.choice(TAGS), "council"),
        lambda: archive.saved.remove(chance.choice(TAGS)),
        lambda: logged and curation.withdraw([chance.choice(logged).at]),
        lambda: len(ids) > 4 and archive.deletions.delete([id], reason="asked for"),
    ]
    with suppress(DatelineError):  # a decision that cannot be made here: a name that is taken, say
        chance.choice(choices)()


def answers(archive: Archive) -> dict[str, Any]:
    """What the archive answers, without times and places that each archive has for itself."""
    archive.index.sync()
    ids = sorted(archive.ids("*"))
    return {
        "articles": [replace(archive.article(id), added="", original=None, runs=()) for id in ids],
        "versions": [len(archive.versions(id)) for id in ids],
        "labels": [archive.curation.labels(id) for id in ids],
        "sources": archive.sources(sort="name"),
        "found": {
            query: sorted(archive.ids(query))
            for query in (
                "tag:steel",
                'tag:"to read"',
                "has:note",
                "source:tide",
                "date:2024-03-05",
            )
        },
        "events": sorted(event.id for event in archive.events.list()),
        "searched": sorted(archive.ids("event:AGREE")),
        "people": list(archive.entities.list(MentionKind.PERSON)),
        "reviews": sorted((each.id, each.review) for each in archive.events.reviews()),
        "saved": archive.saved.all(),
        "deleted": [each for each in archive.deletions.all() if each.reason != _BESIDES],
    }


@pytest.mark.parametrize("seed", range(4))
def test_decisions_hold_in_another_archive(tmp_path: Path, seed: int) -> None:
    """Imported after the files are ingested, or before, it gives the same answers; imported again,
    nothing changes; and it exports the same file."""
    chance, folder = Random(seed), files(tmp_path / "files")
    file = tmp_path / "decisions.jsonl"
    with open_archive(tmp_path / "first") as first:
        first.ingest([folder, SEEDS])
        for _ in range(30):
            decide(first, chance)
        number = first.curation.export(file)
        expected = answers(first)
    for order in ("files first", "decisions first"):
        with open_archive(tmp_path / order) as archive:
            if order == "decisions first":  # something must be there before anything can be decided
                (tmp_path / "other.txt").write_text(
                    "Title\n\nA text about nothing in particular.\n"
                )
                archive.ingest([tmp_path / "other.txt"])
                archive.curation.import_(file)
                archive.ingest([folder, SEEDS])
                archive.deletions.delete(archive.ids("particular"), reason=_BESIDES)
            else:
                archive.ingest([folder, SEEDS])
                report = archive.curation.import_(file)
                assert (report.added, report.known) == (number, 0)
                assert archive.curation.import_(file).known == number
                again = tmp_path / "again.jsonl"
                archive.curation.export(again)
                assert sorted(again.read_text().splitlines()) == sorted(
                    file.read_text().splitlines()
                )
            found = answers(archive)
            for name, value in expected.items():
                assert found[name] == value, (order, name)
