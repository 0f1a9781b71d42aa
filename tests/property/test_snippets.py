"""What is true of the snippets of any article for any query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.search.analysis import Analyzer, words
from dateline.search.fields import TEXT_WEIGHTS
from dateline.search.indexed import Document
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import Query
from dateline.search.results.snippets import snippets
from tests.property.search_builders import documents, queries

ANALYZER = Analyzer("en")


@st.composite
def long_documents(draw: st.DrawFn) -> Document:
    """A document whose blocks are repeated until fragments must be cut."""
    short = draw(documents)
    times = draw(st.integers(1, 12))
    return short._replace(
        texts={
            part: tuple(" ".join([block] * times) for block in blocks)
            for part, blocks in short.texts.items()
        }
    )


@given(long_documents(), queries, st.integers(1, 4), st.integers(0, 2))
def test_invariants(document: Document, query: Query, limit: int, context: int) -> None:
    """Snippets are pieces of the text, few and short, and light up just what matched in them."""

    matcher = Matcher(query, ANALYZER)
    spans = matcher.spans(document)
    shown = snippets(document, matcher.matched(document), limit=limit, context=context)

    lit = {
        document.texts[span.part][span.block][span.start : span.end]
        for span in spans
        if span.part not in ("source", "speaker")
    }
    assert len([snippet for snippet in shown if snippet.field in TEXT_WEIGHTS]) <= limit + 1
    assert len([snippet for snippet in shown if snippet.field not in TEXT_WEIGHTS]) <= limit
    assert bool(lit) == any(snippet.highlights for snippet in shown)
    for snippet in shown:
        inner = snippet.text.removeprefix("…").removesuffix("…")
        assert any(
            inner in block or snippet.text in block for block in document.texts[snippet.field]
        )
        if snippet.field != "title":
            assert len(snippet.text) <= 400 + 2 * context * 280
        end = 0
        for start, stop in snippet.highlights:
            assert end <= start < stop <= len(snippet.text)
            marked = words(snippet.text[start:stop])
            assert marked
            assert (marked[0][1], marked[-1][2]) == (0, stop - start)
            end = stop
        # A merged highlight begins with one match and ends with another.
        for start, stop in snippet.highlights:
            marked_text = snippet.text[start:stop]
            assert any(marked_text.startswith(text) for text in lit)
            assert any(marked_text.endswith(text) for text in lit)


@given(long_documents(), queries)
def test_highlights_are_complete(document: Document, query: Query) -> None:
    """Whatever matched inside a snippet is lit in it: no match is left dark beside another."""

    matcher = Matcher(query, ANALYZER)
    spans = matcher.spans(document)
    for snippet in snippets(document, matcher.matched(document)):
        if snippet.field != "title":
            continue
        dark = [
            span
            for span in spans
            if span.part == "title"
            and not any(a <= span.start and span.end <= b for a, b in snippet.highlights)
        ]
        assert not dark
