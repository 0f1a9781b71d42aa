"""The commands, in the order of the overview: each with its module and its line there."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Bring in": {
        "init": ("dateline.cli.init", "Make an empty archive, in a folder or on a server."),
        "ingest": ("dateline.cli.ingest.command", "Ingest files and folders of articles."),
        "failures": (
            "dateline.cli.ingest.failures",
            "List what could not be ingested and why, or try it again.",
        ),
        "runs": ("dateline.cli.removal.runs", "List what was ingested when, and take a run back."),
        "replace": (
            "dateline.cli.curation.replace",
            "Put a mended file in the place of an article.",
        ),
    },
    "Find and read": {
        "search": ("dateline.cli.search.command", "Find articles, with what matched highlighted."),
        "count": (
            "dateline.cli.search.count",
            "Count the articles that match a query, or each of many.",
        ),
        "similar": (
            "dateline.cli.search.similar",
            "Find articles about the same topic as another.",
        ),
        "show": (
            "dateline.cli.show.command",
            "Show one article in full, with its annotations and evidence.",
        ),
        "saved": ("dateline.cli.search.saved", "Save searches under a name, and run them again."),
        "replay": (
            "dateline.cli.search.replay",
            "Search again as a receipt says, and show what is different.",
        ),
        "help": (
            "dateline.cli.help",
            "Print the help of a command, or the query language in full.",
        ),
    },
    "What is in them": {
        "sources": (
            "dateline.cli.sources.command",
            "List the publishers of the articles, by date, and correct their names.",
        ),
        "entities": (
            "dateline.cli.entities.command",
            "List people and organizations, and correct them.",
        ),
        "places": ("dateline.cli.places", "List the places that articles name, with coordinates."),
        "quotes": ("dateline.cli.quotes", "List quotations, with who said them."),
        "events": (
            "dateline.cli.events.command",
            "List what happened: who did what to whom, when and where.",
        ),
        "timeline": ("dateline.cli.timeline", "Count events by day, week, month or year."),
    },
    "Decide": {
        "tag": (
            "dateline.cli.curation.tag",
            "Give articles tags, take tags away, or list all tags.",
        ),
        "note": ("dateline.cli.curation.note", "Write a note on an article, or take one back."),
        "edit": (
            "dateline.cli.curation.edit",
            "Correct a field of an article, or take a correction back.",
        ),
        "delete": ("dateline.cli.removal.delete", "Delete articles for good, with a reason."),
        "decisions": (
            "dateline.cli.curation.decisions",
            "List what people decided, take it back, export it, or import it.",
        ),
    },
    "Hand on": {
        "export": ("dateline.cli.export", "Write articles or events in forms of other programs."),
        "schema": ("dateline.cli.schema", "Print the JSON Schema of what a command prints."),
    },
    "Share": {
        "serve": ("dateline.cli.serve", "Show the archive in a browser."),
        "mcp": (
            "dateline.cli.mcp",
            "Let a language model search and read, by the Model Context Protocol.",
        ),
        "users": (
            "dateline.cli.users",
            "Say who may use the pages and the API: users, roles, tokens.",
        ),
    },
    "Keep whole": {
        "info": (
            "dateline.cli.info",
            "Show what an archive has, and whether its index is current.",
        ),
        "verify": (
            "dateline.cli.integrity.verify",
            "Check that the archive is whole: database, originals, index, decisions.",
        ),
        "backup": (
            "dateline.cli.integrity.backup",
            "Back an archive up, while others write to it.",
        ),
        "copy-archive": (
            "dateline.cli.integrity.copy_archive",
            "Copy an archive to another folder, onto a server, or back.",
        ),
        "restore": ("dateline.cli.integrity.restore", "Make an archive of a backup."),
        "index": ("dateline.cli.index", "Bring the index up to date, rebuild it, or check it."),
        "reprocess": (
            "dateline.cli.ingest.reprocess",
            "Read originals again, and show what would change.",
        ),
        "reannotate": (
            "dateline.cli.ingest.reannotate",
            "Annotate articles again, and show which events would change.",
        ),
    },
}

COMMANDS: Mapping[str, tuple[str, str]] = {
    name: command for section in SECTIONS.values() for name, command in section.items()
}
