"""Fields that known tools keep inside other objects, raised to the object of the article.

Exports of the Guardian's API, Drupal and Strapi have the article's fields in an object of their
own; Aylien, Fundus, Webz.io and readers of feeds keep single ones one or two levels below.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.readers.json.keys import TEXT, TITLE, folded

_WRAPPERS = ("_source", "fields", "attributes", "data", "node", "article")
"""Elasticsearch, the Guardian, JSON:API, Zotero and Reddit, GraphQL."""

_OF_ARTICLE = frozenset((*TEXT, *TITLE))

_BELOW: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("url", ("links", "permalink")),  # Aylien
    ("url", ("html", "requested_url")),  # Fundus
    ("url", ("html", "responded_url")),
    ("source", ("html", "source_info", "publisher")),
    ("captured", ("html", "crawl_date")),
    ("url", ("mainEntityOfPage", "@id")),  # schema.org
    ("url", ("mainEntityOfPage", "url")),
    ("canonical_url", ("canonical", "href")),  # Feedly, Inoreader
    ("url", ("alternate", "href")),
    ("source", ("origin", "title")),
    ("source_domain", ("origin", "htmlUrl")),
    ("source_domain", ("thread", "site")),  # Webz.io
    ("section", ("thread", "section_title")),
    ("source", ("domain_metadata", "name")),  # Pocket
    ("content", ("summary", "content")),  # Inoreader and its kin
    ("authors", ("_embedded", "author", "name")),  # WordPress
    ("authors", ("yoast_head_json", "author")),
    ("source", ("yoast_head_json", "og_site_name")),
    ("authors", ("credits", "by")),  # Arc XP
    ("section", ("taxonomy", "primary_section", "name")),
    ("tags", ("taxonomy", "tags")),
    ("source", ("distributor", "name")),
    ("image", ("promo_items", "basic")),
    ("section", ("primary_tag", "name")),  # Ghost
    ("source", ("feed", "title")),  # Miniflux
    ("source_domain", ("feed", "site_url")),
    ("authors", ("user", "name")),  # Forem
    ("source", ("opengraph", "site_name")),  # goose3
    ("summary", ("meta", "description")),
    ("canonical_url", ("meta", "canonical")),
    ("title", ("metadata", "title")),  # Firecrawl
    ("description", ("metadata", "description")),
    ("authors", ("metadata", "author")),
    ("published", ("metadata", "publishedTime")),
    ("url", ("metadata", "sourceURL")),
    ("source", ("metadata", "ogSiteName")),
)
"""The name under which a value counts if the object has no such key, and where it is. Of a list,
the first item counts."""

_SAVED_ON = (
    *("created_at", "updated_at", "created", "updated", "timestamp", "time"),
    *("dateAdded", "dateModified"),
)
_READING_LISTS = ("is_archived", "is_starred", "is_favorite", "time_added", "itemType")
"""What Wallabag, Pocket, Zotero and their kin say of an entry. Their `created_at` is the day of
saving."""

_OF_PEOPLE = ("tags", "notes")
"""What people attached to an article of a Dateline archive. Its keywords are under their own key,
and so are its agencies, as `credit`, which elsewhere is that of a picture."""


def raised(fields: Mapping[str, object]) -> Mapping[str, object]:
    """The object with the fields that are inside others. Its own keys go before those raised."""
    for wrapper in _WRAPPERS:
        inner = fields.get(wrapper)
        if isinstance(inner, Mapping) and any(folded(str(key)) in _OF_ARTICLE for key in inner):
            outer = {key: value for key, value in fields.items() if key != wrapper}
            fields = {**outer, **inner}
    if any(name in fields for name in _READING_LISTS):
        fields = {key: value for key, value in fields.items() if key not in _SAVED_ON}
    if "schema_version" in fields and "copy_of" in fields:  # what `dateline export` wrote
        fields = {key: value for key, value in fields.items() if key not in _OF_PEOPLE}
        fields = {**fields, "creditline": fields.get("credit")}
    below = {
        name: value
        for name, path in reversed(_BELOW)
        if path[0] in fields and (value := _at(fields, path)) is not None
    }
    return {**below, **fields} if below else fields


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
