"""What differs between two readings is listed by field, and by words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.comparing import FieldChange, Piece, PieceKind, changes, word_difference
from dateline.values.article import Article, Caption, Evidence, Source
from dateline.values.moment import Moment

texts = st.lists(st.sampled_from(["a", "b", "c.", "\n\n"]), max_size=12).map(" ".join)


def of(pieces: tuple[Piece, ...], *kinds: PieceKind) -> list[str]:
    return [word for piece in pieces if piece.kind in kinds for word in piece.text.split()]


@given(texts, texts)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    """Without what was added it is the first text, without what was removed the second."""
    pieces = word_difference(before, after)

    assert of(pieces, PieceKind.SAME, PieceKind.REMOVED) == before.split()
    assert of(pieces, PieceKind.SAME, PieceKind.ADDED) == after.split()


def test_only_words_that_changed_are_changed() -> None:
    """A word changed in the middle leaves the words and paragraphs around it alone."""
    assert word_difference("One two three.\n\nFour.", "One 2 three.\n\nFour.") == (
        Piece(PieceKind.SAME, "One "),
        Piece(PieceKind.REMOVED, "two "),
        Piece(PieceKind.ADDED, "2 "),
        Piece(PieceKind.SAME, "three.\n\nFour."),
    )


def test_a_break_between_paragraphs_is_a_difference() -> None:
    """The same words in other paragraphs differ in the break."""
    assert word_difference("One. Two.", "One.\n\nTwo.") == (
        Piece(PieceKind.SAME, "One."),
        Piece(PieceKind.ADDED, "\n\n"),
        Piece(PieceKind.SAME, "Two."),
    )


def test_every_kind_of_field_is_compared() -> None:
    """Text, lists, dates, sources, captions and yes or no come out as text; equal ones do not."""
    before = Article(title="Same", body="Old", paywalled=False, authors=("A. Writer",))
    after = Article(
        title="Same",
        body="New",
        paywalled=None,
        authors=("A. Writer", "B. Writer"),
        published=Moment(value="2024-05", offset=None, basis="byline"),
        source=Source(name="Harbor Post", domain="post.example.org"),
        captions=(Caption(text="A boat", credit="An agency"),),
    )

    assert changes(before, after) == (
        FieldChange(field="authors", before="A. Writer", after="A. Writer\nB. Writer"),
        FieldChange(field="published", before=None, after="2024-05 (byline)"),
        FieldChange(field="source", before=None, after="Harbor Post, post.example.org"),
        FieldChange(field="body", before="Old", after="New"),
        FieldChange(field="captions", before=None, after="A boat (An agency)"),
        FieldChange(field="paywalled", before="no", after=None),
    )


def test_other_evidence_is_no_change() -> None:
    """Where a value comes from is not its value."""
    evidence = {"title": Evidence(method="given")}

    assert changes(Article(title="A"), Article(title="A", evidence=evidence)) == ()
