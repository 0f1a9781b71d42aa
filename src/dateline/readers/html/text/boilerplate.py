"""Removes from a page what surrounds its article, so that no extractor mistakes it for text.

The words in an element's class, id and component name say what it is for; publishing systems share
them. How much of the page's text the element holds decides whether such a word means a box beside
the article, or the article itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml.html import HtmlElement

from dateline.readers.html.text.links import is_link, own_sites

MAX_SHARE = 0.2
"""All boxes of one name hold at most this share of a page's text. If they hold more, they are the
article with a misleading name ("sidebar-1")."""

MAX_SHARES = 0.7
"""All boxes of all names hold at most this share. On a page where they hold more, names mean
nothing."""

_NAMED = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-module")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BOXES = re.compile(
    # calls to subscribe, to log in, to follow, to vote
    r"newsletter|sign-?up|subscri(?:be|ption)-|(?:registration|access|login)-?wall|"
    r"(?:paywall|donat\w+|support)-?(?:banner|message|box|promo)|follow-?(?:us|bar|button)|"
    r"feedback|rating|(?:^|[\s_-])(?:poll|quiz|survey|umfrage)(?:[\s_-]|$)|"
    # other stories
    r"related|more-?(?:topic|stories|on-|from)|read-?(?:more|also|next)|also-?read|see-?also|"
    r"(?:most|top)-?(?:read|viewed|popular)|popular-|trending|recommend|teaser|promo(?:$|[\s_-])|"
    r"linklist|link-?list|onward|up-?next|prev-?next|post-navigation|pagination|"
    r"sidebar|swiper|carousel|slick-|slider|ticker|"
    # boxes about facts and people
    r"info-?(?:box|kasten)|fact-?(?:box|file)|fakta(?:box|boks|ruta)|"
    r"author-*_*(?:bio|box|info|card|description|profile)|bio(?:graphy)?(?:$|[\s_-])|about-?author|"
    # embedded comments and posts
    r"comments?(?:$|[\s_-])|kommentar|disqus|twitter-|instagram-|tiktok-|fb-post|facebook-|"
    r"bluesky-|mastodon-|"
    # pictures
    r"caption|image-?(?:widget|description|credit)|photo-?credit|bildunterschrift|absatzbild|"
    r"(?:^|[\s_-])credits?(?:$|\s)|copyrightholder|credittext|"
    r"media-?(?:info|title|description|caption)|video-?(?:player|teaser|info)|gallery|"
    # the page itself
    r"bread-?crumb|cookie|consent|gdpr|share-|sharing|social|tag-?(?:list|cloud)|(?:^|\s)tags(?:\s|$)|"
    r"toast|tooltip|pop-?up|popmake|modal|lightbox|disclaimer|cite-?wrapper|permission|"
    r"-banner|banner-|bannermessage|toc[_-]|table-of-contents|print-only|"
    r"visually-?hidden|sr-only|screen-?reader|(?:^|\s)(?:u-hide|is-hidden)(?:\s|$)|advert|"
    r"sponsor|anzeige|werbung|publicidad"
)
_OTHERS = re.compile(
    r"\b(?:no|has|have|with|without)[_-]+[\w-]+"
    r"|[\w-]+?[_-]+(?:true|false|enabled|disabled|open|closed)\b"
)
"""Names that say what else a page has, or has not: "has-sidebar", "sidebar-enabled--false"."""

_DIGITS = re.compile(r"\d+")
_KEPT = {"html", "body", "main", "head", "title"}
_LINKABLE = {"li", "p", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
_NO_TEXT = {"script", "style", "noscript", "template", "a"}


def prune(tree: HtmlElement) -> None:
    """Removes boxes, captions, and paragraphs that link elsewhere from `tree`."""
    lengths = _lengths(tree)
    sites = own_sites(tree)
    boxes: dict[str, list[HtmlElement]] = {}
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _KEPT:
            continue
        if tag == "figcaption":
            boxes.setdefault(tag, []).append(element)
        elif tag in _LINKABLE and is_link(element, sites):
            boxes.setdefault("a", []).append(element)
        elif name := _box(element):
            boxes.setdefault(_DIGITS.sub("0", name), []).append(element)
    page_length = lengths[tree]
    box_length = {name: sum(lengths[element] for element in alike) for name, alike in boxes.items()}
    small = [
        element
        for name in boxes
        if box_length[name] <= MAX_SHARE * page_length
        for element in boxes[name]
    ]
    inside = set(small)
    outermost = [e for e in small if not any(above in inside for above in e.iterancestors())]
    if sum(lengths[element] for element in outermost) <= MAX_SHARES * page_length:
        for element in outermost:
            element.drop_tree()


def _box(element: HtmlElement) -> str | None:
    """The class, id or component name that marks an element as a box beside the text, or None."""
    names = {
        name: value
        for name, value in element.items()
        if name in _NAMED
        and _names_a_box(value)
        # The id of a heading is made of its words.
        and not (name == "id" and element.tag in _HEADINGS)
    }
    return next((names[name] for name in _NAMED if name in names), None) if names else None


@lru_cache(maxsize=10_000)  # a page has few names and many elements
def _names_a_box(name: str) -> bool:
    lowered = name.lower()
    # The second search is for the few names that the first one finds.
    return bool(_BOXES.search(lowered) and _BOXES.search(_OTHERS.sub("", lowered)))


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters of text each element holds, without those of links and scripts."""
    lengths: dict[HtmlElement, int] = {}
    inside: Counter[HtmlElement] = Counter()
    for element in reversed([*tree.iter()]):  # the parts of an element before the element
        own = 0
        if element.tag not in _NO_TEXT:
            own = _visible(element.text) + inside[element]
        lengths[element] = own
        inside[element.getparent()] += own + _visible(element.tail)
    return lengths


def _visible(text: str | None) -> int:
    return len(text.strip()) if text else 0
