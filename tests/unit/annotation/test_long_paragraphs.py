"""Text that is one paragraph or one sentence takes work in proportion to its length."""

from __future__ import annotations

import pytest

from dateline import annotate
from dateline.annotation.text.sentences import sentences
from dateline.values.article import Article
from tests.conftest import lines_run

PASSAGE = (
    "Minister Anna Muster of Peru met officials in Lima on Monday, and they agreed on a plan. "
    "“We have signed a treaty with Chile,” she said. “It is good for the ports.” The statement "
    "said that 'much is to be done'. They arrested ‘nobody, and then the talks went on. "
)


def work(text: str) -> int:
    return lines_run(lambda: annotate(Article(body=text, language="en")))


@pytest.mark.parametrize(
    "passage",
    [
        PASSAGE,
        PASSAGE.replace(".", ","),
        PASSAGE.replace("”", ""),
        PASSAGE.replace("“", "‘").replace("”", "’"),
        PASSAGE.replace("“", "").replace("”", "").replace(".", ""),
        PASSAGE.replace(" ", "\n"),
        PASSAGE.replace(". ", ".\n\n"),
    ],
    ids=["prose", "no stops", "never closed", "single marks", "no marks", "lines", "paragraphs"],
)
def test_eight_times_the_text_takes_some_eight_times_the_work(passage: str) -> None:
    """If each quotation or sentence looked at all others, it would take up to 64 times as much."""
    annotate(Article(body=passage, language="en"))  # what is read once, such as dictionaries

    assert work(passage * 80) < 12 * work(passage * 10)


def test_text_without_stops_is_cut_between_words() -> None:
    """No sentence is longer than 4,000 characters; together they still have all words."""
    text = "and then they met " * 1000 + "x" * 9000

    found = [sentence.span for sentence in sentences("body", text)]

    assert max(len(span.text) for span in found) == 4000
    assert all(text[span.start : span.end] == span.text for span in found)
    assert "".join(span.text for span in found).replace(" ", "") == text.replace(" ", "")
    assert " ".join(span.text for span in found[:5]) in text
