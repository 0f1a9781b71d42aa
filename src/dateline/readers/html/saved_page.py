"""Removes what programs that save pages add to them, and reads what they say about the page.

- SingleFile (https://github.com/gildas-lormeau/SingleFile) and browsers write the address, and
  SingleFile the time, into a comment at the top.
- The Wayback Machine (https://web.archive.org) inserts a toolbar, scripts and closing comments,
  and leads every link through itself: /web/20120611024252im_/http://example.org/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.values.draft import Claim

_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile\s+url:\s*(?P<url>\S+)\s+"
    r"(?:saved date:\s*(?P<date>[^\n]+))?"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(?P<url>\S+)\s*-->")
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=%\s]{1000,}")

_WAYBACK_MARKS = ("__wm.wombat(", "WB_wombat_Init(", "FILE ARCHIVED ON", "WAYBACK TOOLBAR INSERT")
_SCRIPTS_END = "<!-- End Wayback Rewrite JS Include -->"
_INSERTS = (
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<!--\n     FILE ARCHIVED ON", "-->"),
    ("<!--\nplayback timings", "-->"),
)
_REWRITTEN = re.compile(
    r"(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://|//|mailto:)"
)
_WOMBAT = re.compile(
    r"""__wm\.wombat\("(?P<url>https?://[^"\s]+)",\s*"(?P<stamp>\d{14})\""""
    r"""|\bwbCurrentUrl\s*=\s*"(?P<old_url>https?://[^"\s]+)\""""
)
_CAPTURE = re.compile(r"""name="date" value="(\d{14})\"""")  # in the toolbar before 2018
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d?\d:\d\d:\d\d) ([A-Z][a-z]{2} \d?\d, \d{4})")


def original_page(text: str) -> tuple[str, tuple[Claim, ...]]:
    """The page as it was before it was saved, and claims for its address and the time of capture. A
    page that no program saved is returned unchanged, without claims."""
    claims = tuple(_saver_claims(text[:4096]))
    if ";base64," in text:
        text = _DATA.sub("data:,", text)
    if not any(mark in text for mark in _WAYBACK_MARKS):
        return text, claims
    return _REWRITTEN.sub("", _without_inserts(text)), (*claims, *_wayback_claims(text))


def _without_inserts(text: str) -> str:
    head, end = text.find("<head"), text.find(_SCRIPTS_END)
    if 0 <= head < end:
        begin = text.find("<script", head, end)
        if "archive.org/" in text[begin:end] or "/_static/js/" in text[begin:end]:
            text = text[:begin] + text[end + len(_SCRIPTS_END) :]
    for opening, closing in _INSERTS:
        begin = text.find(opening)
        end = text.find(closing, begin + len(opening)) if begin >= 0 else -1
        if end >= 0:
            text = text[:begin] + text[end + len(closing) :]
    return text


def _wayback_claims(text: str) -> Iterator[Claim]:
    method = "wayback machine"
    wombat = _WOMBAT.search(text)
    if wombat is not None:
        url = (wombat["url"] or wombat["old_url"]).replace(":80/", "/", 1)
        where = "__wm.wombat" if wombat["url"] else "wbCurrentUrl"
        yield Claim(field="url", value=url, method=method, where=where)
    archived, stamp = _ARCHIVED.search(text), (wombat and wombat["stamp"]) or _stamp(text)
    if archived is not None:
        value = f"{archived[2]} {archived[1].rjust(8, '0')} GMT"
        yield Claim(field="captured", value=value, method=method, where="FILE ARCHIVED ON")
    elif stamp:
        value = f"{stamp[:8]}T{stamp[8:]}Z"
        yield Claim(field="captured", value=value, method=method, where="the archive's own script")


def _stamp(text: str) -> str | None:
    found = _CAPTURE.search(text)
    return found[1] if found else None


def _saver_claims(top: str) -> Iterator[Claim]:
    for found in (_SINGLE_FILE.search(top), _SAVED_FROM.search(top)):
        if found is None:
            continue
        yield Claim(field="url", value=found["url"], method="saved page", where="first comment")
        date = found.groupdict().get("date")
        if date:
            value = date.split("(")[0].strip()
            yield Claim(field="captured", value=value, method="saved page", where="first comment")
