"""Reports of events in an article, with their evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.annotation import annotate
from dateline.annotation.events.reports import reports
from dateline.annotation.text.sentences import sentences
from dateline.normalize import normalize
from dateline.readers import choose
from dateline.values.annotations import Mention, MentionKind, Report, Rule, Span
from dateline.values.article import Article
from dateline.values.context import Context
from dateline.values.draft import Record
from dateline.values.moment import Moment

TODAY = date(2024, 5, 6)


def reports_in(text: str, *mentions: Mention) -> tuple[Report, ...]:
    return reports(sentences("body", text), mentions=mentions, today=TODAY)


def test_spans_are_those_of_the_text() -> None:
    """Event, sentence and actors have spans with the text at their place."""
    text = "It rained. Togo will send food to Benin's army."
    (report,) = reports_in(text)

    for span in (report.span, report.sentence, report.actors[0].span, report.recipients[0].span):
        assert text[span.start : span.end] == span.text
    assert report.sentence.text == "Togo will send food to Benin's army."
    assert report.recipients[0].name == "Benin's army"
    assert report.rule.dictionary is not None
    assert "events " in report.rule.dictionary


def test_the_day_is_the_articles_if_the_sentence_names_none() -> None:
    """The date of a report says what it is based on."""
    (report,) = reports_in("Togo praised Benin.")

    assert report.date == Moment(value="2024-05-06", basis="the day of the article")


def test_a_deadline_is_not_the_day_of_the_event() -> None:
    """What must be done by a year was said on the article's day."""
    text = "Togo agreed to pay Benin by 2031."
    (report,) = annotate(
        Article(body=text, language="en", published=Moment(value=TODAY.isoformat()))
    ).reports

    assert report.date is not None
    assert report.date.value == "2024-05-06"


def test_an_ally_is_not_the_person() -> None:
    """Somebody close to a person has the words of the sentence as a name."""
    text = "Minister Doe's ally condemned Benin."
    mention = Mention(
        span=Span(part="body", start=9, end=12, text="Doe"),
        kind=MentionKind.PERSON,
        name="Jane Doe",
        code="TGO",
        sector="GOV",
        rule=Rule(name="test"),
    )
    (report,) = reports_in(text, mention)

    assert report.actors[0].name == "Minister Doe's ally"


def test_a_report_without_any_day_has_no_date() -> None:
    """If neither article nor sentence has a day, none is guessed."""
    (report,) = reports(sentences("body", "Togo praised Benin."))

    assert report.date is None


def test_an_actor_has_the_name_that_the_article_introduced() -> None:
    """A mention gives its actor the full name, and code and sector if the sentence has none."""
    text = "Doe met the king of Norway."
    mention = Mention(
        span=Span(part="body", start=0, end=3, text="Doe"),
        kind=MentionKind.PERSON,
        name="Jo Doe",
        rule=Rule(name="short form"),
        code="GHA",
        sector="GOV",
    )
    (report,) = reports_in(text, mention)

    assert (
        report.actors[0].name,
        report.actors[0].code,
        report.actors[0].sector,
    ) == ("Jo Doe", "GHA", "GOV")


def test_a_plan_needs_a_party_with_a_code_or_sector() -> None:
    """A plan is coded if the article or the sentence gives a party a country or an office."""
    text = "Doe will meet Roe."
    mention = Mention(
        span=Span(part="body", start=0, end=3, text="Doe"),
        kind=MentionKind.PERSON,
        name="Jo Doe",
        rule=Rule(name="short form"),
        code="GHA",
    )

    assert [report.event_type for report in reports_in(text, mention)] == ["AGREE"]
    assert reports_in(text) == ()


def test_history_is_background() -> None:
    """An event dated long ago is background, with its own day and place."""
    article = Article(
        body="Togo signed a treaty with Benin in Geneva in 1974.",
        language="en",
        published=Moment(value="2024-05-06"),
    )
    (report,) = annotate(article).reports

    assert report.background
    assert report.date is not None
    assert report.date.value == "1974"
    assert report.place is not None
    assert report.place.name == "Geneva"


def test_a_claim_is_flagged() -> None:
    """An alleged event is a claim."""
    (report,) = reports_in("Togo allegedly attacked Benin.")

    assert report.claim


def test_no_events_from_sports_pages() -> None:
    """The words of war on a sports page are no event; elsewhere they are one."""
    text = "Wales attacked Togo."
    page = "The coach praised his striker after the match: two goals in the final of the cup."

    assert annotate(Article(body=text, language="en")).reports != ()
    assert annotate(Article(body=f"{text} {page}", language="en")).reports == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Example Motors accused Sample Airlines of fraud.", 0),  # companies among themselves
        ("Example Motors accused the Togo government of fraud.", 1),
        ("Gondor accused Rohan of fraud.", 1),  # an article that introduces nobody
        ("Gondor accused Rohan of fraud. Example Motors was glad.", 0),
    ],
)
def test_events_of_public_life(text: str, count: int) -> None:
    """An event is coded if a state, a body or a holder of power takes part in it."""
    assert len(annotate(Article(body=text, language="en")).reports) == count


def test_a_capital_letter_alone_is_no_actor() -> None:
    """If the article introduces people, other words with a capital letter are no actors."""
    text = "Otherwise accused Togo. Togo accused Harmony. Erika Mustermann, a judge, left."
    (report,) = annotate(Article(body=text, language="en")).reports

    assert ([a.code for a in report.actors], report.recipients) == (["TGO"], ())


def test_a_quotation_of_two_sentences_is_no_event() -> None:
    """The second sentence of a quotation is still quoted."""
    text = "“It was dark. Togo attacked Benin at noon on that day,” he said. Togo praised Benin."

    assert [report.event_type for report in reports_in(text)] == ["SUPPORT"]


def test_headlines_report_acts_in_the_present() -> None:
    """The simple present is an act in a headline, and a habit in the body."""
    headline = "Togo seizes ships of Benin"

    assert len(annotate(Article(title=headline, body="It rained.", language="en")).reports) == 1
    assert annotate(Article(body=headline, language="en")).reports == ()


def test_another_language_yields_nothing() -> None:
    """The rules know English only."""
    article = Article(body="Togo praised Benin.", language="fr")

    assert annotate(article).reports == ()


@pytest.fixture(scope="module")
def seed() -> tuple[Report, ...]:
    """The reports of the seed article."""
    (path,) = (Path(__file__).parents[3] / "seeds").glob("*.txt")
    data = path.read_bytes()
    draft = choose(data, path.name).read(Record(ordinal=0, data=data))
    return annotate(normalize(draft, Context(source="Arab News"))).reports


def test_the_seed_reports_an_agreement(seed: tuple[Report, ...]) -> None:
    """Pakistan and Libya agree, in the title and in the lead."""
    found = [report for report in seed if report.event_type == "AGREE"]

    assert [report.sentence.part for report in found] == ["title", "body"]
    for report in found:
        assert [actor.code for actor in report.actors] == ["PAK", "LBY"]
        assert report.recipients == ()
        assert report.date is not None
        assert report.date.value == "2025-07-18"
        assert "military" in report.contexts


def test_the_seed_reports_a_meeting(seed: tuple[Report, ...]) -> None:
    """The two commanders meet, at the place and on the day that the body gives."""
    found = [r for r in seed if r.event_type == "CONSULT" and r.sentence.part == "body"]

    assert len(found) == 1
    (report,) = found
    assert [(actor.name, actor.code, actor.sector) for actor in report.actors] == [
        ("Saddam Khalifa Haftar", "LBY", "MIL"),
        ("Asim Munir", "PAK", "MIL"),
    ]
    assert report.place is not None
    assert report.place.name == "Rawalpindi"
    assert report.date is not None
    assert report.date.value == "2025-07-18"


def test_the_seeds_history_is_background(seed: tuple[Report, ...]) -> None:
    """The training of officers, and the events of 1951 and 1974, are background; the rest is
    the day's news."""
    background = [report for report in seed if report.background]

    assert {"AID", "SUPPORT"} == {report.event_type for report in background}
    assert {"1951", "1974"} < {report.date.value for report in background if report.date}
    assert {"AGREE", "CONSULT"} == {r.event_type for r in seed if not r.background}
