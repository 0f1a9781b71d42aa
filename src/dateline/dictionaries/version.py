"""The version of annotation: it changes when the rules or the dictionaries do.

It is here, not in `annotation`, so that a check whether annotations are stale loads no rules.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256

from dateline.dictionaries.files import DATA

_RULES = 9  # raise it with each change of the rules that reads some article differently
_HEAD = 1 << 17  # bytes; the gazetteer is longer, and has its version in its first lines


@cache
def annotation_version() -> str:
    """The version of rules and dictionaries, "rules 9, dictionaries 3f2a9c01". It differs after
    any change of a dictionary, even if the dictionary's own version was not raised."""
    digest = sha256()
    for name in sorted(os.listdir(DATA)):
        with open(os.path.join(DATA, name), "rb") as file:
            digest.update(name.encode() + b"\0" + file.read(_HEAD))
    return f"rules {_RULES}, dictionaries {digest.hexdigest()[:8]}"
