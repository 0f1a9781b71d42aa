"""Numbers of people killed, injured and arrested, read from sentences."""

from __future__ import annotations

import pytest

from dateline.events.casualties import casualties


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("A bomb killed at least 12 people and injured 30 others.", {"killed": 12, "injured": 30}),
        ("12 people were killed and thirty-two wounded.", {"killed": 12, "injured": 32}),
        ("The death toll rose to 1,015 on Friday.", {"killed": 1015}),
        ("Police arrested 40 protesters, 12 of them women.", {"arrested": 40}),
        ("Three soldiers were also hurt, and five are dead.", {"injured": 3, "killed": 5}),
        ("Two gunmen killed a guard on Monday.", {}),
        ("2,000 troops killed five rebels.", {"killed": 5}),
        ("A 12-year-old was killed 3 days later in 2012.", {}),
        ("In 2012 people were killed; no one was arrested.", {}),
        ("3.5 percent were injured.", {}),
    ],
)
def test_numbers_are_read_from_sentences(sentence: str, numbers: dict[str, int]) -> None:
    """Numbers of people are read; ages, years, shares and numbers of those who act are not."""
    assert dict(casualties(sentence).known()) == numbers
