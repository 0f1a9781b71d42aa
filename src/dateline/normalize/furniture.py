"""Lines that belong to the page around an article: share buttons, teasers, advertisements."""

from __future__ import annotations

import re

MAX_LENGTH = 140
"""Longer lines are running text, whatever they begin with."""

_WHOLE = re.compile(
    r"short ?url|advertisements?|sponsored( content)?|read (more|also|next|full story)|see also|"
    r"also read|related( articles?| stories| content| topics)?|recommended( for you)?|share|"
    r"share (this|on|via)\b.*|(follow|like|find|join) us on .*|more on this( story)?|"
    r"(copy|print|email) (link|article|this article)|(sign up|subscribe) (to|for) .*newsletters?.*|"
    r"skip (to|past|advertisement|newsletter).*|story continues below.*|"
    r"(article|story) continues after .*|click here to .*|listen to (this )?article.*|"
    r"(image|photo|video) gallery|view (all )?comments|\d+ comments?|leave a comment|"
    r"back to top|loading\W*|tap here to .*|show (more|less)",
    re.I,
)
_LEADING = re.compile(
    r"(read (more|also|next)|also read|see also|related|recommended)\s*[:|>»–—-]\s*\S", re.I
)
_EDGES = " \t.:>»›→*#-–—|"


def is_furniture(text: str) -> bool:
    """Whether a tidied line is none of the article's own words."""
    if len(text) > MAX_LENGTH:
        return False
    bare = text.strip(_EDGES)
    return not bare or bool(_WHOLE.fullmatch(bare)) or bool(_LEADING.match(text))
