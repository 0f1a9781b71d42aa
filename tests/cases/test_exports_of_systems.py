"""Exports of publishing systems, news APIs and reading lists: every field that they state."""

from __future__ import annotations

import json

import pytest

from dateline.errors import NotAnArticle
from dateline.reading import read
from tests.cases.test_exports import COUNCIL, DAY, FERRY, HTML, TEXT, URL, summary_of

CHANGED = "2025-07-19T08:00:00Z"
TITLE = {"title": "Bridge closes"}
ANN = {"authors": ("Ann Quay",)}
POST = {"source": "Harbour Post"}
SHORT = {"summary": ("Short one.",)}
BRIDGE = {"keywords": ("bridge",)}
PERSON = {"name": "Ann Quay"}
LISTED = {**TITLE, "url": URL, "description": TEXT}

EXPORTS: dict[str, tuple[object, dict[str, object]]] = {
    "Arc XP": (
        {
            "type": "story",
            "headlines": {"basic": "Bridge closes", "web": ""},
            "subheadlines": {"basic": "Eighteen months of it"},
            "description": {"basic": "Short one."},
            "display_date": DAY,
            "created_date": "2025-07-17T08:00:00Z",
            "last_updated_date": CHANGED,
            "credits": {"by": [{"type": "author", "name": "Ann Quay"}]},
            "taxonomy": {"primary_section": {"name": "Local"}, "tags": [{"text": "bridge"}]},
            "distributor": {"name": "Harbour Post"},
            "promo_items": {"basic": {"type": "image", "caption": "The bridge"}},
            "content_elements": [
                {"type": "text", "content": COUNCIL},
                {"type": "image", "caption": "The quay"},
                {"type": "interstitial_link", "content": "Another story"},
                {"type": "raw_html", "content": "<div>An advertisement</div>"},
                {"type": "text", "content": f"<b>{FERRY[:7]}</b>{FERRY[7:]}"},
            ],
        },
        {**ANN, **POST, **SHORT, **BRIDGE, "updated": "2025-07-19", "section": "Local",
         "captions": ("The bridge",)},
    ),
    "Ghost": (
        {
            "db": [
                {
                    "meta": {"version": "5.0"},
                    "data": {
                        "posts": [
                            {
                                "id": "1", **TITLE, "html": HTML, "published_at": DAY,
                                "updated_at": CHANGED, "custom_excerpt": "Short one.",
                            }
                        ],
                        "posts_authors": [{"post_id": "1", "author_id": "7", "sort_order": 0}],
                        "posts_tags": [{"post_id": "1", "tag_id": "t"}],
                        "settings": [{"key": "title", "value": "Harbour Post"}],
                        "tags": [{"id": "t", "name": "bridge"}],
                        "users": [{"id": "7", **PERSON}, {"id": "8", "name": "Bob Reed"}],
                    },
                }
            ]
        },
        {**ANN, **POST, **BRIDGE, "updated": "2025-07-19"},
    ),
    "JSON-LD with a graph": (
        {
            "@graph": [
                {"@type": "WebSite", "@id": "#w", "name": "Harbour", "description": TEXT},
                {
                    "@type": ["NewsArticle"], "headline": "Bridge closes", "articleBody": TEXT,
                    "datePublished": DAY, "author": [{"@id": "#a"}], "publisher": {"@id": "#o"},
                },
                {"@type": "Person", "@id": "#a", **PERSON},
                {"@type": "Organization", "@id": "#o", "name": "Harbour Post"},
            ]
        },
        {**ANN, **POST},
    ),
    "Reddit": (
        {
            "kind": "Listing",
            "data": {
                "after": None,
                "children": [
                    {"kind": "t3", "data": {**TITLE, "selftext": TEXT, "created_utc": 1752825600.0}}
                ],
            },
        },
        {},
    ),
    "Mediastack": (
        {
            "pagination": {"total": 200},
            "data": [
                {**LISTED, "author": "Ann Quay", "source": "Harbour Post", "category": "general",
                 "published_at": DAY}
            ],
        },
        {**ANN, **POST, "section": "general"},
    ),
    "Bing": (
        {
            "_type": "News",
            "value": [
                {"name": "Bridge closes", "url": URL, "description": TEXT, "datePublished": DAY,
                 "provider": [{"name": "Harbour Post"}], "category": "UK"}
            ],
        },
        {**POST, "section": "UK"},
    ),
    "NewsCatcher": (
        {
            "articles": [
                {**TITLE, "author": "Ann Quay", "published_date": "2025-07-18", "link": URL,
                 "clean_url": "harbour.example", "excerpt": "Short one.", "summary": TEXT,
                 "name_source": "Harbour Post"}
            ]
        },
        {**ANN, **POST, **SHORT},
    ),
    "Contentful": (
        {
            "items": [
                {
                    "fields": {
                        **TITLE,
                        "date": DAY,
                        "body": {
                            "nodeType": "document",
                            "content": [
                                {"nodeType": "paragraph",
                                 "content": [{"nodeType": "text", "value": COUNCIL}]},
                                {"nodeType": "paragraph", "content": [
                                    {"nodeType": "text", "value": FERRY[:20]},
                                    {"nodeType": "hyperlink", "content": [
                                        {"nodeType": "text", "value": FERRY[20:40]}]},
                                    {"nodeType": "text", "value": FERRY[40:]}]},
                            ],
                        },
                    }
                }
            ]
        },
        {},
    ),
    "Sanity": (
        {
            "result": [
                {**TITLE, "publishedAt": DAY, "author": PERSON, "body": [
                    {"_type": "block", "children": [
                        {"_type": "span", "text": COUNCIL[:9]},
                        {"_type": "span", "text": COUNCIL[9:]}]},
                    {"_type": "image", "caption": "The quay"},
                    {"_type": "block", "children": [{"_type": "span", "text": FERRY}]}]}
            ]
        },
        ANN,
    ),
    "ProseMirror": (
        {**TITLE, "date": DAY, "body": {"type": "doc", "content": [
            {"type": "paragraph", "content": [
                {"type": "text", "text": COUNCIL[:9]},
                {"type": "text", "marks": [{"type": "bold"}], "text": COUNCIL[9:]}]},
            {"type": "paragraph", "content": [{"type": "text", "text": FERRY}]}]}},
        {},
    ),
    "Draft.js": (
        {**TITLE, "date": DAY, "body": {"entityMap": {}, "blocks": [
            {"type": "unstyled", "text": COUNCIL}, {"type": "unstyled", "text": FERRY}]}},
        {},
    ),
    "Editor.js": (
        {**TITLE, "date": DAY, "content": {"blocks": [
            {"type": "paragraph", "data": {"text": COUNCIL}},
            {"type": "delimiter", "data": {}},
            {"type": "paragraph", "data": {"text": FERRY}}]}},
        {},
    ),
    "Blogger": (
        {"kind": "blogger#postList", "items": [
            {**TITLE, "published": DAY, "content": HTML, "author": {"displayName": "Ann Quay"},
             "labels": ["bridge"]}]},
        {**ANN, **BRIDGE},
    ),
    "Miniflux": (
        {"entries": [
            {**TITLE, "published_at": DAY, "content": HTML, "author": "Ann Quay",
             "feed": {"title": "Harbour Post"}}]},
        {**ANN, **POST},
    ),
    "goose3": (
        {**TITLE, "cleaned_text": TEXT, "publish_date": DAY, "authors": ["Ann Quay"],
         "opengraph": {"site_name": "Harbour Post"}, "meta": {"description": "Short one."}},
        {**ANN, **POST, **SHORT},
    ),
    "Substack": (
        {**TITLE, "post_date": DAY, "body_html": HTML, "publishedBylines": [PERSON]},
        ANN,
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:the text is only")
@pytest.mark.parametrize("system", EXPORTS)
def test_the_export_of_a_system_is_read(system: str) -> None:
    """Its text in paragraphs, and all fields that it states."""
    value, expected = EXPORTS[system]

    (article,) = read(json.dumps(value).encode(), name="export.json")

    found = summary_of(article)
    assert article.body == TEXT
    assert (found.pop("title"), found.pop("published")) == ("Bridge closes", "2025-07-18")
    for name in ("url", "domain", "language"):
        found.pop(name, None)
    assert found == expected


def test_comments_of_a_listing_are_no_articles() -> None:
    listing = {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"body": TEXT}}]}}

    with pytest.raises(NotAnArticle, match="a comment"):
        read(json.dumps(listing).encode(), name="comments.json")


@pytest.mark.parametrize("absent", ["title", "url", "published_at"])
def test_a_description_alone_is_no_article(absent: str) -> None:
    """Products and profiles have one, too."""
    fields = {**LISTED, "published_at": DAY}
    del fields[absent]

    with pytest.raises(NotAnArticle):
        read(json.dumps(fields).encode(), name="one.json")
