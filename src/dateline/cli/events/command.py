"""`dateline events`: its commands, one module each."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

_COMMANDS = {
    "list": ("dateline.cli.events.list", "List events; the default command."),
    "explain": ("dateline.cli.events.explain", "Show what an event is based on."),
    "happenings": (
        "dateline.cli.events.happenings",
        "List events in the world, with their reports.",
    ),
    "review": ("dateline.cli.events.review", "Review events one by one: right or wrong."),
    "audit": ("dateline.cli.events.audit", "Review a random sample, and estimate precision."),
    "export": ("dateline.cli.events.export", "Print events in formats of other programs."),
}


command = LazyGroup(
    "events",
    commands=_COMMANDS,
    default="list",
    short_help="List what happened: who did what to whom, when and where.",
    help="""List and review coded events: who did what to whom, when and where, as reported.

    “dateline events QUERY” is short for “dateline events list QUERY”. If QUERY is the name of a
    command, “list” is needed.""",
    epilog="""\b
Examples:
  dateline events libya --type AGREE
  dateline events explain 3f2a
  dateline events happenings --from 2025-07
  dateline events audit --sample 100
  dateline events export --format plover > events.jsonl""",
)
