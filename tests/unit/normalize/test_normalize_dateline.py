"""The place a story was filed from."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("ISLAMABAD: The bridge opened.", "ISLAMABAD"),
        ("PARIS (AFP) — The bridge opened.", "PARIS"),
        ("PARIS (AFP) – The bridge opened.", "PARIS"),
        ("LONDON, July 3 (Reuters) - The bridge opened.", "LONDON"),
        ("NEW YORK -- The bridge opened.", "NEW YORK"),
        ("SAN JOSE, Calif. (AP) — The bridge opened.", "SAN JOSE, Calif."),
        ("RIO DE JANEIRO: The bridge opened.", "RIO DE JANEIRO"),
        ("ZÜRICH (dpa) - The bridge opened.", "ZÜRICH"),
        ("ST. LOUIS (AP) — The bridge opened.", "ST. LOUIS"),
    ],
)
def test_datelines(make, lead: str, place: str) -> None:
    """A place in capitals before the lead is the dateline, and the body begins behind it."""

    article = make(lead)

    assert article.dateline == place
    assert article.body == "The bridge opened."
    assert article.evidence["dateline"].text == lead.removesuffix(" The bridge opened.")


@pytest.mark.parametrize(
    "lead",
    [
        "Warning: The bridge is closed.",
        "BREAKING: The bridge is closed.",
        "EXCLUSIVE: The bridge is closed.",
        "BREAKING NEWS: The bridge is closed.",
        "The bridge: a story of three years.",
        "NASA - the space agency - says so.",
        "A bridge - the first - opened.",
        "I: The bridge is closed.",
        "USA: The bridge is closed.",
    ],
)
def test_leads_that_only_look_like_it(make, lead: str) -> None:
    """Labels, acronyms and ordinary sentences are no places, and lose nothing."""

    article = make(lead)

    assert article.dateline is None
    assert article.body == lead


def test_speakers_of_a_transcript_are_no_places(make) -> None:
    """Where several paragraphs begin with a name in capitals they are speakers."""

    article = make("SMITH: Good evening.", "JONES: Good evening to you.", "SMITH: So.")

    assert article.dateline is None
