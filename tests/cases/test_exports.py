"""Exports of well-known tools and APIs: every field that they state is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import NotAnArticle
from dateline.reading import read
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"
URL = "https://harbour.example/news/1"
COUNCIL = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
FERRY = (
    "Traffic will be sent over the northern crossing, which adds about twenty minutes to the "
    "journey for buses, and a small passenger ferry is to run every quarter of an hour."
)
PARAGRAPHS = (COUNCIL, FERRY)
TEXT = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = {"title": "Bridge closes"}
DAY = "2025-07-18T08:00:00Z"


def summary_of(article: Article) -> dict[str, object]:
    """The fields of an article that exports state, without those that are absent."""
    found = {
        "title": article.title,
        "published": article.published and article.published.value[:10],
        "updated": article.updated and article.updated.value[:10],
        "authors": article.authors,
        "source": article.source.name,
        "domain": article.source.domain,
        "url": article.url,
        "language": article.language,
        "section": article.section,
        "keywords": article.keywords,
        "summary": article.summary,
        "captions": tuple(caption.text for caption in article.captions),
    }
    return {name: value for name, value in found.items() if value}


CASE = {"title": "Bridge closes", "published": "2025-07-18", "language": "en"}
ANN = {"authors": ("Ann Quay",)}
POST = {"source": "Harbour Post"}
ONE = {"url": "https://harbour.example/1", "domain": "harbour.example"}


@pytest.mark.filterwarnings("ignore:the text is only")
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("j01.json", {**CASE, **ANN, **ONE, "keywords": ("bridge",)}, id="J01"),
        pytest.param(
            "j03.json",
            {
                **CASE,
                **ANN,
                **POST,
                **ONE,
                "section": "U.S.",
                "keywords": ("Bridges",),
                "summary": ("Short.",),
            },
            id="J03",
        ),
        pytest.param("j04.json", {**CASE, **ANN, **POST, **ONE}, id="J04"),
        pytest.param(
            "j06.json", {**CASE, **ANN, **POST, **ONE, "summary": ("The bridge closes.",)}, id="J06"
        ),
        pytest.param(
            "j13.json",
            {
                **CASE,
                **ANN,
                **POST,
                **ONE,
                "keywords": ("bridge",),
                "summary": ("Short summary of it.",),
            },
            id="J13",
        ),
        pytest.param("j15.json", {**CASE, **ANN, **POST, **ONE}, id="J15"),
        pytest.param("j16.json", {**CASE, **ONE}, id="J16"),
        pytest.param("j17.json", {**CASE, **ANN, **POST, **ONE}, id="J17"),
        pytest.param("j18.json", {**CASE, **ANN, **POST, **ONE}, id="J18"),
        pytest.param("j30.json", {**CASE, **ANN, **POST, **ONE, "keywords": ("bridge",)}, id="J30"),
    ],
)
def test_an_export_is_read_with_all_its_fields(file: str, expected: dict[str, object]) -> None:
    """Wallabag, the NYT, Event Registry, Aylien, Fundus, schema.org, Reddit, MongoDB, JSON Feed."""

    (article,) = read((FILES / file).read_bytes(), name=file)

    assert summary_of(article) == expected


EXPORTS: dict[str, tuple[object, dict[str, object]]] = {
    "Guardian": (
        {
            "response": {
                "total": 1,
                "results": [
                    {
                        "type": "article",
                        "sectionName": "UK news",
                        "webPublicationDate": DAY,
                        "webTitle": "Bridge closes | UK",
                        "webUrl": URL,
                        "fields": {
                            "headline": "Bridge closes",
                            "trailText": "<p>Eighteen <strong>months</strong> of it</p>",
                            "byline": "Ann Quay and Bob Reed",
                            "body": HTML,
                            "bodyText": TEXT,
                            "lastModified": "2025-07-19T08:00:00Z",
                            "publication": "The Guardian",
                        },
                        "tags": [
                            {"type": "keyword", "webTitle": "Bridges"},
                            {"type": "contributor", "webTitle": "Ann Quay"},
                        ],
                    }
                ],
            }
        },
        {
            "authors": ("Ann Quay", "Bob Reed"),
            "updated": "2025-07-19",
            "source": "The Guardian",
            "section": "UK news",
            "keywords": ("Bridges",),
            "summary": ("Eighteen months of it",),
        },
    ),
    "WordPress": (
        [
            {
                "date": "2025-07-18T10:00:00",
                "modified": "2025-07-19T10:00:00",
                "link": URL,
                "title": {"rendered": "Bridge closes"},
                "content": {"rendered": HTML},
                "excerpt": {"rendered": "<p>Short one.</p>"},
                "author": 12,
                "categories": [3, 4],
                "tags": [7],
                "_embedded": {"author": [{"name": "Ann Quay"}]},
            }
        ],
        {**ANN, "updated": "2025-07-19", "summary": ("Short one.",)},
    ),
    "newspaper4k": (
        {
            **TITLE,
            "url": URL,
            "language": "en",
            "keywords": ["bridge"],
            "meta_keywords": [""],
            "tags": ["river"],
            "authors": ["Ann Quay"],
            "publish_date": "2025-07-18 08:00:00+00:00",
            "meta_description": "Short.",
            "meta_site_name": "Harbour Post",
            "canonical_link": URL,
            "text": TEXT,
        },
        {**ANN, **POST, "keywords": ("bridge", "river"), "summary": ("Short.",)},
    ),
    "trafilatura": (
        {
            **TITLE,
            "author": "Ann Quay; Bob Reed",
            "hostname": "harbour.example",
            "date": "2025-07-18",
            "license": None,
            "raw_text": TEXT,
            "text": TEXT,
            "filedate": "2025-09-01",
            "source": URL,
            "source-hostname": "Harbour Post",
            "excerpt": "Short.",
            "categories": "News",
            "tags": "bridge; river",
        },
        {
            **POST,
            "authors": ("Ann Quay", "Bob Reed"),
            "section": "News",
            "keywords": ("bridge", "river"),
            "summary": ("Short.",),
        },
    ),
    "Webz.io": (
        {
            "posts": [
                {
                    **TITLE,
                    "thread": {"site": "harbour.example", "section_title": "Local"},
                    "url": URL,
                    "author": "Ann Quay",
                    "published": DAY,
                    "text": TEXT,
                    "language": "english",
                    "crawled": "2025-07-19T00:00:00Z",
                }
            ]
        },
        {**ANN, "section": "Local"},
    ),
    "Diffbot": (
        {
            "request": {"pageUrl": URL},
            "objects": [
                {
                    **TITLE,
                    "text": TEXT,
                    "html": HTML,
                    "date": "Fri, 18 Jul 2025 08:00:00 GMT",
                    "author": "Ann Quay",
                    "siteName": "Harbour Post",
                    "pageUrl": URL,
                    "humanLanguage": "en",
                    "tags": [{"label": "Bridge", "uri": "x"}],
                }
            ],
        },
        {**ANN, **POST, "keywords": ("Bridge",)},
    ),
    "Inoreader": (
        {
            "id": "feed/1",
            "items": [
                {
                    **TITLE,
                    "published": 1752825600,
                    "author": "Ann Quay",
                    "origin": {"title": "Harbour Post", "htmlUrl": "https://harbour.example/"},
                    "canonical": [{"href": URL}],
                    "alternate": [{"href": URL, "type": "text/html"}],
                    "summary": {"content": HTML},
                    "categories": ["user/-/state/read"],
                }
            ],
        },
        {**ANN, **POST},
    ),
    "Zotero": (
        [
            {
                "key": "A",
                "data": {
                    "itemType": "newspaperArticle",
                    **TITLE,
                    "creators": [
                        {"creatorType": "author", "firstName": "Ann", "lastName": "Quay"},
                        {"creatorType": "editor", "firstName": "Bob", "lastName": "Reed"},
                    ],
                    "abstractNote": TEXT,
                    "publicationTitle": "Harbour Post",
                    "date": "2025-07-18",
                    "section": "News",
                    "url": URL,
                    "accessDate": "2025-09-01T00:00:00Z",
                    "tags": [{"tag": "bridge"}],
                    "dateModified": "2025-09-02",
                },
            }
        ],
        {**ANN, **POST, "section": "News", "keywords": ("bridge",)},
    ),
    "CSL JSON": (
        [
            {
                "type": "article-newspaper",
                **TITLE,
                "abstract": TEXT,
                "container-title": "Harbour Post",
                "URL": URL,
                "author": [{"family": "Quay", "given": "Ann"}],
                "accessed": {"date-parts": [["2025", 9, 1]]},
                "issued": {"date-parts": [["2025", 7, 18]]},
            }
        ],
        {**ANN, **POST},
    ),
    "Media Cloud": (
        {
            "stories": [
                {
                    **TITLE,
                    "media_name": "Harbour Post",
                    "media_url": "harbour.example",
                    "publish_date": "2025-07-18",
                    "url": URL,
                    "indexed_date": "2025-07-20T00:00:00",
                    "text": TEXT,
                }
            ]
        },
        POST,
    ),
    "NewsAPI": (
        {
            "totalResults": 1,
            "articles": [
                {
                    **TITLE,
                    "source": {"id": None, "name": "Harbour Post"},
                    "author": "null",
                    "description": "Short.",
                    "url": URL,
                    "publishedAt": DAY,
                    "content": TEXT,
                }
            ],
        },
        {**POST, "summary": ("Short.",)},
    ),
    "mongoexport": (
        {
            "_id": {"$oid": "5f"},
            **TITLE,
            "text": TEXT,
            "published": {"$date": {"$numberLong": "1752825600000"}},
            "updated": {"$date": "2025-07-19T08:00:00.000Z"},
            "views": {"$numberInt": "5"},
            "url": URL,
        },
        {"updated": "2025-07-19"},
    ),
    "schema.org": (
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "Bridge closes",
                    "articleBody": TEXT,
                    "datePublished": DAY,
                    "author": {"@type": "Person", "name": "Ann Quay"},
                    "publisher": {"@type": "Organization", "name": "Harbour Post"},
                    "mainEntityOfPage": URL,
                    "articleSection": "News",
                    "keywords": "bridge, river",
                    "image": {"@type": "ImageObject", "caption": "The bridge"},
                }
            ],
        },
        {
            **ANN,
            **POST,
            "section": "News",
            "keywords": ("bridge", "river"),
            "captions": ("The bridge",),
        },
    ),
    "Wallabag without a date": (
        {
            "is_archived": 1,
            **TITLE,
            "tags": [{"label": "bridge"}],
            "url": URL,
            "content": HTML,
            "created_at": "2025-09-01T10:00:00+00:00",
            "updated_at": "2025-09-02T10:00:00+00:00",
            "published_at": None,
            "language": "en_GB",
        },
        {"published": None, "keywords": ("bridge",)},
    ),
    "pandas": (
        {
            **TITLE,
            "text": TEXT,
            "author": float("nan"),
            "published": "NaT",
            "source": "None",
            "section": "N/A",
            "keywords": "[]",
            "url": URL,
            "subtitle": "nan",
            "summary": "null",
        },
        {"published": None},
    ),
}


@pytest.mark.filterwarnings("ignore:the text is only")
@pytest.mark.parametrize("tool", EXPORTS)
def test_the_form_of_a_tool_is_read(tool: str) -> None:
    """Title, text, day, address and all else that the tool states, and nothing that it does not."""
    export, expected = EXPORTS[tool]

    (article,) = read(json.dumps(export).encode(), name="export.json")

    assert article.paragraphs == PARAGRAPHS
    common = {"url": URL, "domain": "harbour.example"}
    wanted = {**CASE, **common, **expected}
    assert summary_of(article) == {name: value for name, value in wanted.items() if value}


def test_a_list_of_addresses_is_no_article() -> None:
    """GDELT's list of articles has headlines and addresses, and no text."""
    listed = {"articles": [{"url": URL, "title": "Bridge closes", "seendate": "20250718T080000Z"}]}

    with pytest.raises(NotAnArticle):
        read(json.dumps(listed).encode())


def test_empty_cells_of_a_table_are_absent() -> None:
    """ "None", "NaN" and their like are no author, day or section."""
    rows = "title,text,author,published,section\nBridge closes,{},None,NaN,#N/A\n"

    (article,) = read(rows.format(f'"{TEXT}"').encode(), name="table.csv")

    assert summary_of(article) == {"title": "Bridge closes", "language": "en"}


def test_a_text_that_stands_for_nothing_is_no_text() -> None:
    """A row whose text is "nan" is not an article."""
    with pytest.raises(NotAnArticle):
        read(json.dumps({**TITLE, "text": "nan", "url": URL}).encode())


def test_a_list_of_what_is_in_a_picture_is_no_list_of_articles() -> None:
    """An article with a list of objects that hold no text is one article."""
    shown = {**TITLE, "text": TEXT, "objects": [{"label": "bridge", "score": 0.9}]}

    (article,) = read(json.dumps(shown).encode())

    assert article.paragraphs == PARAGRAPHS


def test_what_a_record_came_by_is_no_source() -> None:
    """Perigon's medium is "Article" or "Video"; in other exports it is the paper."""
    for medium, name in (("Article", None), ("Harbour Post", "Harbour Post")):
        (article,) = read(json.dumps({**TITLE, "content": TEXT, "medium": medium}).encode())

        assert article.source.name == name
