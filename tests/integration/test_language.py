"""The language of an archive, and of its short articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import open_archive

SHORT = "Ferry strikes harbour wall, two crew hurt"
GERMAN = "Der Hafen wurde am Montag geöffnet, und die Fähre ist nach der Insel gefahren. " * 4


def languages(folder: Path, texts: list[str], language: str) -> dict[str, str | None]:
    """The languages that the texts have in an archive of its own that ingests them one by one."""
    folder.mkdir()
    with open_archive(folder, language=language) as archive:
        for number, text in enumerate(texts):
            (folder / f"{number}.json").write_text(json.dumps({"text": text}))
            archive.ingest([folder / f"{number}.json"])
        found = (archive.article(hit.id) for hit in archive.search("NOT nowhere").hits)
        return {article.body: article.language for article in found}


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_ingest_does_not_decide(tmp_path: Path, order: int) -> None:
    """A short text is in the archive's own language, whatever was ingested before it."""
    texts = [SHORT, *(f"{GERMAN} {number}" for number in range(3))][::order]

    english = languages(tmp_path / "en", texts, "en")
    german = languages(tmp_path / "de", texts, "de")
    assert (english.pop(SHORT), german.pop(SHORT)) == ("en", None)
    assert set(english.values()) == set(german.values()) == {"de"}


def test_reading_again_gives_the_same_language(tmp_path: Path) -> None:
    """A reading from the stored original expects the same language as the first."""
    (tmp_path / "short.json").write_text(json.dumps({"text": SHORT}))
    with open_archive(tmp_path / "archive") as archive:
        archive.ingest([tmp_path / "short.json"])
        readings = list(archive.reprocess())

    assert not [reading for reading in readings if reading.changes or reading.explained]
