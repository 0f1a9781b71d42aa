"""What a WordPress export (WXR) says that other feeds do not, with the names that feedparser gives
to its elements. Format: https://wordpress.org/documentation/article/tools-export-screen/"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import Any

_AUTHOR = re.compile(r"<wp:author>(.*?)</wp:author>", re.S)
_NAMED = re.compile(
    r"<wp:author_(?P<what>login|display_name|first_name|last_name)>\s*"
    r"(?:<!\[CDATA\[(?P<data>.*?)\]\]>|(?P<text>[^<]*))",
    re.S,
)
_NOT_WRITTEN = frozenset(
    (
        "attachment", "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache",
        "revision", "user_request", "wp_block", "wp_font_face", "wp_font_family",
        "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part",
    )
)  # fmt: skip
"""The types of entries that WordPress itself creates and that are not posts or pages."""

_ALONE = re.compile(r"^[ \t]*\[[a-z][\w-]*(?:\s[^\]]*)?\][ \t]*$", re.M)
_CLOSING = re.compile(r"\[/([a-z][\w-]*)\]")
_BRACKETS = re.compile(r"\[/?([a-z][\w-]*)(?:\s[^\]]*)?\]")
_CAPTION = re.compile(
    r"\[caption[^\]]*\](?:\s*<a\b[^>]*>)?\s*<img[^>]*>(?:</a>)?([^\[]*)\[/caption\]"
)
_ZERO = "0000-00-00"


def is_export(channel: Mapping[str, Any]) -> bool:
    """Whether the feed is an export of WordPress."""
    return "wp_wxr_version" in channel


def rejection_reason(entry: Mapping[str, Any]) -> str | None:
    """Why an entry is not an article, if its type says so, or None."""
    kind = str(entry.get("wp_post_type") or "")
    return f"a WordPress entry of the type {kind}" if kind in _NOT_WRITTEN else None


def html_of(content: str) -> str:
    """A post as a page would show it. Line ends become line breaks. The brackets of shortcodes
    around text are removed, and shortcodes that stand alone are left out."""
    content = _ALONE.sub("", _CAPTION.sub(r"<figcaption>\1</figcaption>", content))
    closed = set(_CLOSING.findall(content))
    content = _BRACKETS.sub(lambda bracket: "" if bracket[1] in closed else bracket[0], content)
    return content.replace("\r\n", "\n").replace("\n", "<br>")


def names_of(text: str) -> dict[str, str]:
    """The name to show for each login: the first and last name if both are known."""
    names = {}
    for author in _AUTHOR.findall(text):
        parts = {
            found["what"]: unescape((found["data"] or found["text"] or "").strip())
            for found in _NAMED.finditer(author)
        }
        full = [parts.get("first_name"), parts.get("last_name")]
        name = " ".join(filter(None, full)) if all(full) else parts.get("display_name")
        if name:
            names[parts.get("login", "")] = name
    return names


def claims_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, value and element. Categories are sections, and tags are keywords. Dates are by the
    site's clock, with the UTC offset that the GMT element implies."""
    for tag in entry.get("tags") or ():
        field = {"category": "section", "post_tag": "keywords"}.get(tag.get("scheme") or "")
        if field is not None:
            yield field, tag.get("term") or "", f"category domain={tag['scheme']}"
    for field, name in (("published", "wp_post_date"), ("updated", "wp_post_modified")):
        local, utc = str(entry.get(name) or ""), str(entry.get(f"{name}_gmt") or "")
        if local and not local.startswith(_ZERO):
            yield field, local + _offset(local, utc), name.replace("_", ":", 1)
    yield "summary", str(entry.get("excerpt_encoded") or ""), "excerpt:encoded"


def _offset(local: str, utc: str) -> str:
    """The UTC offset between two clocks; empty if they do not determine it."""
    try:
        ahead = datetime.fromisoformat(local) - datetime.fromisoformat(utc)
    except ValueError:
        return ""
    minutes = round(ahead.total_seconds() / 60)
    if abs(minutes) > 14 * 60:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
