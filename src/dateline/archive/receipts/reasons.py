"""Why an article is new, gone or changed since a receipt, as far as the archive can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.values.archive.receipts import ArticleState, Receipt, Trace
from dateline.values.curation.decisions import Action, Decision

_WORDS = {
    Action.TAG: "tag “{tag}” given",
    Action.UNTAG: "tag “{tag}” taken away",
    Action.NOTE: "a note written",
    Action.UNNOTE: "a note taken back",
    Action.EDIT: "{field} corrected",
    Action.REVERT: "correction of {field} taken back",
    Action.REPLACE: "replaced by a mended file",
    Action.DELETE: "deleted",
    Action.REVIEW: "an event judged",
    Action.SOURCE: "source “{name}” renamed to “{into}”",
    Action.UNSOURCE: "source “{name}” restored",
    Action.UNDO: "run {run} taken back",
    Action.ENTITY: "names of “{name}” changed",
    Action.WITHDRAW: "the decision of {decision} taken back",
}

# What changes how an article reads; all other decisions change by which queries it is found.
_OF_CONTENT = (
    *(Action.EDIT, Action.REVERT, Action.REPLACE, Action.SOURCE, Action.UNSOURCE),
    Action.WITHDRAW,  # perhaps of one of these
)
# Engines agree on what a query means; which reader and coder an article had is known for each.
_NO_REASONS = ("annotation", "dateline", "engine")
_MOST = 5  # decisions that are about no single article, for each article


class Reasons:
    """The reasons for what differs from this receipt.

    `of_many` are the decisions since then that are about no single article, `rules` those that have
    another version now (then and now, by name), and `parsed` is how the query is understood now.
    `same_archive` tells whether this is the archive of the receipt.
    """

    def __init__(
        self,
        receipt: Receipt,
        *,
        of_many: Sequence[Decision],
        rules: Mapping[str, tuple[str, str]],
        parsed: str,
        same_archive: bool,
    ) -> None:
        self._receipt = receipt
        self._same_archive = same_archive
        self._undone = [decided(each) for each in of_many if each.action is Action.UNDO]
        many = [each for each in of_many if each.action is not Action.UNDO]
        other = [
            f"{name} {then or 'unknown'}, now {now or 'unknown'}"
            for name, (then, now) in rules.items()
            if name not in _NO_REASONS
        ]
        if parsed != receipt.parsed:
            other.insert(0, f"the query is read differently: {parsed}")
        self._of_all_found = [*other, *_last(many)]
        reading = [sentence for sentence in other if sentence.startswith("normalizer ")]
        of_content = [each for each in many if each.action in _OF_CONTENT]
        self._of_all_changed = [*reading, *_last(of_content)]

    def of(
        self, then: ArticleState | None, now: ArticleState | None, trace: Trace
    ) -> tuple[str, ...]:
        """The reasons for one article with these states and this trace: those that are about the
        article itself or, if there are none, those that are about all."""
        found = (
            self._of_a_change(then, now, trace)
            if then is not None and now is not None
            else self._of_matching(then, trace)
        )
        return tuple(dict.fromkeys(found)) or ("unknown",)

    def _of_a_change(self, then: ArticleState, now: ArticleState, trace: Trace) -> list[str]:
        made = [each for each in trace.decisions if each.action in _OF_CONTENT]
        own = [*self._of_its_reading(then, trace), *map(decided, made)]
        if own or then.content == now.content:
            return own
        if not self._same_archive:
            return ["it is another archive"]
        # Without a new version or a decision, only reading it again changes a text.
        return self._of_all_changed or ["read again"]

    def _of_matching(self, then: ArticleState | None, trace: Trace) -> list[str]:
        own = [*map(decided, trace.decisions)]
        if trace.version is None:
            if not any(each.action is Action.DELETE for each in trace.decisions):
                own += self._undone or ["it is not in this archive"]
        elif then is not None:
            own = [*self._of_its_reading(then, trace), *own]
            if trace.coder != then.coder:
                own.append(
                    f"annotated by {trace.coder or 'nothing'}, not {then.coder or 'nothing'}"
                )
        elif self._same_archive:
            own = [*self._of_something_new(trace), *own]
        if not own and not self._same_archive:
            return ["it is another archive"]
        return own or self._of_all_found

    def _of_its_reading(self, then: ArticleState, trace: Trace) -> Iterator[str]:
        if trace.version != then.version:
            yield f"version {trace.version}, added on {trace.added}, is the current one"
        elif trace.original != then.original:
            yield "it comes from another file now"
        if trace.reader != then.reader:
            yield f"read by {trace.reader}, not {then.reader}"

    def _of_something_new(self, trace: Trace) -> Iterator[str]:
        if (trace.arrival or 0) > self._receipt.archive.arrival:
            yield f"added on {trace.added}"
            return
        if (trace.added or "") > self._receipt.at:
            yield f"version {trace.version} was added on {trace.added}"
        if (trace.annotated or "") > self._receipt.at:
            yield f"annotated by {trace.coder} on {trace.annotated}"


def _last(decisions: Sequence[Decision]) -> list[str]:
    """The last few decisions in words, and how many others there are."""
    shown = [*map(decided, decisions[-_MOST:])]
    if more := len(decisions) - len(shown):
        shown.append(f"or one of {more:,} earlier decisions")
    return shown


def decided(decision: Decision) -> str:
    """A decision in words: what, by whom, when and why."""
    words = _WORDS.get(decision.action, decision.action.value).format_map(decision.data)
    by = f" by {decision.by}" if decision.by else ""
    return f"{words}{by} on {decision.at[:19]}Z" + (
        f": {decision.reason}" if decision.reason else ""
    )
