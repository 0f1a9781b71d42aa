"""Why an article differs from its receipt, as far as two states and a trace can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.archive.receipts.reasons import Reasons, decided
from dateline.values.archive.receipts import ArchiveState, ArticleState, Receipt, Trace
from dateline.values.curation.decisions import Action, Decision

ARCHIVE = ArchiveState(id="a", articles=5, arrival=5, decision="", change=5, commit=1)
RECEIPT = Receipt(
    at="2026-05-01T00:00:00Z",
    query="x",
    match="all",
    plain=False,
    day="2026-05-01",
    last_run=0,
    parsed="x",
    tree={},
    options={},
    archive=ARCHIVE,
    rules={},
    total=1,
)
THEN = ArticleState(id="1", version=1, content="c", original="o", reader="text 2", coder="rules 9")
NOW = Trace(
    arrival=3,
    version=1,
    added="2026-04-01T00:00:00Z",
    original="o",
    reader="text 2",
    annotated="2026-04-01T00:00:00Z",
    coder="rules 9",
)
MAY = "2026-05-03T10:00:00Z"
EDIT = Decision(
    action=Action.EDIT, data={"field": "title", "value": "x"}, by="ana", at=f"{MAY[:-1]}.5Z"
)


def why(
    then: ArticleState | None, now: ArticleState | None, trace: Trace, **given: object
) -> tuple[str, ...]:
    rest = {"of_many": (), "rules": {}, "parsed": "x", "same_archive": True, **given}
    return Reasons(RECEIPT, **rest).of(then, now, trace)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("trace", "reason"),
    [
        (replace(NOW, arrival=6, added=MAY), f"added on {MAY}"),
        (replace(NOW, version=2, added=MAY), f"version 2 was added on {MAY}"),
        (replace(NOW, annotated=MAY, coder="rules 10"), f"annotated by rules 10 on {MAY}"),
        (replace(NOW, decisions=(EDIT,)), f"title corrected by ana on {MAY}"),
        (NOW, "unknown"),
    ],
)
def test_why_an_article_is_new(trace: Trace, reason: str) -> None:
    """It came, or something made it match."""
    assert why(None, THEN, trace) == (reason,)


@pytest.mark.parametrize(
    ("trace", "reason"),
    [
        (Trace(), "it is not in this archive"),
        (replace(NOW, version=2, added=MAY), f"version 2, added on {MAY}, is the current one"),
        (replace(NOW, reader="text 3"), "read by text 3, not text 2"),
        (replace(NOW, coder="rules 10"), "annotated by rules 10, not rules 9"),
        (replace(NOW, coder=None), "annotated by nothing, not rules 9"),
        (replace(NOW, original="p"), "it comes from another file now"),
    ],
)
def test_why_an_article_is_gone(trace: Trace, reason: str) -> None:
    """It left, or something made it match no more."""
    assert why(THEN, None, trace) == (reason,)


def test_a_text_that_changed_by_nothing_else_was_read_again() -> None:
    """`reprocess` is the only one that changes a text and leaves the version; a tag does not."""
    tagged = replace(EDIT, action=Action.TAG, data={"tag": "port"})
    trace = replace(NOW, decisions=(tagged,), coder="rules 10")
    assert why(THEN, replace(THEN, content="d"), trace) == ("read again",)
    rules = {"normalizer": ("13", "14"), "language": ("en", "de"), "engine": ("whoosh", "tantivy")}
    assert why(THEN, replace(THEN, content="d"), trace, rules=rules) == ("normalizer 13, now 14",)
    assert why(THEN, replace(THEN, content="d"), replace(trace, reader="text 3")) == (
        "read by text 3, not text 2",
    )


def test_a_run_that_was_taken_back_is_why_articles_are_gone() -> None:
    """It leaves one decision, and no trace of each article."""
    undone = Decision(action=Action.UNDO, data={"run": 3}, by="ana", at=EDIT.at)
    assert why(THEN, None, Trace(), of_many=[undone]) == (f"run 3 taken back by ana on {MAY}",)
    assert why(THEN, None, NOW, of_many=[undone]) == ("unknown",)


def test_what_is_about_all_is_a_reason_where_the_article_has_none() -> None:
    """A source that was renamed, rules, another archive."""
    renamed = Decision(
        action=Action.SOURCE, data={"name": "a", "into": "b"}, at=f"{MAY[:-1]}.5Z", reason="typo"
    )
    rules = {"language": ("en", "de"), "annotation": ("rules 8", "rules 9")}
    assert why(THEN, None, NOW, of_many=[renamed], rules=rules, parsed="y") == (
        "the query is read differently: y",
        "language en, now de",
        f"source “a” renamed to “b” on {MAY}: typo",
    )
    changed = replace(THEN, content="d")
    assert why(THEN, changed, NOW, of_many=[renamed]) == (
        f"source “a” renamed to “b” on {MAY}: typo",
    )
    hidden = replace(renamed, action=Action.ENTITY)
    assert why(THEN, changed, NOW, of_many=[hidden]) == ("read again",)
    *_, last = why(THEN, None, NOW, of_many=[replace(hidden, reason=str(n)) for n in range(9)])
    assert last == "or one of 4 earlier decisions"
    assert why(THEN, None, NOW, same_archive=False) == ("it is another archive",)
    newer = replace(NOW, arrival=6, added=MAY)
    assert why(None, THEN, newer, same_archive=False) == ("it is another archive",)


@pytest.mark.parametrize("action", Action)
def test_every_decision_has_words(action: Action) -> None:
    """Data of each action fill them."""
    data = dict.fromkeys(("tag", "field", "name", "into", "run", "decision"), "thing")

    assert decided(Decision(action=action, data=data, by="ana", at=EDIT.at)).endswith(
        f" by ana on {MAY}"
    )
