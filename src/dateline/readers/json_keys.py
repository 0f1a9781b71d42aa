"""The keys under which known producers of JSON articles put each field.

Keys are compared in lower case without "_" and "-": `date_publish`, `datePublish` and
`DatePublish` are one. Sources: news-please and newspaper4k (their JSON output), Fundus
(`Article.to_json`), NewsAPI (https://newsapi.org/docs/endpoints/everything), JSON Feed 1.1
(https://www.jsonfeed.org/version/1.1/), IPTC ninjs 1 to 3
(https://iptc.org/standards/ninjs/), schema.org NewsArticle, and the column names of common
data-set dumps. Within a field, an earlier key is tried, or its claim made, first.
"""

from __future__ import annotations

from functools import lru_cache

TEXT = (
    "text", "maintext", "body", "content", "article", "articletext", "plaintext", "fulltext",
    "contenttext", "articlebody", "story", "bodytext", "rawtext", "contenthtml", "bodyxhtml",
    "bodyhtml", "articlehtml", "html", "bodies",
)  # fmt: skip

TITLE = ("title", "headline", "name", "articletitle")

CLAIMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("headlines",)),
    ("subtitle", ("subtitle", "subheadline", "subheading", "dek", "deck")),
    (
        "summary",
        (
            "description", "summary", "lead", "abstract", "standfirst", "teaser", "excerpt",
            "descriptiontext", "descriptions",
        ),
    ),
    (
        "published",
        (
            "published", "publishedat", "datepublished", "datepublish", "publishdate",
            "publisheddate", "publishingdate", "publicationdate", "publishedtime", "publishtime",
            "pubdate", "pubtime", "firstpublished", "firstcreated", "date", "datetime", "timestamp",
            "created", "createdat", "datecreated",
        ),
    ),
    (
        "updated",
        (
            "updated", "updatedat", "modified", "modifiedat", "datemodified", "datemodify",
            "modifieddate", "lastmodified", "updateddate", "dateupdated", "lastupdated",
            "versioncreated",
        ),
    ),
    ("canonical_url", ("canonical", "canonicalurl", "canonicallink")),
    ("url", ("url", "link", "permalink", "articleurl", "weburl", "externalurl", "sourceurl")),
    ("language", ("language", "lang", "inlanguage", "metalang")),
    ("section", ("section", "articlesection", "category", "categories", "newsdesk", "desk")),
)  # fmt: skip

AUTHORS = ("authors", "author", "byline", "creator", "by", "writer", "writers")

SOURCE_NAME = (
    "source", "publisher", "outlet", "site", "sitename", "publication", "newspaper",
    "sourcename", "publishername", "medium", "provider", "copyrightholder",
)  # fmt: skip

SOURCE_DOMAIN = ("sourcedomain", "domain", "hostname", "host")

KEYWORDS = ("keywords", "tags", "topics", "metakeywords", "subject")

CAPTIONS = ("captions", "caption", "imagecaption", "imagecaptions", "images", "image")

FREE = ("freeaccess", "isaccessibleforfree", "isfree")

PAYWALLED = ("paywalled", "ispaywalled", "paywall")


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """The key as the tables above write it."""
    return key.strip().lower().replace("_", "").replace("-", "")
