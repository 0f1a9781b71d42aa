"""Text that is one paragraph of any length, or one sentence, is annotated in linear time."""

from __future__ import annotations

import time

import pytest

from dateline import annotate
from dateline.annotation.text.sentences import sentences
from dateline.values.article import Article

PASSAGE = (
    "Minister Anna Muster of Peru met officials in Lima on Monday, and they agreed on a plan. "
    "“We have signed a treaty with Chile,” she said. “It is good for the ports.” The statement "
    "said that 'much is to be done'. They arrested ‘nobody, and then the talks went on. "
)


def seconds(text: str) -> float:
    """The CPU time that annotating takes."""
    started = time.process_time()
    annotate(Article(body=text, language="en"))
    return time.process_time() - started


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
def test_eight_times_the_text_takes_some_eight_times_as_long(passage: str) -> None:
    """If each quotation or sentence looked at all others, it would take up to 64 times as long."""
    seconds(passage)
    short, long = passage * 160, passage * 160 * 8  # 51,000 and 410,000 characters

    assert seconds(long) < 20 * seconds(short)


def test_text_without_stops_is_cut_between_words() -> None:
    """No sentence is longer than 4,000 characters; together they still have all words."""
    text = "and then they met " * 1000 + "x" * 9000

    found = [sentence.span for sentence in sentences("body", text)]

    assert max(len(span.text) for span in found) == 4000
    assert all(text[span.start : span.end] == span.text for span in found)
    assert "".join(span.text for span in found).replace(" ", "") == text.replace(" ", "")
    assert " ".join(span.text for span in found[:5]) in text
