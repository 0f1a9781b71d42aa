"""Tables, JSON and posts from public collections: what once cost a title, a date or the text, each
in the smallest file that shows it."""

from __future__ import annotations

import json

import pytest

from dateline.errors import NotAnArticle, ReadError
from dateline.readers import choose
from dateline.values.draft import Draft
from tests.unit.readers.conftest import Read, block_lines, claim_values, only


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("post_title", "title"),
        ("CONTENT_TITLE", "title"),
        ("news_date", "published"),
        ("titulo", "title"),
        ("Título", "title"),
        ("fecha_publicacion", "published"),
        ("autor", "authors"),
        ("Datum", "published"),
        ("Ressort", "section"),
        ("fuente", "source.name"),
        ("idioma", "language"),
        ("auteur", "authors"),
        ("titre", "title"),
        ("résumé", "summary"),
        ("etiquetas", "keywords"),
    ],
)
def test_prefixed_and_foreign_column_names_are_known(read: Read, header: str, field: str) -> None:
    """Columns may have a prefix such as `post_`, or a name in another language."""
    draft = only(read, f"{header},content\nvalue,Words of it.\n", "a.csv")

    assert claim_values(draft, field) == ["value"]


@pytest.mark.parametrize("header", ["contenido", "post_content", "Inhalt", "contenu", "texte"])
def test_columns_that_hold_the_text(read: Read, header: str) -> None:
    """Each known column name for the text gives the body."""
    assert block_lines(only(read, f"title,{header}\nx,Words.\n", "a.csv")) == ["paragraph: Words."]


def test_a_plain_key_takes_precedence_over_a_prefixed_one(read: Read) -> None:
    """The prefixed key is used only without the plain one, and a mapped key is not read twice."""
    draft = only(read, "title,post_title,text\nplain,other,Words.\n", "a.csv")

    assert claim_values(draft, "title") == ["plain"]


@pytest.mark.parametrize(
    "value", ['["Gaza", "Hamas"]', "['Gaza', 'Hamas']", '[\n "Gaza",\n "Hamas"\n]']
)
def test_lists_written_as_strings_are_parsed(read: Read, value: str) -> None:
    """Lists in JSON or Python notation are parsed, and a title in brackets is not."""
    draft = only(read, json.dumps({"text": "Words.", "tags": value, "title": "[2024]"}))

    assert claim_values(draft, "keywords") == ["Gaza", "Hamas"]
    assert claim_values(draft, "title") == ["[2024]"]


@pytest.mark.parametrize("value", ["[Gaza, Hamas]", "[1, 2", "[" * 5000 + "]" * 5000])
def test_a_string_that_only_looks_like_a_list_stays_a_string(read: Read, value: str) -> None:
    """The string is claimed unchanged."""
    draft = only(read, json.dumps({"text": "Words.", "tags": value}))

    assert claim_values(draft, "keywords") == [value]


@pytest.mark.parametrize("key", ["item", "stories", "posts"])
def test_lists_of_articles_under_other_keys(read: Read, key: str) -> None:
    """A list with one article is still a list of articles."""
    draft = only(read, json.dumps({"limit": 20, key: [{"body_text": "Words."}]}))

    assert block_lines(draft) == ["paragraph: Words."]


def test_documents_as_elasticsearch_exports_them(read: Read) -> None:
    """Exports by line and search responses are both read."""
    hits = [
        {"_index": "news", "_id": str(n), "_source": {"maintext": f"Words {n}."}} for n in (1, 2)
    ]
    lines = "".join(json.dumps(hit) + "\n" for hit in hits)
    answer = json.dumps({"took": 1, "hits": {"total": {"value": 2}, "hits": hits}})

    for data in (lines, answer):
        drafts = read(data.encode())
        assert [block_lines(draft) for draft in drafts if isinstance(draft, Draft)] == [
            ["paragraph: Words 1."],
            ["paragraph: Words 2."],
        ]


def test_captions_of_ninjs_associations_are_read(read: Read) -> None:
    """Associated pictures give captions with credits, and an associated text is left out."""
    picture = {"type": "picture", "description_text": "By night.", "byline": "A. Desk"}
    other = {"type": "text", "description_text": "Another story."}
    for associations in ({"main": picture, "more": other}, [picture, other]):
        ninjs = {"type": "text", "body_text": "Words.", "associations": associations}
        draft = only(read, json.dumps(ninjs))

        assert block_lines(draft) == ["caption: By night.", "credit: A. Desk", "paragraph: Words."]


def test_ninjs_place_and_service_are_read(read: Read) -> None:
    """An item's place is a dateline, and its service the section."""
    ninjs = {
        "body_text": "Words.",
        "located": "Oslo",
        "service": [{"code": "f", "name": "Finance"}],
    }
    draft = only(read, json.dumps(ninjs))

    assert claim_values(draft, "dateline") == ["Oslo"]
    assert claim_values(draft, "section") == ["Finance"]


@pytest.mark.parametrize("kind", ["picture", "planning"])
def test_ninjs_items_without_text_are_rejected(read: Read, kind: str) -> None:
    """The type decides in ninjs only, even if the item has words."""
    item = {"type": kind, "versioncreated": "2024-05-06", "body_text": "Words."}
    (rejected,) = read(json.dumps(item).encode())

    assert isinstance(rejected, NotAnArticle)
    assert kind in str(rejected)
    assert only(read, json.dumps({"type": kind, "body_text": "Words."}))


BODY = "\nThe bridge is open.\n"


@pytest.mark.parametrize(
    "front",
    [
        "Title: Bridge opens\nDate: 2024-05-06 10:00\nTags: harbour,\n  bridge\n",
        '{\n"title": "Bridge opens", "date": "2024-05-06 10:00", "tags": "harbour, bridge"\n}\n',
        """+++\ntitle = "Bridge opens"\ndate = "2024-05-06 10:00"
[taxonomies]\ntags = "harbour, bridge"\n+++\n""",
        """---\ntitle: Bridge opens\nparams:\n  date: 2024-05-06 10:00
taxonomy:\n  tag: x\n  tags: harbour, bridge\n---\n""",
    ],
)
def test_front_matter_of_many_programs(read: Read, front: str) -> None:
    """Pelican's lines, JSON, and the inner tables of Zola, Hugo and Grav are front matter."""
    draft = only(read, front + BODY, "post.md")

    assert claim_values(draft, "title") == ["Bridge opens"]
    assert claim_values(draft, "published") == ["2024-05-06 10:00"]
    assert claim_values(draft, "keywords") == ["harbour, bridge"]
    assert block_lines(draft) == ["paragraph: The bridge is open."]


@pytest.mark.parametrize("text", ["Note: one\nAlso: two\n", "Title: alone\n", "Title: a\nno key\n"])
def test_lines_with_a_colon_are_not_front_matter(read: Read, text: str) -> None:
    """Such lines are text without a title, if there is only one, or before a line of text."""
    draft = only(read, text + BODY, "post.md")

    assert claim_values(draft, "title") == []
    assert block_lines(draft)[0].startswith(f"paragraph: {text.split(maxsplit=1)[0]}")


def test_broken_json_before_a_post_fails(read: Read) -> None:
    """The error says where the JSON is broken."""
    (failed,) = read(b'{\n  "title": "Bridge,\n}\n\nWords.\n', "post.md")

    assert "broken" in str(failed)


@pytest.mark.parametrize("key", ["path", "permalink", "url", "slug"])
def test_the_day_in_the_address_of_a_post(read: Read, key: str) -> None:
    """The day in Zola's path is a claim after a stated date."""
    front = f"---\ntitle: Bridge\n{key}: /news/2024/05/06/bridge/\n---\n"

    assert claim_values(only(read, front + BODY), "published") == ["2024-05-06"]
    dated = front.replace("---\n", "---\ndate: 2024-05-07\n", 1)
    assert claim_values(only(read, dated + BODY), "published") == ["2024-05-07", "2024-05-06"]


def test_template_tags_are_not_text(read: Read) -> None:
    """Tags of Jekyll and Hugo are removed, and a link keeps its words."""
    text = (
        "---\ntitle: Bridge\n---\nSee [the ferry]({% link _posts/ferry.md %}).\n\n"
        '{{< figure src="bridge.jpg" >}}\n\n{{% note %}}It is open.{{% /note %}}\n'
    )

    assert block_lines(only(read, text)) == [
        "paragraph: See the ferry.",
        "paragraph: It is open.",
    ]


PAGE = "<body><article><h1>Bridge opens</h1>" + "<p>The bridge was opened on Monday.</p>" * 9


def test_pages_saved_by_an_early_single_file_are_read(read: Read) -> None:
    """SingleFile had another name in its comment until 2019."""
    comment = (
        "<!--\n Archive processed by SingleFile \n url: https://example.org/a \n"
        " saved date: Mon May 06 2024 10:00:00 GMT+0200 (CEST) \n-->"
    )
    draft = only(read, f"<!DOCTYPE html><html>{comment}{PAGE}</article></body></html>")

    assert "https://example.org/a" in claim_values(draft, "url")
    assert claim_values(draft, "captured") == ["Mon May 06 2024 10:00:00 GMT+0200"]


def test_wayback_pages_from_before_2018_are_read(read: Read) -> None:
    """The address is in the toolbar's script, and the time in its form."""
    toolbar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><script>var wbCurrentUrl = "
        '"http://www.example.org/a.html";</script><form><input type="hidden" name="date" '
        'value="20150322034217" /></form><p>11 captures</p><!-- END WAYBACK TOOLBAR INSERT -->'
    )
    ending = "<!--\n     FILE ARCHIVED ON 8:14:30 Oct 7, 2014 AND RETRIEVED FROM THE\n-->"
    page = f"<!DOCTYPE html><html>{PAGE.replace('<body>', '<body>' + toolbar)}</article></body>"
    early, late = only(read, f"{page}</html>"), only(read, f"{page}{ending}</html>")

    assert "http://www.example.org/a.html" in claim_values(early, "url")
    assert claim_values(early, "captured") == ["20150322T034217Z"]
    assert claim_values(late, "captured") == ["Oct 7, 2014 08:14:30 GMT"]
    assert not any("captures" in block.text for block in early.blocks)


def export(item: str, kind: str = "post") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour blog</title>'
        "<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login><![CDATA[ada]]>"
        "</wp:author_login><wp:author_display_name><![CDATA[Ada]]></wp:author_display_name>"
        "<wp:author_first_name>Ada</wp:author_first_name><wp:author_last_name>Desk"
        "</wp:author_last_name></wp:author><wp:author><wp:author_login>bob</wp:author_login>"
        "<wp:author_display_name>Bob &amp; Co</wp:author_display_name></wp:author>"
        f"<item><title>Bridge opens</title><wp:post_type>{kind}</wp:post_type>{item}</item>"
        "</channel></rss>"
    )


def post(content: str) -> str:
    return export(f"<content:encoded><![CDATA[{content}]]></content:encoded>")


def test_a_post_of_a_wordpress_export_has_its_paragraphs(read: Read) -> None:
    """Lines of a post are paragraphs, with or without tags in them."""
    expected = ["paragraph: One bold line.", "paragraph: Two.", "paragraph: Three."]
    for content in ("One <b>bold</b> line.\n\nTwo.\r\nThree.", "One bold line.\nTwo.\n\nThree."):
        assert block_lines(only(read, post(content))) == expected


def test_shortcodes_of_a_wordpress_export(read: Read) -> None:
    """Shortcodes around text are removed, a caption becomes a caption block, and a form is left
    out."""
    content = (
        "[dropcap size='2']O[/dropcap]ne [sic] line.\n[contact_form id=1]\n"
        '[caption id="x" width="9"]<a href="y"><img src="z" /></a> By night[/caption]\nTwo.'
    )

    assert block_lines(only(read, post(content))) == [
        "paragraph: One [sic] line.",
        "caption: By night",
        "paragraph: Two.",
    ]


def test_claims_of_a_wordpress_export(read: Read) -> None:
    """Sections, keywords, names for logins, local dates and the excerpt are claims."""
    items = (
        "<pubDate>Mon, 06 May 2024 08:00:00 +0000</pubDate><dc:creator>ada</dc:creator>"
        '<category domain="category">Transport</category><category domain="post_tag">bridge'
        "</category><wp:post_date>2024-05-06 10:00:00</wp:post_date><wp:post_date_gmt>"
        "2024-05-06 08:00:00</wp:post_date_gmt><wp:post_modified>2024-05-07 10:00:00"
        "</wp:post_modified><excerpt:encoded>In short.</excerpt:encoded>"
        "<content:encoded>Words.</content:encoded>"
    )
    draft = only(read, export(items))

    assert claim_values(draft, "section") == ["Transport"]
    assert claim_values(draft, "keywords") == ["bridge"]
    assert claim_values(draft, "authors") == ["Ada Desk"]
    assert claim_values(draft, "published") == [
        "2024-05-06 10:00:00+02:00",
        "Mon, 06 May 2024 08:00:00 +0000",
    ]
    assert claim_values(draft, "updated") == ["2024-05-07 10:00:00"]
    assert claim_values(draft, "summary") == ["In short."]
    other = export("<dc:creator>bob</dc:creator><content:encoded>Words.</content:encoded>")
    assert claim_values(only(read, other), "authors") == ["Bob & Co"]


def test_drafts_of_a_wordpress_export_have_no_date(read: Read) -> None:
    """Zeros are no date, and a difference of days is no offset."""
    for local, utc, dates in (
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", []),
        ("2024-05-06 10:00:00", "0000-00-00 00:00:00", ["2024-05-06 10:00:00"]),
        ("2024-05-06 10:00:00", "2024-05-08 08:00:00", ["2024-05-06 10:00:00"]),
    ):
        stamps = f"<wp:post_date>{local}</wp:post_date><wp:post_date_gmt>{utc}</wp:post_date_gmt>"
        draft = only(read, export(f"{stamps}<content:encoded>Words.</content:encoded>"))

        assert claim_values(draft, "published") == dates


@pytest.mark.parametrize("kind", ["attachment", "nav_menu_item", "revision"])
def test_entries_that_wordpress_creates_are_rejected(read: Read, kind: str) -> None:
    """WordPress's own types are rejected, and a site's types are read."""
    content = "<content:encoded>Words.</content:encoded>"
    (rejected,) = read(export(content, kind).encode())

    assert isinstance(rejected, NotAnArticle)
    assert kind in str(rejected)
    assert block_lines(only(read, export(content, "reportage"))) == ["paragraph: Words."]


@pytest.mark.parametrize(
    "text", ["\n   1 of 10 DOCUMENTS\n\nWords.\n", "He read 1 of 10 DOCUMENTS.\nLENGTH: 2 words\n"]
)
def test_similar_texts_are_not_lexisnexis_downloads(text: str) -> None:
    """Both marker lines are required, and the first must be alone in its line."""
    assert choose(text.encode()).name == "text"


def test_broken_front_matter_is_reported_with_its_line(read: Read) -> None:
    """The error is one sentence with the line of the file."""
    (error,) = read(b"---\ntitle: Tide\ntags: [x\n---\n\nWords.\n", "a.md")

    assert isinstance(error, ReadError)
    assert error.message == (
        "broken front matter: expected ',' or ']', but got '<stream end>' in line 4"
    )
