"""What a page says about its article: JSON-LD, meta and link tags, headings, time tags.

Names of meta tags: Open Graph (https://ogp.me), Dublin Core, and what publishing systems of news
sites write. Claims are in the order in which they were found; normalization chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from dateline.readers.html.bylines import byline_claims
from dateline.readers.html.date_search import searched_dates
from dateline.readers.html.dates import date_claims
from dateline.readers.html.json_ld import Node, names
from dateline.values.draft import Claim

_META = {
    "title": "og:title twitter:title dc.title dcterms.title sailthru.title parsely-title",
    "summary": "og:description description dc.description twitter:description",
    "published": (
        "article:published_time og:article:published_time og:published_time article:published "
        "datepublished date pubdate publishdate publish-date publish_date publication_date "
        "publicationdate dc.date dc.date.issued dc.date.created dcterms.created dcterms.issued "
        "dcterms.date parsely-pub-date sailthru.date originalpublicationdate "
        "cxenseparse:recs:publishtime article_date_original article.published displaydate "
        "published published_time publishedtime published-date publisheddate published_at "
        "publication-date publicationdate pub_date pub-date date_published date-published "
        "datepublication firstpublished first-published firstpublicationdate issued dc.issued "
        "dcterms.issued eprints.date prism.publicationdate citation_publication_date "
        "citation_online_date citation_date bt:pubdate rbpubdate article:post_date "
        "article:date article_publish_date article-publish-date content_create_date "
        "created created-date createddate create_date date_created date-created datecreated "
        "dc.created creation_date releasedate release_date posted postdate vr:published_time"
    ),
    "updated": (
        "article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified "
        "lastmod last-modified article.updated modificationdate "
        "modified modified_time modified-date modifieddate modified_date last_modified "
        "lastmodified lastmodifieddate last-updated last_updated lastupdated lastupdate "
        "last-update updated updated_time updated-date updateddate updated_at date_updated "
        "date-updated dateupdated date_modified date-modified dc.modified dc.date.updated "
        "dcterms.date.modified revised revision_date revision-date moddate bt:moddate "
        "article:updated_time article:update_date og:modified_time vr:modified_time"
    ),
    "authors": (
        "author article:author article:author_name dc.creator dcterms.creator parsely-author "
        "sailthru.author byl cxenseparse:author citation_author article.author"
    ),
    "section": "article:section section parsely-section sailthru.section dc.subject",
    "keywords": "news_keywords keywords article:tag parsely-tags",
    "source.name": "og:site_name publisher dc.publisher article:publisher_name citation_publisher",
    "language": "og:locale content-language dc.language language",
    "canonical_url": "og:url",
}
_FIELD_OF = {name: field for field, names_ in _META.items() for name in names_.split()}

_HEADINGS = (("h1", 8), ("h2", 20), ("title", 1))
"""How many of each are read. The `<title>` elements of inline pictures follow the page's."""

_MARKED = (
    (
        "microdata",
        "itemprop=headline",
        "descendant-or-self::*[@itemprop='headline' and not(self::meta or .//p)]",
    ),
    (
        "microformat",
        "class=entry-title",
        "descendant-or-self::*[contains(concat(' ', @class, ' '), ' entry-title ')]",
    ),
)
"""Headlines that a page marks by https://schema.org/headline or by hAtom
(http://microformats.org/wiki/hatom). If a page marks several, most belong to other articles; if
paragraphs are inside, the mark is on a standfirst."""

MIN_HEADLINE_SHARE = 0.4
"""A heading may hold a kicker and a headline, each in an element; the headline is most of it."""

_SCREEN_READER_CLASSES = {
    *("sr-only", "visually-hidden", "text-hide"),  # Bootstrap
    *("visuallyhidden", "screen-reader-text", "element-invisible"),  # H5BP, WordPress, Drupal
}
"""Classes of headings that only screen readers announce: they name a part of the page."""

_WRITTEN_BY = re.compile(
    r"written by|(?:verfasst|geschrieben) von|écrit par|escrito por|scritto da|geschreven door|"
    r"napisane przez|skrevet av|skriven av|skrivet av|автор|написано автором",
    re.I,
)
_MAX_MARKED = 20
_WALL = re.compile(r"pay-?wall|(?:subscri\w+|registration|access|premium|abo)-?(?:wall|gate)", re.I)
_SUBSCRIBE = re.compile(
    r"\b(?:subscrib\w+|subscriptions?|abonn\w+|suscr\w+|assin\w+|prenumer\w+)\b|"
    r"(?:jetzt|weiter) ?lesen|会員|구독",
    re.I,
)
_MAX_WALL = 2000  # characters; a wrapper of that name may hold the article
_JSON_LD = (
    ("title", "headline"),
    ("published", "datePublished"),
    ("updated", "dateModified"),
    ("summary", "description"),
    ("section", "articleSection"),
    ("keywords", "keywords"),
    ("authors", "author"),
    ("source.name", "publisher"),
    ("language", "inLanguage"),
)


def page_claims(tree: HtmlElement, articles: Sequence[Node]) -> tuple[Claim, ...]:
    """Every claim that the page makes."""
    claims = [
        *_json_ld_claims(articles[:1]),
        *_meta_claims(tree),
        *_card_claims(tree),
        *_canonical_claims(tree),
        *_heading_claims(tree),
        *_language_claims(tree),
        *_paywall_claims(tree),
        *date_claims(tree),
    ]
    return (*claims, *searched_dates(tree, claims), *byline_claims(tree, claims))


def _json_ld_claims(articles: Sequence[Node]) -> Iterator[Claim]:
    for node in articles:
        for field, key in _JSON_LD:
            stated = node.get(key)
            if field == "authors":
                stated = _people(stated)
            elif field == "source.name" and _is_person(stated):
                continue
            for value in names(stated):
                yield Claim(field=field, value=value, method="json-ld", where=f"JSON-LD {key}")
        for value in names(_organizations(node.get("author"))):
            yield Claim(field="credit", value=value, method="json-ld", where="JSON-LD author")
        free = str(node.get("isAccessibleForFree", "")).lower()
        if free in ("true", "false"):
            value = "false" if free == "true" else "true"
            where = "JSON-LD isAccessibleForFree"
            yield Claim(field="paywalled", value=value, method="json-ld", where=where)


def _people(value: object) -> object:
    """The authors that the node does not call organizations."""
    if isinstance(value, list):
        return [_people(item) for item in value]
    return None if _is_organization(value) else value


def _organizations(value: object) -> object:
    if isinstance(value, list):
        return [_organizations(item) for item in value]
    return value if _is_organization(value) else None


def _is_organization(value: object) -> bool:
    named = isinstance(value, dict) and "Organization" in str(value.get("@type"))
    return named and not _is_person(value)


def _is_person(value: object) -> bool:
    """Whether a node is a person, even if it is also an organization: people with a site of their
    own are often written as both."""
    return isinstance(value, dict) and "Person" in str(value.get("@type"))


def _meta_claims(tree: HtmlElement) -> Iterator[Claim]:
    for meta in tree.iter("meta"):
        value = (meta.get("content") or "").strip()
        if not value:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip()
            field = _FIELD_OF.get(name.lower())
            if field is not None:
                yield Claim(
                    field=field, value=value, method="meta", where=f"meta {attribute}={name}"
                )
                break


def _card_claims(tree: HtmlElement) -> Iterator[Claim]:
    """The author that a page gives for link previews: twitter:label1 says what twitter:data1 is, in
    the site's language, as WordPress writes it."""
    content = {meta.get("name", ""): meta.get("content", "").strip() for meta in tree.iter("meta")}
    for number in "123":
        if _WRITTEN_BY.fullmatch(content.get(f"twitter:label{number}", "")):
            name = f"twitter:data{number}"
            if content.get(name):
                yield Claim(
                    field="authors", value=content[name], method="meta", where=f"meta name={name}"
                )


def _canonical_claims(tree: HtmlElement) -> Iterator[Claim]:
    for link in tree.iter("link"):
        href = (link.get("href") or "").strip()
        if href and "canonical" in (link.get("rel") or "").lower().split():
            yield Claim(
                field="canonical_url", value=href, method="link tag", where="link rel=canonical"
            )


def _heading_claims(tree: HtmlElement) -> Iterator[Claim]:
    """The only headline that the page marks as such, the first headings of levels one and two, and
    the title in the page's head."""
    for method, where, path in _MARKED:
        marked = {_text(element) for element in tree.xpath(path)[:_MAX_MARKED]} - {""}
        if len(marked) == 1:
            yield Claim(field="title", value=marked.pop(), method=method, where=where)
    for tag, most in _HEADINGS:
        for element in islice(tree.iter(tag), most):
            if _SCREEN_READER_CLASSES.intersection((element.get("class") or "").split()):
                continue
            for text in dict.fromkeys((_text(element), _headline(element))):
                if text:
                    yield Claim(field="title", value=text, method=f"{tag} tag", where=f"<{tag}>")


def _headline(heading: HtmlElement) -> str:
    """The words of the last element in a heading with several, if they are most of it."""
    parts = [part for part in heading.iterdescendants() if (part.text or "").strip()]
    if not parts or len(heading) == 0:
        return ""
    last = _text(parts[-1])
    return last if len(last) >= MIN_HEADLINE_SHARE * len(_text(heading)) else ""


def _text(element: HtmlElement) -> str:
    """The element's words, with a space between elements, without the readings that <ruby> prints
    above the characters."""
    if element.find(".//ruby") is None:
        return " ".join(" ".join(element.itertext()).split())
    words = element.xpath(".//text()[not(ancestor::rt or ancestor::rp)]")
    return " ".join("".join(words).split())


def _paywall_claims(tree: HtmlElement) -> Iterator[Claim]:
    """A box that asks to subscribe in place of the text. Both its name and its words must fit,
    because scripts put boxes of that name on every page."""
    for element in tree.iter("div", "section", "aside", "p"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _WALL.search(name):
            continue
        text = _text(element)
        if len(text) <= _MAX_WALL and _SUBSCRIBE.search(text):
            where = f"<{element.tag} {' '.join(name.split())[:40]}>"
            yield Claim(field="paywalled", value="true", method="page", where=where)
            return


def _language_claims(tree: HtmlElement) -> Iterator[Claim]:
    for element in (tree, tree.find("body")):
        for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            value = element.get(attribute) if element is not None else None
            if value:
                where = f"<{element.tag} lang>"
                yield Claim(field="language", value=value, method="html lang", where=where)
                return
