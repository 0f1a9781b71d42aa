"""Where sentences end, for SAMESENT and for snippets."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The end of a sentence: a stop, closing marks, and white space before a new beginning. Not
# after one capital ("J. Smith") nor after the commonest titles. A run of stops is tried from
# its first one only, and no run is given back: otherwise time is quadratic in its length.
_SENTENCE = re.compile(
    r"(?<![.!?…])"
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St|vs|No))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt))"
    r"[.!?…]++[\"'”’»)\]]*+\s++(?=[^a-z])|[。！？]+[”」』）]*"
)


def sentence_ends(text: str) -> Iterator[int]:
    """Where each sentence of a block ends, white space after it included; the last at its end."""
    for match in _SENTENCE.finditer(text):
        yield match.end()
    yield len(text)
