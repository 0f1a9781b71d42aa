"""Which blocks of a page are no more than a link to another page.

Links to other pages of the same site are other stories. Links to other sites are what a text is
about: its sources, the books of a list, the programs of a release.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from lxml.html import HtmlElement

LINKED_SHARE = 0.9
"""A block is a link if this share of its text is one."""

ITEM_SHARE = 0.5
"""The same for an item of a list: "Label: the linked headline of another story"."""

MIN_LINK = 15
"""Shorter links are words of a text that happens to be short, or names of sections."""

_HOST = re.compile(r"\s*(?:https?:)?//(?:[^/@]*@)?([^/:?#]+)", re.I)
_OWN = re.compile(r"\s*(?:(?:https?:)?//[^/?#]+/?\s*$|/(?!/))", re.I)
"""The address of a home page, or of another page of the site without the site."""


def own_sites(tree: HtmlElement) -> set[str]:
    """The sites that the page is of: the one of its address as it states it, and those whose home
    page it links to. Papers that print each other's stories state the address of the first. "" is
    the site of addresses without one; none are known if nothing is there that tells."""
    stated = tree.xpath(
        "descendant::base/@href | descendant::meta[@property='og:url']/@content"
        " | descendant::link[contains(@rel, 'canonical')]/@href"
    )
    links = (link for link in tree.xpath("descendant::a/@href") if _OWN.match(link))
    sites = {_site(address) for address in (*stated, *links)}
    return sites and sites | {""}


def is_link(element: HtmlElement, sites: Set[str]) -> bool:
    """Whether nearly all of a block is a link to another page. An item of a list or a heading that
    links to another site is what the article is about; a paragraph is an advertisement."""
    alone = element.tag == "p" and next(element.iterancestors("li"), None) is None
    wanted = frozenset() if alone else sites
    links = [link for link in element.iter("a") if _leads_on(link, wanted)]
    if not links:
        return False
    linked = sum(len(link.text_content().strip()) for link in links)
    share = ITEM_SHARE if element.tag == "li" else LINKED_SHARE
    return linked >= MIN_LINK and linked >= share * len(element.text_content().strip())


def _leads_on(link: HtmlElement, sites: Set[str]) -> bool:
    """Whether a link leads to another page, of one of these sites if there are any."""
    address = link.get("href", "#").strip()
    if address.startswith("#"):
        return False
    return not sites or _site(address) in sites


@lru_cache(maxsize=10_000)
def _site(address: str) -> str:
    """The last two labels of an address's host, or "" for an address within a site."""
    host = _HOST.match(address)
    return ".".join(host[1].lower().split(".")[-2:]) if host else ""
