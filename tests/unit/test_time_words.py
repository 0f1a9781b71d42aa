"""What people see of times in the text."""

from __future__ import annotations

import re

import pytest

from dateline.annotation import annotate
from dateline.normalize import normalize
from dateline.values.context import Context
from dateline.values.draft import Block, Claim, Draft, Role
from dateline.values.time_words import time_in_words


def words_of(sentence: str) -> list[str]:
    """The words for the times of an article of 18 July 2025 that is this sentence."""
    draft = Draft(
        reader="test 1",
        media_type="text/plain",
        blocks=(Block(role=Role.PARAGRAPH, text=sentence),),
        claims=(Claim(field="published", value="2025-07-18", method="meta", where="test"),),
    )
    return [
        time_in_words(time) for time in annotate(normalize(draft, Context(language="en"))).times
    ]


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("for two weeks", "2 weeks"),
        ("for one day", "1 day"),
        ("for three hours", "3 hours"),
        ("for 20 minutes", "20 minutes"),
        ("for several years", "some years"),
        ("for six months", "6 months"),
        ("now", "now"),
        ("recently", "in the past"),
        ("soon", "in the future"),
        ("every day", "every day"),
        ("annually", "every year"),
        ("on Tuesday night", "2025-07-15 night"),
        ("last week", "week 28, 2025"),
        ("in the third quarter of 2025", "quarter 3, 2025"),
        ("in the summer of 2024", "summer 2024"),
        ("in the 1970s", "the 1970s"),
        ("on Tuesday", "2025-07-15"),
        ("in March 2024", "2024-03"),
        ("in 2019", "2019"),
    ],
)
def test_times_in_plain_words(phrase: str, words: str) -> None:
    """Codes of the standard are words; days, months and years stay as they are."""
    found = words_of(f"The old swing bridge in the harbour was closed {phrase}, officials said.")

    assert words in found
    assert not any(re.search(r"_REF|^P[\dXT]|X{2}|-W\d|T[A-Z]{2}", word) for word in found)
