"""`dateline decisions`: its commands."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

command = LazyGroup(
    "decisions",
    commands={
        "list": (
            "dateline.cli.curation.decision_list",
            "List what people decided; the default command.",
        ),
        "export": ("dateline.cli.curation.exchange:export", "Write all decisions to a file."),
        "import": ("dateline.cli.curation.exchange:import_", "Take over decisions from a file."),
        "withdraw": ("dateline.cli.curation.withdraw", "Take decisions back."),
    },
    default="list",
    short_help="List what people decided, take it back, export it, or import it.",
    help="""List what people decided in this archive, with who, when and why: tags, notes,
    corrections, names of sources, deletions, entities, reviews and saved searches.

    “dateline decisions ID” is short for “dateline decisions list ID”.""",
    epilog="""\b
Examples:
  dateline decisions
  dateline decisions 9a2d10a1
  dateline decisions export decisions.jsonl
  dateline decisions import decisions.jsonl""",
)
