"""The keys under which known producers of JSON articles put each field.

Keys are compared in lower case without accents, "_" and "-": `date_publish`, `datePublish` and
`DatePublish` are the same. A prefix that names the article is ignored (`post_title`, as in
WordPress' tables). Tables from other countries name their columns in their own language.

Sources: news-please, newspaper4k and trafilatura (their JSON output), Fundus (`Article.to_json`),
NewsAPI (https://newsapi.org/docs/endpoints/everything), the Guardian
(https://open-platform.theguardian.com), the NYT (https://developer.nytimes.com), Event Registry,
Aylien, Wallabag, Pocket, Zotero, Media Cloud, Pushshift, JSON Feed 1.1
(https://www.jsonfeed.org/version/1.1/), IPTC ninjs 1 to 3 (https://iptc.org/standards/ninjs/),
schema.org NewsArticle, and the column names of common data-set dumps. Within a field, an earlier
key is tried, or its claim made, first.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TEXT = (
    "text", "maintext", "body", "content", "article", "articletext", "plaintext", "fulltext",
    "contenttext", "articlebody", "story", "bodytext", "rawtext", "contenthtml", "bodyxhtml",
    "bodyhtml", "articlehtml", "html", "bodies",
    "contenido", "texto", "cuerpo", "contenu", "texte", "inhalt", "conteudo", "corpo", "testo",
    "contenuto", "tekst", "inhoud",
    "textcontent", "selftext", "cleanedtext", "htmlcontent", "contentelements", "markdown",
)  # fmt: skip

SHORT_TEXT = ("leadparagraph", "abstract", "abstractnote", "snippet")
"""The text of an object that has no other: the NYT's API and reference managers give no more."""

DESCRIPTIONS = ("description", "summary", "excerpt")
"""The same, of an object that has a title, an address and a day: Mediastack, Bing, Currents and
NewsCatcher list articles in this way."""

TITLE = (
    "title", "headline", "name", "articletitle", "titulo", "titular", "titel", "titre", "titolo",
    "schlagzeile", "tytul", "webtitle", "resolvedtitle", "giventitle",
)  # fmt: skip

CLAIMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("headlines",)),
    (
        "subtitle",
        (
            "subtitle", "subheadline", "subheadlines", "subheading", "subhead", "dek", "deck",
            "alternativeheadline",
        ),
    ),
    (
        "summary",
        (
            "description", "summary", "lead", "abstract", "standfirst", "teaser", "excerpt",
            "descriptiontext", "descriptions", "trailtext", "metadescription", "abstractnote",
            "descripcion", "resumen", "zusammenfassung", "resume", "resumo", "riassunto",
            "sommario",
        ),
    ),
    (
        "published",
        (
            "published", "publishedat", "datetimepub", "datepublished", "datepublish",
            "publishdate", "publisheddate", "publishingdate", "publicationdate", "publishedtime",
            "publishtime", "postdate", "firstpublishdate", "displaydate",
            "pubdate", "pubtime", "webpublicationdate", "firstpublicationdate",
            "firstpublished", "firstcreated", "contentcreated", "issued", "date", "datetime",
            "timestamp", "created", "createdat", "datecreated", "createdutc", "fecha",
            "fechapublicacion", "fechadepublicacion", "datum", "veroffentlicht", "datepublication",
            "datedepublication", "datapublicacao", "datadepublicacao", "datapubblicazione",
            "versioncreated",
        ),
    ),
    (
        "updated",
        (
            "updated", "updatedat", "modified", "modifiedat", "datemodified", "datemodify",
            "modifieddate", "lastmodified", "updateddate", "dateupdated", "lastupdated",
            "lastupdateddate",
            "versioncreated",
        ),
    ),
    (
        "captured",
        (
            "captured", "crawled", "crawldate", "crawledat", "datedownload", "downloaddate",
            "filedate", "indexeddate", "scraped", "scrapedat", "fetched", "fetchedat", "retrieved",
            "retrievedat", "accessed", "accessdate",
        ),
    ),
    ("canonical_url", ("canonical", "canonicalurl", "canonicallink")),
    (
        "url",
        (
            "url", "link", "permalink", "articleurl", "weburl", "pageurl", "resolvedurl",
            "givenurl", "externalurl", "mainentityofpage", "sourceurl",
        ),
    ),
    (
        "language",
        (
            "language", "lang", "inlanguage", "metalang", "humanlanguage", "idioma", "sprache",
            "langue", "lingua",
        ),
    ),
    (
        "section",
        (
            "section", "articlesection", "sectionname", "category", "categories", "newsdesk",
            "desk", "service", "seccion", "ressort", "rubrique", "categoria", "rubrik", "sezione",
            "kategorie",
        ),
    ),
    ("dateline", ("dateline", "located")),
    ("credit", ("creditline",)),
)  # fmt: skip

AUTHORS = (
    "authors", "author", "byline", "authorsbyline", "publishedby", "creator", "creators", "by",
    "writer", "writers", "publishedbylines", "bylines",
    "autor", "autores", "autoren", "auteur", "auteurs", "autore", "autori",
)  # fmt: skip

SOURCE_NAME = (
    "source", "publisher", "outlet", "site", "sitename", "publication", "newspaper", "sourcename",
    "publishername", "publicationtitle", "containertitle", "medianame", "sourcehostname",
    "metasitename", "medium", "provider", "namesource", "blogname", "ogsitename",
    "copyrightholder", "fuente", "medio", "quelle", "zeitung",
    "fonte", "testata", "periodico",
)  # fmt: skip

MEDIA = frozenset(
    ("article", "video", "audio", "text", "image", "photo", "web", "online", "print", "news",
     "blog", "podcast", "tv", "radio", "newspaper", "magazine", "website", "social"),
)  # fmt: skip
"""What a record came by, not who published it."""

SOURCE_DOMAIN = (
    "sourcedomain", "domain", "domainname", "mediaurl", "hostname", "host", "cleanurl", "domainurl",
)  # fmt: skip

KEYWORDS = (
    "keywords", "tags", "topics", "metakeywords", "subject", "keywordnames", "labels",
    "palabrasclave", "etiquetas",
    "schlagworte", "schlagworter", "motscles", "palavraschave",
)  # fmt: skip

CAPTIONS = (
    "captions", "caption", "imagecaption", "imagecaptions", "featureimagecaption", "images",
    "image", "associations",
)  # fmt: skip

FREE = ("freeaccess", "isaccessibleforfree", "isfree")

PAYWALLED = ("paywalled", "ispaywalled", "paywall")

ALL = frozenset(
    (
        *TEXT,
        *SHORT_TEXT,
        *TITLE,
        *AUTHORS,
        *SOURCE_NAME,
        *SOURCE_DOMAIN,
        *KEYWORDS,
        *CAPTIONS,
        *FREE,
        *PAYWALLED,
    )
) | {name for _, names in CLAIMS for name in names}

_PREFIXES = ("article", "content", "news", "post", "story")


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """The key in the form of the tables above."""
    key = key.strip().lower().replace("_", "").replace("-", "")
    if key.isascii():
        return key
    return "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def without_prefix(key: str) -> str | None:
    """The known key that is left of a folded one without a prefix that names the article; None if
    there is none, or if the key itself is known."""
    if key in ALL:
        return None
    rests = (key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix))
    return next((rest for rest in rests if rest in ALL), None)
