"""Notes, tags and decisions as lines for people."""

from __future__ import annotations

from dateline.cli.terminal.echo import echo_wrapped, style
from dateline.values.curation.decisions import Action, Decision, Note
from dateline.visible import one_line


def print_note(note: Note, number: int | None = None) -> None:
    """The note under who wrote it and when, with its number if there is one."""
    head = " ".join(filter(None, ("note", str(number or ""))))
    by = f"by {one_line(note.by)}, " if note.by else ""
    echo_wrapped("\n" + style(f"{head} {by}{shown_time(note.at)}", dim=True))
    for line in note.text.splitlines():
        echo_wrapped(f"  {line}", hang=2)


def shown_time(at: str) -> str:
    """The time to the minute, as "2025-07-18 14:30 UTC"."""
    return f"{at[:10]} {at[11:16]} UTC"


def described(decision: Decision) -> str:
    """What was decided, in a few words."""
    data = decision.data
    match decision.action:
        case Action.TAG | Action.UNTAG:
            return one_line(data["tag"])
        case Action.NOTE:
            return one_line(data["text"])
        case Action.EDIT:
            value = data["value"]
            shown = ", ".join(value) if isinstance(value, list) else value
            return f"{data['field']}: {shown or 'none'}"
        case Action.REVERT:
            return f"{data['field']}: as it was read"
        case Action.SOURCE:
            return f"{data['name']} → {data['into']}"
        case Action.ENTITY:
            return " ".join(filter(None, (data["change"], data["name"], data["other"])))
        case Action.REVIEW:
            return f"{data['type']} {'right' if data['right'] else 'wrong'}: {data['sentence']}"
        case Action.SAVE:
            return f"{data['name']}: {data['query']}"
        case Action.WITHDRAW:
            return f"the decision of {data['decision']}"
        case Action.UNDO:
            return f"run {data['run']}"
    return str(data.get("name", ""))
