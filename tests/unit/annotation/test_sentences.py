"""Sentences and their offsets."""

from __future__ import annotations

import pytest

from dateline.annotation.text.sentences import sentences


def split(text: str) -> list[str]:
    return [sentence.span.text for sentence in sentences("body", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Lt. Gen. Example met Mr. Other. They spoke.", 2),
        ("The J. R. Example Center opened. It is new.", 2),
        ("He lives in the U.S. He likes it.", 2),
        ("The U.S. Senate met. It voted.", 2),
        ("Example Inc. shares fell. The Inc. The rest rose.", 3),
        ("Growth was 3.5 percent. It had been 2.1.", 2),
        ("On Jan. 5 it began. By Feb. it was over.", 2),
        ("“Stop!” he said. “Why?” She left.", ["“Stop!” he said.", "“Why?”", "She left."]),
        ("The place (near D.C.) is open. Nobody came.", 2),
        ("It waited... and then it went. Gone.", 2),
    ],
)
def test_full_stops(text: str, expected: list[str] | int) -> None:
    """A full stop of an abbreviation, an initial or a number does not end a sentence."""
    found = split(text)

    assert expected == (found if isinstance(expected, list) else len(found))


def test_offsets_point_into_the_field() -> None:
    """Each sentence has its field, its paragraph and its offsets."""
    text = "One stands here.\n\nTwo follows. Three as well.\n"

    found = sentences("summary[1]", text)

    assert [(s.span.part, s.paragraph) for s in found] == [
        ("summary[1]", 0),
        ("summary[1]", 1),
        ("summary[1]", 1),
    ]
    assert all(text[s.span.start : s.span.end] == s.span.text for s in found)


def test_sentence_that_begins_within_quotation_marks() -> None:
    """The second sentence of a quotation is marked as quoted."""
    found = sentences("body", "“We came. We saw,” she said. They left.")

    assert [s.quoted for s in found] == [False, True, False]


def test_a_heading_without_a_stop_is_a_sentence() -> None:
    """A paragraph ends its last sentence whether or not a full stop does."""
    assert split("Talks open\n\nDelegates arrived.") == ["Talks open", "Delegates arrived."]
