"""The place that a story was filed from."""

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
        ("LOS ANGELES (AP) The bridge opened.", "LOS ANGELES"),
        ("MOSCOW, January 21. /TASS/. The bridge opened.", "MOSCOW"),
        ("København /ritzau/: The bridge opened.", "København"),
        ("Moscow. Jan 21 (Interfax) - The bridge opened.", "Moscow"),
        ("Berlin (dpa) - The bridge opened.", "Berlin"),
        ("Frankfurt am Main (dpa/AFP) – The bridge opened.", "Frankfurt am Main"),
        ("Madrid, 2 ene (EFE).- The bridge opened.", "Madrid"),
        ("Paris, 21 jan 2019 (AFP) - The bridge opened.", "Paris"),
        ("(ANSA) - Roma, October 11 - The bridge opened.", "Roma"),
    ],
)
def test_datelines(make_article, lead: str, place: str) -> None:
    """A place in capitals before the lead is the dateline, and the body begins after it."""

    article = make_article(lead)

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
        "Parliament (the lower house) - The bridge is closed.",
        "(Update) - Rome - The bridge is closed.",
    ],
)
def test_leads_that_only_look_like_datelines_are_kept(make_article, lead: str) -> None:
    """Labels, acronyms and ordinary sentences are not places, and stay complete."""

    article = make_article(lead)

    assert article.dateline is None
    assert article.body == lead


def test_speakers_of_a_transcript_are_not_datelines(make_article) -> None:
    """If several paragraphs begin with a name in capitals, the names are speakers."""

    article = make_article("SMITH: Good evening.", "JONES: Good evening to you.", "SMITH: So.")

    assert article.dateline is None


def test_picture_labels_are_not_datelines(make_article) -> None:
    """Some papers print captions in this form throughout a text; one further paragraph alone may
    begin with a place too."""
    between = ["It is long."] * 4
    captions = [f"{label}: So it looks." for label in ("SØLV", "TOK FARVEL")]

    assert make_article("TO BROER: So.", *between, *captions).dateline is None
    assert make_article("DHAKA: So.", *between, captions[0]).dateline == "DHAKA"


@pytest.mark.parametrize(
    ("stated", "place", "date"),
    [
        ("Oslo", "Oslo", None),
        ("BEIJING, July 23", "BEIJING", None),
        ("RICHMOND, Va. Feb 26 -", "RICHMOND, Va.", None),
        ("Paris, 21 jan 2019 (AFP) -", "Paris", "2019-01-21"),
        ("London (dpa) -", "London", None),
        ("4/4/2018", None, None),
        ("January 21", None, None),
        ("2018-01-03 20:13:08 GMT", None, None),
    ],
)
def test_a_dateline_that_the_file_states(
    make_article, stated: str, place: str | None, date: str | None
) -> None:
    """Its place counts in any case, a day alone is not a dateline, and its date counts if it has
    the year."""
    claim = ("dateline", stated, "newsml", "NewsLines/DateLine")

    article = make_article("The bridge opened.", claims=(claim,))

    assert (article.dateline, article.body) == (place, "The bridge opened.")
    assert (article.published.value if article.published else None) == date
    assert (article.evidence["dateline"].text if place else None) == (place and stated)


@pytest.mark.parametrize(
    ("stated", "lead", "body"),
    [
        ("Oslo", "Oslo: The bridge opened.", "The bridge opened."),
        ("Oslo", "Oslo (EXA) - The bridge opened.", "The bridge opened."),
        ("Oslo -", "Oslo - The bridge opened.", "The bridge opened."),
        ("Oslo", "Oslo has a bridge.", "Oslo has a bridge."),
        ("Oslo", "Bergen, far off: The bridge opened.", "Bergen, far off: The bridge opened."),
    ],
)
def test_a_stated_dateline_that_is_printed_too(
    make_article, stated: str, lead: str, body: str
) -> None:
    """It is removed from the lead, but not from a sentence that begins with the place."""
    article = make_article(lead, claims=(("dateline", stated, "nitf", "<dateline>"),))

    assert (article.dateline, article.body) == ("Oslo", body)


def test_a_printed_dateline_takes_precedence_over_a_stated_one(make_article) -> None:
    """Agencies state the place of the desk."""
    article = make_article("PARIS (AFP) — It opened.", claims=(("dateline", "Oslo", "nitf", "x"),))

    assert article.dateline == "PARIS"
