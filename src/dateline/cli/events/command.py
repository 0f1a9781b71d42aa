"""`dateline events`: one module for each thing that is done with events."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

_COMMANDS = {
    "list": ("dateline.cli.events.list", "List events; “dateline events” alone does the same."),
    "explain": ("dateline.cli.events.explain", "Show what an event rests on."),
    "happenings": ("dateline.cli.events.happenings", "List events in the world, with reports."),
    "review": ("dateline.cli.events.review", "Go through events and judge them."),
    "audit": ("dateline.cli.events.audit", "Judge a random sample, and estimate precision."),
    "export": ("dateline.cli.events.export", "Print events in a form that other programs read."),
}


command = LazyGroup(
    "events",
    commands=_COMMANDS,
    default="list",
    short_help="List what happened: who did what to whom, when and where.",
    help="""List and judge coded events: who did what to whom, when and where, as articles tell it.

    “dateline events QUERY” lists them; its options are those of “dateline events list”. A query
    that is the name of a command stands behind “list”.""",
    epilog="""\b
Examples:
  dateline events libya --type AGREE
  dateline events explain 3f2a
  dateline events happenings --from 2025-07
  dateline events audit --sample 100
  dateline events export --format plover > events.jsonl""",
)
