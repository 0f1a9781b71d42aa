"""Fields of an article as text that a file of another program can hold."""

from __future__ import annotations

import re
from urllib.parse import quote

from dateline.values.article import Article
from dateline.values.moment import Moment
from dateline.visible import SIGNS

_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_UNFIT_IN_LINK = re.compile(rf"[\s<>\"\\^`{{|}}\ufffe\uffff{SIGNS}]")


def plain(text: str) -> str:
    """The text with U+FFFD in place of control characters, which XML cannot hold and a terminal
    would obey, and with "\\n" as the end of every line. Tabs stay, and so do marks of the direction
    of writing."""
    return _UNFIT.sub("\ufffd", _LINE_END.sub("\n", text))


def in_one_line(text: str) -> str:
    """The same in one line, with single spaces."""
    return " ".join(plain(text).split())


def link(url: str | None) -> str | None:
    """The address, if it is one of the web, with "%" and digits in place of signs that no address
    can have. None for any other: a click on it might run code."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return _UNFIT_IN_LINK.sub(lambda sign: quote(sign[0], safe="", errors="replace"), url)


def printed(moment: Moment | None) -> str | None:
    """A date as precise as it was printed: "2025-07", "2025-07-18T14:30+05:00"."""
    return None if moment is None else moment.value + (moment.offset or "")


def credited_captions(article: Article) -> tuple[str, ...]:
    """The captions, each with its credit in brackets, as the readers of captions expect it."""
    return tuple(
        f"{caption.text} (credit: {caption.credit})" if caption.credit else caption.text
        for caption in article.captions
    )
