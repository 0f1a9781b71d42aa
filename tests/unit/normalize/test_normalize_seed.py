"""The seed article, read and normalized, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.normalize import normalize
from dateline.readers import choose
from dateline.values.article import Article
from dateline.values.context import Context
from dateline.values.draft import Draft, Record
from dateline.values.moment import Precision

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def draft() -> Draft:
    (path,) = SEEDS.glob("*.txt")
    data = path.read_bytes()
    return choose(data, path.name).read(Record(ordinal=0, data=data))


@pytest.fixture(scope="module")
def seed(draft: Draft) -> Article:
    return normalize(draft, Context(source="Arab News"))


def test_title_and_dateline(seed: Article) -> None:
    """The headline is the title, and the dateline's place is separate from the lead."""

    assert seed.title == (
        "Pakistan and Libya to expand defense industrial collaboration after top military meeting"
    )
    assert seed.dateline == "ISLAMABAD"


def test_caption_and_credit_are_separate(seed: Article) -> None:
    """The only caption has its credit, and is in no other field."""

    (caption,) = seed.captions

    assert caption.text.startswith("The handout photograph released by")
    assert caption.text.endswith("on July 18, 2025.")
    assert caption.credit == "ISPR"
    assert "handout photograph" not in seed.body


def test_summary_has_two_bullets_without_marks(seed: Article) -> None:
    """The bullets under the headline are the summary."""

    assert [bullet[:17] for bullet in seed.summary] == ["The understanding", "Defense ties betw"]


def test_body_has_ten_paragraphs(seed: Article) -> None:
    """The body runs from the lead to the last line, with a blank line between paragraphs."""

    assert len(seed.paragraphs) == 10
    assert seed.body.startswith("Pakistan and Libya have agreed to pursue")
    assert seed.body.endswith("in the past.")
    assert "\n\n\n" not in seed.body


def test_a_short_url_is_in_no_field(seed: Article) -> None:
    """The boilerplate of the copied page is left out."""

    assert "short url" not in repr(seed).lower()


def test_an_inferred_date_says_that_it_is_inferred(seed: Article) -> None:
    """The day comes from the caption and is confirmed by the lead's Friday, and the evidence points
    at the words in the caption."""

    assert seed.published is not None
    evidence = seed.evidence["published"]
    assert seed.published.value == "2025-07-18"
    assert seed.published.precision is Precision.DAY
    assert seed.published.offset is None
    assert seed.published.basis == (
        "inferred from the caption's July 18, 2025, which is the Friday that the lead names"
    )
    assert (evidence.method, evidence.where) == ("inferred from caption", "captions[0].text")
    assert seed.captions[0].text[evidence.start : evidence.end] == "July 18, 2025"


def test_source_is_as_given_or_unknown(draft: Draft, seed: Article) -> None:
    """A given name is the source; without one it is unknown, with a reason."""

    unknown = normalize(draft)

    assert seed.source.name == "Arab News"
    assert seed.evidence["source"].method == "given"
    assert unknown.source.label == "unknown"
    assert unknown.evidence["source"].method == "none"
    assert unknown.evidence["source"].note == "no --source was given and the file names none"


def test_language_and_the_rest(seed: Article) -> None:
    """The text is detected as English, and what the file does not say is absent."""

    assert seed.language == "en"
    assert (seed.authors, seed.url, seed.canonical_url, seed.section) == ((), None, None, None)


def test_every_field_with_a_value_has_evidence(seed: Article) -> None:
    """Every value has evidence, and only the source has evidence without a value."""

    filled = {
        name
        for name in Article.__dataclass_fields__
        if name not in ("evidence", "dates") and getattr(seed, name)
    }

    assert set(seed.evidence) == filled
