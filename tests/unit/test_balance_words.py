"""How the results of a run are read."""

from __future__ import annotations

import pytest

from dateline.values.outcome import in_words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"found": 3, "added": 2, "version": 1}, "2 added, 1 version"),
        ({"copy": 1, "version": 2}, "2 versions, 1 copy"),
        ({"copy": 1200, "failed": 1}, "1,200 copies, 1 failed"),
        ({"found": 0, "added": 0}, ""),
    ],
)
def test_results_are_counted_in_words(counts: dict[str, int], words: str) -> None:
    """In a fixed order, without zeros, and nouns agree with their numbers."""
    assert in_words(counts) == words
