"""What tests of commands on events share: an archive with reports of events, and answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SEEDS, Command, Kept, json_lines

WIRE = (
    "Peruvian troops shelled Chilean positions near Arica on Tuesday, killing 12 soldiers. "
    "The shelling went on for the whole of the night, and nobody could tell when it was to end."
)
OTHER = (
    "On Tuesday near Arica, 15 soldiers were killed as Peruvian troops shelled Chilean positions. "
    "Doctors in the town were still counting, and roads to the south of it were closed by then."
)
TALKS = (
    "The foreign ministers of Peru and Chile met in Lima on Monday. In 1974, Peru signed a treaty "
    "with Chile. Both sides hope that fishing boats can soon leave the ports of the north again."
)


@pytest.fixture
def reported(
    dateline: Command, kept: Kept, place: Path, write: Callable[[str, str | bytes], Path]
) -> Command:
    """An archive with the seed, a wire text in two papers, another text, and a meeting."""
    stories = [
        {"title": f"Story {number}", "text": text, "date": "2024-03-06", "source": source}
        for number, (text, source) in enumerate(
            ((WIRE, "Post"), (WIRE, "Herald"), (OTHER, "Courier"), (TALKS, "Courier"))
        )
    ]
    file = write("stories.jsonl", json_lines(*stories))

    def ingest() -> None:
        assert dateline("ingest", file).code == 0
        assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0

    kept("reported", place, ingest)
    return dateline


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set what a person types."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))
