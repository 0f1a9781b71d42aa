"""Why an article is new, gone or changed since a receipt, as far as the archive can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.values.decisions import Action, Decision
from dateline.values.receipts import ArticleState, Receipt, Trace

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
}


class Reasons:
    """The reasons for what differs from this receipt. `of_many` are the decisions since then that
    are about no single article, `rules` sentences on what has other versions now; `same_archive`
    tells whether this is the archive of the receipt."""

    def __init__(
        self,
        receipt: Receipt,
        *,
        of_many: Sequence[Decision],
        rules: Iterable[str],
        same_archive: bool,
    ) -> None:
        self._receipt = receipt
        undone = [decision for decision in of_many if decision.action is Action.UNDO]
        self._undone = [*map(decided, undone)]
        self._for_all = [*rules, *(decided(each) for each in of_many if each not in undone)]
        self._same_archive = same_archive

    def of(
        self, then: ArticleState | None, now: ArticleState | None, trace: Trace
    ) -> tuple[str, ...]:
        """The reasons for one article with these states and this trace; what is about the article
        itself goes before what is about all."""
        own = [*self._of_its_life(then, trace), *map(decided, trace.decisions)]
        if not own and not self._same_archive:
            own = ["it is another archive"]
        own = own or self._for_all
        if not own and then is not None and now is not None and then.content != now.content:
            own = ["read again"]  # without a new version or a decision, only that changes a text
        return tuple(dict.fromkeys(own)) or ("unknown",)

    def _of_its_life(self, then: ArticleState | None, trace: Trace) -> Iterator[str]:
        if trace.version is None:
            if not any(decision.action is Action.DELETE for decision in trace.decisions):
                yield from self._undone or ["it is not in this archive"]
        elif then is None:
            if self._same_archive:
                yield from self._of_something_new(trace)
        else:
            if trace.version != then.version:
                yield f"version {trace.version}, added on {trace.added}, is the current one"
            elif trace.original != then.original:
                yield "it comes from another file now"
            if trace.reader != then.reader:
                yield f"read by {trace.reader}, not {then.reader}"
            if trace.coder != then.coder:
                yield f"annotated by {trace.coder or 'nothing'}, not {then.coder or 'nothing'}"

    def _of_something_new(self, trace: Trace) -> Iterator[str]:
        if (trace.arrival or 0) > self._receipt.archive.arrival:
            yield f"added on {trace.added}"
            return
        if (trace.added or "") > self._receipt.at:
            yield f"version {trace.version} was added on {trace.added}"
        if (trace.annotated or "") > self._receipt.at:
            yield f"annotated by {trace.coder} on {trace.annotated}"


def decided(decision: Decision) -> str:
    """A decision in words: what, by whom, when and why."""
    words = _WORDS.get(decision.action, decision.action.value).format_map(decision.data)
    by = f" by {decision.by}" if decision.by else ""
    return f"{words}{by} on {decision.at[:19]}Z" + (
        f": {decision.reason}" if decision.reason else ""
    )
