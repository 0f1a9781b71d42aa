"""How long a query may be."""

from __future__ import annotations

from dateline.errors import QueryError
from dateline.search.query.ast import Fuzzy, Pattern, Phrase, Query, leaves

MAX_LENGTH = 100_000  # characters
MAX_WORDS = 5000
MAX_PATTERNS = 100  # words with * or ~: each is compared with all words of the index
_SIMILAR = "“dateline similar FILE” finds articles like a whole text"


def check_length(text: str) -> None:
    """Raises QueryError for a text with too many characters."""
    if len(text) > MAX_LENGTH:
        message = f"a query may have {MAX_LENGTH:,} characters"
        raise QueryError(message, query=text, position=MAX_LENGTH, hint=_SIMILAR)


def check_size(query: Query, text: str) -> None:
    """Raises QueryError at the first word, or the first pattern, that is too much."""
    count, patterns = 0, 0
    for part in leaves(query):
        count += len(part.words) if isinstance(part, Phrase) else 1
        patterns += isinstance(part, Pattern | Fuzzy)
        message = ""
        if count > MAX_WORDS:
            message = f"a query may have {MAX_WORDS:,} words"
        elif patterns > MAX_PATTERNS:
            message = f"a query may have {MAX_PATTERNS} words with * or ~"
        if message:
            raise QueryError(message, query=text, position=part.offsets.start, hint=_SIMILAR)
