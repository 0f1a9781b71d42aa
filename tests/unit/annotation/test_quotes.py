"""Quotations, and who is quoted."""

from __future__ import annotations

import pytest

from dateline.annotation.names.mentions import mentions
from dateline.annotation.quotes.extract import quotes
from dateline.annotation.text.sentences import sentences
from dateline.values.annotations import Quote, QuoteKind

TOLD = "“It is a good and useful plan for all of us”"


def read(text: str) -> list[Quote]:
    found = sentences("body", text)
    return list(quotes(text, found, mentions([(text, found)])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TOLD}, said Minister Anna Muster.", "Anna Muster"),
        (f"{TOLD}, Minister Anna Muster said on Friday.", "Anna Muster"),
        (f"Minister Anna Muster told reporters: {TOLD}.", "Anna Muster"),
        (f"Anna Muster, head of the works, said after the vote, {TOLD}.", "Anna Muster"),
        (f"{TOLD}, said the country's health minister, Anna Muster.", "Anna Muster"),
        (f"According to Minister Anna Muster, {TOLD}.", "Anna Muster"),
        (f"Minister Anna Muster met Judge Peter Beispiel. {TOLD}, he said.", "Peter Beispiel"),
        (f"The Example Army said no. {TOLD}, it said.", "Example Army"),
        (f"The Example Army met. {TOLD}, the statement said.", "Example Army"),
        (f"{TOLD}, Anna Muster quoted Peter Beispiel as saying.", "Peter Beispiel"),
        (f"Judge Peter Beispiel was told by Minister Anna Muster, {TOLD}.", "Anna Muster"),
        (f"Minister Anna Muster rejected that, saying {TOLD}.", "Anna Muster"),
        (f"Minister Anna Muster praised it. {TOLD}.", "Anna Muster"),
    ],
)
def test_the_speaker_is_found(text: str, expected: str) -> None:
    """The speaker is named after the quotation or before it, or a pronoun means the speaker."""
    direct = [quote for quote in read(text) if quote.kind is not QuoteKind.INDIRECT]

    assert [(quote.name, quote.span.text) for quote in direct] == [(expected, TOLD)]


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    """A quotation that is not closed goes on in the next paragraph with the same speaker."""
    text = "Minister Anna Muster said: “It is a good plan for us.\n\n“It is a useful plan as well.”"

    found = read(text)

    assert [quote.name for quote in found] == ["Anna Muster", "Anna Muster"]
    assert found[1].rule.name == "goes on"


def test_kinds_of_quotations() -> None:
    """A whole utterance is direct, some quoted words within a sentence are mixed, and what
    stands behind "that" is indirect."""
    text = (
        f"{TOLD}, said Minister Anna Muster. She called it “a gift of great worth”. "
        "She said that nobody would have to leave."
    )

    found = read(text)

    assert [quote.kind for quote in found] == [
        QuoteKind.DIRECT,
        QuoteKind.MIXED,
        QuoteKind.INDIRECT,
    ]
    assert found[2].span.text == "nobody would have to leave"
    assert {quote.name for quote in found} == {"Anna Muster"}


def test_role_and_cue_of_the_speaker() -> None:
    """A quotation has the role of its speaker and the verb of saying."""
    (found,) = read(f"{TOLD}, said Anna Muster, a senior judge.")

    assert found.role == "senior judge"
    assert found.cue is not None
    assert found.cue.text == "said"
    assert found.speaker is not None
    assert found.speaker.text == "Anna Muster"


@pytest.mark.parametrize(
    "text",
    ["The “big” plan went on.", "The book “A Plan” was sold out.", "The case has been reported."],
)
def test_words_that_are_not_a_quotation(text: str) -> None:
    """Words in marks without a speaker, and verbs in the passive, are no quotation."""
    assert read(text) == []


def test_a_quotation_without_a_speaker() -> None:
    """A whole utterance is a quotation even if no speaker is named."""
    (found,) = read(TOLD + ".")

    assert found.speaker is None
    assert found.name is None
