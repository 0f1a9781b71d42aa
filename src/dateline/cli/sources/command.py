"""`dateline sources`: its commands."""

from __future__ import annotations

from dateline.cli.common.lazy_group import LazyGroup

command = LazyGroup(
    "sources",
    commands={
        "list": ("dateline.cli.sources.list", "List the publishers; the default command."),
        "rename": ("dateline.cli.sources.names:rename", "Give a source another name."),
        "merge": ("dateline.cli.sources.names:merge", "Make two sources one."),
        "alias": (
            "dateline.cli.sources.names:alias",
            "Say under which source articles of another name belong.",
        ),
        "restore": ("dateline.cli.sources.names:restore", "List a source as it was read again."),
    },
    default="list",
    short_help="List the publishers of the articles, by date, and correct their names.",
    help="""List the publishers of the articles by date, and correct under which name they are
    listed.

    “dateline sources --from 2025” is short for “dateline sources list --from 2025”. Names are
    corrected for the articles that are here and for those to come.""",
    epilog="""\b
Examples:
  dateline sources
  dateline sources --from 2025-07-01 --to 2025-07-31 --articles
  dateline sources rename "arabnews.com" "Arab News"
  dateline sources merge "Arab News PK" "Arab News\"""",
)
