"""Every page: its address in the archive of the tests, and what must be seen on it."""

from __future__ import annotations

from dataclasses import dataclass

SEED = "9a2d10a1fcee067e"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, what the documentation calls it, its address, and texts that a person sees on it at
    every width."""

    title: str
    address: str
    texts: tuple[str, ...]


PAGES = {
    "search": Shown(
        "Search",
        "/search?q=steel",
        (
            *("3 articles", "“steel” in any form", "Steel makers ask for help", "20 May 2024"),
            *("newest", "share of all", "Tag selected", "Export selected"),
        ),
    ),
    "everything": Shown("All articles", "/", ("36 articles", "Council 23 agrees on harbor plan")),
    "fault": Shown("A fault in a query", "/search?q=title:(steel", ("this bracket is never",)),
    "nothing": Shown(
        "Nothing found",
        "/search?q=tarifs+steel",
        ("0 articles", "Each part alone", "tariffs", "any of the words"),
    ),
    "article": Shown(
        "An article",
        f"/articles/{SEED}?q=pakistan",
        ("Arab News", "18 July 2025", "Show in the text", "The meeting took place in Rawalpindi"),
    ),
    "arabic": Shown("Another script", "/search?q=lang:ar", ("1 article", "وزير يرفض رسوم الفولاذ")),
    "similar": Shown("Similar articles", f"/articles/{SEED}/similar", ("Back to the article",)),
    "original": Shown(
        "The original", f"/articles/{SEED}/page", ("It runs nothing and loads nothing",)
    ),
    "sources": Shown(
        "Sources",
        "/sources?source=Council+News",
        ("Council News: articles a month", "Tide Times", "Rename a source"),
    ),
    "events": Shown("Events", "/events", ("AGREE", "Pakistan, Libya", "18 July 2025", "Right")),
    "audit": Shown(
        "Audit of events", "/events/audit", ("drawn at random", "Is this right?", "Wrong", "Skip")
    ),
    "happenings": Shown("Happenings", "/happenings", ("reported by more than one article",)),
    "timeline": Shown("Timeline", "/timeline", ("day of the event", "by month", "2025-07")),
    "people": Shown("People and organizations", "/people", ("Asim Munir", "18 July 2025")),
    "entity": Shown(
        "An organization",
        "/people/organization/Inter-Services Public Relations",
        ("Named in the same articles", "Pakistan Army", "1 article"),
    ),
    "quotes": Shown("Quotes", "/quotes", ("Muammar Qaddafi", "“the fort of Islam”")),
    "facet": Shown("All values of a facet", "/facets/source?q=*", ("Council News", "Back to")),
    "map-events": Shown("Map of events", "/map?of=events", ("Rawalpindi", "Past events")),
    "map": Shown("Map", "/map", ("Islamabad", "country")),
    "archive": Shown("The archive", "/archive", ("36, with 36 versions", "Runs", "30 added")),
    "failures": Shown("Failures", "/failures", ("Nothing failed.",)),
    "deletions": Shown("Deletions", "/deletions", ("What was deleted",)),
    "saved": Shown("Saved searches", "/saved", ("None yet",)),
    "export": Shown("Export", "/export?q=steel", ("Export 3 articles", "bibtex", "Zotero")),
    "add": Shown("Add files", "/add", ("Each file is kept as it is", "paste the text")),
    "help": Shown("Help", "/help", ("The query language", "harbour bridge")),
    "api": Shown("API", "/api/docs", ("/api/search", "RFC 9457")),
    "examples": Shown(
        "Examples for the API", "/api/examples", ("Every hit, page by page", "import json")
    ),
    "missing": Shown("No such page", "/none", ("There is no such page", "To all articles")),
}
