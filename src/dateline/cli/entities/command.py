"""`dateline entities`: lists people and organizations; what is decided of them is beside it."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

command = LazyGroup(
    "entities",
    commands={
        "list": (
            "dateline.cli.entities.list",
            "List them; “dateline entities” alone does the same.",
        ),
        "merge": ("dateline.cli.entities.curate:merge", "Make two names those of one."),
        "split": (
            "dateline.cli.entities.curate:split",
            "Take two names apart that were taken for one.",
        ),
        "alias": ("dateline.cli.entities.curate:alias", "Give one another name, for searches."),
        "hide": ("dateline.cli.entities.curate:hide", "Leave one out of lists and searches."),
        "restore": ("dateline.cli.entities.curate:restore", "Take back that one was hidden."),
        "decisions": ("dateline.cli.entities.curate:decisions", "List what was decided."),
    },
    default="list",
    short_help="List people and organizations, and put them right.",
    help="""List the people and organizations that articles name, and put right which names are
    those of one.

    “dateline entities QUERY” lists them; its options are those of “dateline entities list”.
    What is decided is kept in the archive, and holds for articles that come later as well.""",
    epilog="""\b
Examples:
  dateline entities --kind person libya
  dateline entities merge "S. Haftar" "Saddam Khalifa Haftar"
  dateline entities alias "Inter-Services Public Relations" "ISPR Directorate"
  dateline entities hide "Breaking News\"""",
)
