"""Hits of a search as rows of a table."""

from __future__ import annotations

from dateline.search.fields import TEXT_WEIGHTS
from dateline.values.search.results import HIT_FIELDS, Hit

# CSV calls the snippets of a hit, which are one cell, "snippet".
COLUMNS = tuple(name.removesuffix("s") if name == "snippets" else name for name in HIT_FIELDS)


def row(hit: Hit) -> tuple[object, ...]:
    """A hit as a row under COLUMNS."""
    values: dict[str, object] = hit._asdict()
    values["published"] = hit.published.value if hit.published else None
    values["score"] = round(hit.score, 4)
    values["authors"] = "; ".join(hit.authors)
    texts = (
        snippet.text
        for snippet in hit.snippets
        if snippet.field in TEXT_WEIGHTS and snippet.field != "title"
    )
    # Where only the title matched, it is the snippet.
    values["snippets"] = " … ".join(texts) or (hit.title if hit.snippets else None)
    return tuple(values[name] for name in HIT_FIELDS)
