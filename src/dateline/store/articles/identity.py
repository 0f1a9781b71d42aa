"""The keys and digests that identify records, articles and texts.

record digest    sha256 of a record's bytes: the same bytes are never stored twice
address          where an article is on the web; other articles may have the same
key, id          what names an article; the id is the first digits of the key's digest
content digest   whether an article at the same key has changed for a reader
text digest      whether two articles print the same text
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from dateline.values.article import Article

ID_LENGTH = 16
# A body this short may be a stock phrase ("This page is for subscribers"), which says nothing
# about the article itself; the title then has to agree too.
_ENOUGH_WORDS = 25
_WORD = re.compile(r"\w+")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_WWW = re.compile(r"www\d?\.(?=[^.]+\.)")


def record_digest(data: bytes) -> str:
    """The sha256 of a record's bytes, in hex."""
    return sha256(data).hexdigest()


def address_of(canonical_url: str | None) -> str | None:
    """The same for every form of one address: host, path and query, without scheme, "www.", a slash
    or the name of the server's index at the end, whatever is escaped in it and in whatever order
    its parameters are. None if there is none: the front page of a site is not one of an article."""
    try:
        parts = urlsplit(canonical_url or "")
        path = unquote(_INDEX.sub("", parts.path) if not parts.query else parts.path).rstrip("/")
    except ValueError:  # "http://[" is not a URL
        return None
    if not path:
        return None
    host = _WWW.sub("", parts.netloc.lower(), count=1)
    query = "&".join(sorted(parts.query.split("&")))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def article_key(canonical_url: str | None, digest: str, *, taken: bool = False) -> str:
    """What names a new article: "url:" and its canonical URL, or else its bytes, "record:" and the
    `digest` of its record. Both, if the address is that of another article (it is `taken`)."""
    if canonical_url is None or address_of(canonical_url) is None:
        return f"record:{digest}"
    return f"url:{canonical_url} {digest}" if taken else f"url:{canonical_url}"


def article_id(key: str) -> str:
    """The short name of the article with this key: 16 hexadecimal digits."""
    return _digest(key)[:ID_LENGTH]


def content_digest(article: Article) -> str:
    """Equal for two articles whose title, subtitle, summary, body and captions are equal."""
    captions = [(caption.text, caption.credit) for caption in article.captions]
    parts = (article.title, article.subtitle, article.summary, article.body, captions)
    return _digest(json.dumps(parts, ensure_ascii=False))


def text_digest(title: str | None, words: Sequence[str]) -> str | None:
    """Equal for two articles whose bodies have the same `words`. None for an article without
    words, which equals no other.

    Only the body counts, since newspapers give a wire story titles of their own. If the body has
    fewer than 25 words, title and body count.
    """
    if len(words) < _ENOUGH_WORDS:
        words = [*words_of(title or ""), *words]
    return _digest(" ".join(words)) if words else None


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _digest(text: str) -> str:
    # A lone surrogate is not UTF-8. Files can hold one ("\\ud800" in JSON); digests must not fail.
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
