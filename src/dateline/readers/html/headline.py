"""Where a page's headline is, and which parts of the page are not its article."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

_MIN_LENGTH = 8
_FOREIGN = re.compile(
    r"(?:^|[^a-z])(?:events?|veranstaltung\w*|termine?|calendar|kalender|agenda|countdown|deadline|"
    r"expir\w+|birth\w*|copyright|tweets?|twitter-(?:tweet|post|embed)|instagram-media|fb-post|"
    r"embed(?:ded)?|comments?|kommentare?|disqus_thread|related|recommended|most-read|"
    r"popular|upcoming|newsletter|masthead|top-?bar|site-header)(?:$|[^a-z])|"
    r"comment-?(?:list|date|meta|body|time|header|author)|recent-?comments|RelatedArticles",
    re.I,
)
_FOOTER = re.compile(
    r"(?:^|\s)(?:(?:site|page|global|main|app|web|bottom|the|master|section|layout|l|c|o)[-_]*)?"
    r"footer(?:[-_]\w[\w-]*|\d*)(?=$|\s)|"
    r"(?:^|\s)(?:foot|fuss(?:zeile)?|pie|rodape|rodapé|stopka|colophon|bottom-notes)(?=$|\s)|"
    r"(?:^|\s)site-?info(?=$|[\s_-])|(?:^|[\s_-])(?:imprint|impressum)(?=$|[\s_-])",
    re.I,
)
"""Names of the page's footer. That of an article is named with it ("entry-footer")."""

_TOPIC = re.compile(r"(?:^|\s)(?:category|tag|has|no|with|post|page|layout|format|type|status)-\S+")
"""Classes by which WordPress and others say what a page is about ("category-event")."""


def headline_of(tree: HtmlElement) -> HtmlElement | None:
    """The longest `<h1>` or `<h2>` whose words the page's title holds, else the first `<h1>`: some
    sites put their own name or a greeting into one."""
    titles = [title.text or "" for title in tree.iter("title")][:1]
    titles += tree.xpath("//meta[@property='og:title']/@content")[:1]
    wanted = " ".join(" ".join(titles).split()).casefold()
    headings = [heading for heading in tree.iter("h1", "h2") if text_of(heading)]
    named = [h for h in headings if len(text_of(h)) >= _MIN_LENGTH]
    named = [h for h in named if text_of(h).casefold() in wanted]
    if named:
        return max(named, key=lambda heading: len(text_of(heading)))
    return next((heading for heading in headings if heading.tag == "h1"), None)


def is_foreign(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether an element is in a part of the page that is not its article. `around` are the
    elements that hold the headline, which are none of these parts."""
    for part in (element, *element.iterancestors()):
        if part in around or part.tag in ("body", "html", "main"):
            return False
        if is_foreign_part(part):
            return True
    return False


def is_foreign_part(element: HtmlElement) -> bool:
    """Whether an element is itself a comment, a list of other stories, an embedded post, a box of
    an event or the page's footer."""
    if element.tag in ("nav", "blockquote"):
        return True
    if element.tag == "footer":
        return next(element.iterancestors("article"), None) is None
    name = name_of(element)
    return bool(name) and _is_foreign_name(name)


def is_footer_part(element: HtmlElement) -> bool:
    """Whether an element that is no <footer> is the page's footer by its name or its role. The
    footer of a card says when its story was published."""
    if element.tag in ("html", "body", "main", "article", "footer", "a"):
        return False
    name = name_of(element)
    named = element.get("role") == "contentinfo" or (bool(name) and _is_footer_name(name))
    if not named or next(element.iterancestors("article"), None) is not None:
        return False
    return not element.xpath("boolean(.//@itemprop[. = 'datePublished'])")


@lru_cache(maxsize=4096)
def _is_footer_name(name: str) -> bool:
    return _FOOTER.search(name) is not None


@lru_cache(maxsize=4096)
def _is_foreign_name(name: str) -> bool:
    return _FOREIGN.search(without_topics(name)) is not None


def name_of(element: HtmlElement) -> str:
    """The class and the id of an element."""
    class_, id_ = element.get("class"), element.get("id")
    return f"{class_} {id_}" if class_ and id_ else class_ or id_ or ""


def without_topics(name: str) -> str:
    """A class without the words that say what the page is about."""
    return _TOPIC.sub(" ", name)


def text_of(element: HtmlElement) -> str:
    """The words of an element, with a space between those of its parts."""
    return " ".join(" ".join(element.itertext()).split())
