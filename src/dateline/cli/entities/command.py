"""`dateline entities`: its commands."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

command = LazyGroup(
    "entities",
    commands={
        "list": (
            "dateline.cli.entities.list",
            "List people and organizations; the default command.",
        ),
        "ties": ("dateline.cli.entities.ties", "List who is named with whom."),
        "merge": ("dateline.cli.entities.curate:merge", "Merge two entities."),
        "split": ("dateline.cli.entities.curate:split", "Split two names that were merged."),
        "alias": (
            "dateline.cli.entities.curate:alias",
            "Give an entity another name, for searches.",
        ),
        "hide": ("dateline.cli.entities.curate:hide", "Hide an entity from lists and searches."),
        "restore": ("dateline.cli.entities.curate:restore", "Show a hidden entity again."),
        "decisions": ("dateline.cli.entities.curate:decisions", "List the decisions."),
    },
    default="list",
    short_help="List people and organizations, and correct them.",
    help="""List the people and organizations that articles name, and correct which names belong to
    the same entity.

    “dateline entities QUERY” is short for “dateline entities list QUERY”. Decisions are kept in the
    archive, and also apply to articles that are ingested later.""",
    epilog="""\b
Examples:
  dateline entities --kind person libya
  dateline entities ties "Asim Munir"
  dateline entities merge "S. Haftar" "Saddam Khalifa Haftar"
  dateline entities alias "Inter-Services Public Relations" "ISPR Directorate"
  dateline entities hide "Breaking News\"""",
)
