"""Where sentences end: one splitter for annotation, SAMESENT and snippets."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.annotation.text.sentences import sentences
from dateline.search.analysis import Analyzer, word_spans
from dateline.search.matching.text import Block
from dateline.sentences import paragraphs, sentence_ends

HARD = {
    "titles": "Lt. Gen. Example met Mr. Other. They spoke.",
    "initials": "The J. R. Example Center opened. It is new.",
    "initials of a country": "He lives in the U.S. He likes it. The U.S. Senate met.",
    "doubtful abbreviations": "Example Inc. shares fell. The Inc. The rest rose. By Feb. it ended.",
    "abbreviations of months": "On Jan. 5 it began. On Sept. 9 it was over.",
    "numbers": "Growth was 3.5 percent. It had been 2.1. No. 4 fell. 17 rose.",
    "a list": "1. Bread. 2. Salt. Both were sold.",
    "quotations": '“Stop!” he said. “Why?” She left. ‘We went.’ "It rained." They stayed.',
    "brackets": "The place (near D.C.) is open. (Nobody came.) It closed.",
    "ellipses": "It waited... and then it went. Gone… He left.",
    "letters beyond ASCII": "Er kam. Ärger mit fog. Übel. élan. Il part.",
    "Japanese": "来た。fog です。「帰った。」終わり！",
    "blank lines": "Talks open\n\nDelegates arrived. They sat.\n \n\tIt began",
    "line breaks": "It came.\nFog is here.\tIt left.",
    "white space around": "  It came. It left.  \n",
    "longer than any sentence": "and then they met " * 500,
    "nothing": "",
    "stops only": "... !!! ???",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_annotation_and_search_split_alike(text: str) -> None:
    """The sentences of a snippet are those that events are read from."""
    cuts = [0, *sentence_ends(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(cuts)]

    assert [piece for piece in pieces if piece] == [s.span.text for s in sentences("body", text)]
    assert cuts == sorted(cuts)
    assert cuts[-1] == len(text)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_words_of_one_event_sentence_are_in_the_same_sentence(text: str) -> None:
    """SAMESENT holds for any two words of a sentence of the annotation, and for no others."""
    block = Block("body", 0, text, Analyzer().terms(text, "en"))
    by_annotation = [
        next(
            number
            for number, sentence in enumerate(sentences("body", text))
            if sentence.span.start <= start < sentence.span.end
        )
        for start, _ in word_spans(text)
    ]
    by_search = [block.sentence(word) for word in range(len(block.words))]

    assert [a == b for a, b in pairwise(by_annotation)] == [a == b for a, b in pairwise(by_search)]


def test_paragraphs_are_separated_by_blank_lines() -> None:
    """A blank line may hold white space; a paragraph has none around it."""
    text = "\n One.\nStill one. \n  \nTwo.\n\n\n Three "

    found = [text[start:end] for start, end in paragraphs(text)]

    assert found == ["One.\nStill one.", "Two.", "Three"]
