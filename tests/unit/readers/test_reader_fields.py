"""Every name under which a reader looks for a field, filled once: a name that is misspelt shows
here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.readers.json import keys as json_keys
from dateline.values.draft import Draft
from tests.unit.readers import builders
from tests.unit.readers.conftest import PARAGRAPHS, Read, only

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"

# The fields of a row of the table of keys in the docs: one, or one a group of keys.
ROWS = {
    "body": ("body", "body", "body"),
    "source": ("source.name", "source.domain"),
    "url": ("url", "canonical_url"),
    "language, section": ("language", "section"),
    "captions": ("caption", "caption", "caption"),
    "paywalled": ("paywalled", "paywalled"),
}


def documented() -> Iterator[tuple[str, str]]:
    """Each key of the table in docs/formats.md, and its field."""
    section = DOCS.read_text("utf-8").split("### JSON\n")[1].split("A body may be")[0]
    for name, fields in re.findall(r"^\| ([a-z, ]+) \| (.*) \|$", section, re.M)[1:]:
        for group, field in zip(fields.split("; "), ROWS.get(name, (name,)), strict=True):
            listed = re.sub(
                r",? (of which|where they|if there is|and (?=image\b)).*|:.*", r"", group
            )
            if "images and image" in group:
                listed = "images, image"
            yield from ((key.strip(), field) for key in listed.split(", "))


KEYS = sorted(set(documented()))


def value_of(key: str, field: str) -> object:
    if field == "paywalled":
        return key in json_keys.PAYWALLED
    if key in ("images", "image"):
        return {"caption": "The bridge by night"}
    if key == "associations":
        return {"main": {"type": "picture", "description_text": "The bridge by night"}}
    return ["The bridge opens."] if key == "bodies" else "The bridge opens."


def claims(draft: Draft) -> set[tuple[str, str]]:
    """Claims, and blocks as claims by their role: a paragraph is the body."""
    blocks = {(block.role.value.replace("paragraph", "body"), block.text) for block in draft.blocks}
    return blocks | {(claim.field, claim.value) for claim in draft.claims}


def test_the_docs_list_every_key() -> None:
    """docs/formats.md lists exactly the keys that the readers know."""
    tables = (
        *(json_keys.TEXT, json_keys.TITLE, json_keys.AUTHORS, json_keys.SOURCE_NAME),
        *(json_keys.SOURCE_DOMAIN, json_keys.KEYWORDS, json_keys.CAPTIONS, json_keys.FREE),
        *(json_keys.PAYWALLED, json_keys.SHORT_TEXT, *(names for _, names in json_keys.CLAIMS)),
    )

    assert {key for names in tables for key in names} == {key for key, _ in KEYS}


@pytest.mark.parametrize(("key", "field"), KEYS)
def test_a_key_of_json_fills_its_field(read: Read, key: str, field: str) -> None:
    """Each documented key fills its documented field."""
    fields = {key: value_of(key, field)}
    text = {} if field == "body" else {"text": "Words of it."}
    value = {"paywalled": "true", "caption": "The bridge by night"}.get(field, "The bridge opens.")
    if "caption" in key:
        value = "The bridge opens."

    assert (field, value) in claims(only(read, json.dumps({**fields, **text})))


TEXT_KEYS = [(key, field) for key, field in KEYS if isinstance(value_of(key, field), str)]


@pytest.mark.parametrize(("key", "field"), TEXT_KEYS)
def test_columns_and_front_matter_use_the_same_keys(read: Read, key: str, field: str) -> None:
    """The table of keys holds for columns and front matter too."""
    out = io.StringIO()
    columns = {key: "The bridge opens.", "x": "1"} | ({} if field == "body" else {"text": "Words."})
    csv.writer(out).writerows([columns, columns.values()])

    assert (field, "The bridge opens.") in claims(only(read, out.getvalue(), "a.csv"))
    if field != "body":
        page = f"---\n{key}: The bridge opens.\n---\n\nWords of it.\n"
        assert (field, "The bridge opens.") in claims(only(read, page))


@pytest.mark.parametrize(("word", "said_so"), [("true", "true"), ("No", "false"), ("perhaps", "")])
def test_tables_and_front_matter_say_paywalled_in_words(
    read: Read, word: str, said_so: str
) -> None:
    """ "yes", "no", "true" and "false" are booleans, and other words are ignored."""
    wanted = {("paywalled", said_so)} if said_so else set()
    for data in (
        f"paywalled,text,title\n{word},Words.,x\n",
        f"---\npaywalled: {word}\n---\nWords.\n",
    ):
        found = claims(only(read, data))

        assert {claim for claim in found if claim[0] == "paywalled"} == wanted


NITF = {
    ("title", "one"): "<head><title>one</title></head>",
    ("published", "2024-05-01"): '<head><docdata><date.issue norm="2024-05-01"/></docdata></head>',
    (
        "published",
        "2024-05-02",
    ): '<head><docdata><date.release norm="2024-05-02"/></docdata></head>',
    ("published", "2024-05-03"): '<body.head><story.date norm="2024-05-03"/></body.head>',
    ("url", "https://example.org/4"): '<head><doc-id regsrc-url="https://example.org/4"/></head>',
    ("url", "https://example.org/5"): '<head><pubdata ex-ref="https://example.org/5"/></head>',
    ("updated", "20240511"): '<head><revision-history norm="20240511"/></head>',
    ("source.name", "five"): '<head><doc.copyright holder="five"/></head>',
    ("source.name", "six"): "<body.head><distributor>six</distributor></body.head>",
    ("section", "seven"): '<head><tobject.subject tobject.subject.type="seven"/></head>',
    ("section", "eight"): '<head><pubdata position.section="eight"/></head>',
    ("source.name", "nine"): '<head><pubdata name="nine"/></head>',
    ("published", "20240510"): '<head><pubdata date.publication="20240510"/></head>',
    ("keywords", "eleven"): '<head><keyword key="eleven"/></head>',
    ("authors", "By twelve"): "<body.head><byline>By twelve</byline></body.head>",
    ("authors", "thirteen"): "<body.head><byline>By <person>thirteen</person></byline></body.head>",
    ("title", "fourteen"): "<body.head><hedline><hl1>fourteen</hl1></hedline></body.head>",
    ("subtitle", "fifteen"): "<body.head><hedline><hl2>fifteen</hl2></hedline></body.head>",
    ("summary", "sixteen"): "<body.head><abstract><p>sixteen</p></abstract></body.head>",
    ("summary", "fifty"): "<body.head><abstract>fifty</abstract></body.head>",
    ("authors", "By sixty"): "<body.head><byline>By sixty<byttl>Chief</byttl></byline></body.head>",
    ("dateline", "seventy"): "<body.head><dateline><location>seventy</location></dateline>"
    "</body.head>",
    ("keywords", "80"): '<head><tobject.subject tobject.subject.matter="80"/></head>',
    ("keywords", "90"): '<head><tobject.subject tobject.subject.detail="90"/></head>',
    (
        "caption",
        "17",
    ): "<body.content><media><media-caption>17</media-caption></media></body.content>",
    (
        "credit",
        "18",
    ): "<body.content><media><media-producer>18</media-producer></media></body.content>",
}


@pytest.mark.parametrize("claim", NITF)
def test_an_element_of_nitf_fills_its_field(read: Read, claim: tuple[str, str]) -> None:
    """Each element, next to a paragraph, fills its field."""
    data = f"<nitf>{NITF[claim]}<body.content><p>Words of it.</p></body.content></nitf>"

    assert {claim, ("body", "Words of it.")} <= claims(only(read, data))


NEWSML = {
    ("title", "one"): "<contentMeta><headline>one</headline></contentMeta>",
    ("title", "two"): "<itemMeta><title>two</title></itemMeta>",
    ("authors", "three"): "<contentMeta><by>three</by></contentMeta>",
    ("authors", "Ada Four"): "<contentMeta><creator><name>Ada Four</name></creator></contentMeta>",
    ("published", "5"): "<itemMeta><firstCreated>5</firstCreated></itemMeta>",
    ("published", "6"): "<contentMeta><contentCreated>6</contentCreated></contentMeta>",
    ("updated", "7"): "<itemMeta><versionCreated>7</versionCreated></itemMeta>",
    ("updated", "8"): "<contentMeta><contentModified>8</contentModified></contentMeta>",
    ("source.name", "9"): "<itemMeta><provider><name>9</name></provider></itemMeta>",
    ("source.name", "10"): '<itemMeta><provider literal="10"/></itemMeta>',
    (
        "source.name",
        "11",
    ): "<rightsInfo><copyrightHolder><name>11</name></copyrightHolder></rightsInfo>",
    ("language", "12"): '<contentMeta><language tag="12"/></contentMeta>',
    ("keywords", "13"): "<contentMeta><keyword>13</keyword></contentMeta>",
    ("section", "14"): "<contentMeta><subject><name>14</name></subject></contentMeta>",
    ("summary", "15"): "<contentMeta><description>15</description></contentMeta>",
    ("url", "16"): '<itemMeta><link rel="x:canonical" href="16"/></itemMeta>',
    ("subtitle", "17"): '<contentMeta><headline role="x:subHeadline">17</headline></contentMeta>',
    ("published", "18"): "<itemMeta><versionCreated>18</versionCreated></itemMeta>",
    ("source.name", "19"): '<rightsInfo><copyrightHolder literal="19"/></rightsInfo>',
    ("dateline", "20"): "<contentMeta><dateline>20</dateline></contentMeta>",
    ("credit", "21"): "<contentMeta><creditline>21</creditline></contentMeta>",
}


@pytest.mark.parametrize("claim", NEWSML)
def test_an_element_of_newsml_fills_its_field(read: Read, claim: tuple[str, str]) -> None:
    """Each element, next to a plain text, fills its field."""
    text = "<contentSet><inlineData>Words of it.</inlineData></contentSet>"
    data = f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{NEWSML[claim]}{text}</newsItem>'

    assert {claim, ("body", "Words of it.")} <= claims(only(read, data))


LINES = "<NewsComponent><NewsLines>{}</NewsLines></NewsComponent>"
NEWSML_1 = {
    ("title", "one"): LINES.format("<HeadLine>one</HeadLine>"),
    ("subtitle", "two"): LINES.format("<SubHeadLine>two</SubHeadLine>"),
    ("authors", "By three"): LINES.format("<ByLine>By three</ByLine>"),
    ("dateline", "four"): LINES.format("<DateLine>four</DateLine>"),
    ("credit", "five"): LINES.format("<CreditLine>five</CreditLine>"),
    ("keywords", "six"): LINES.format("<KeywordLine>six</KeywordLine>"),
    ("published", "7"): "<NewsManagement><FirstCreated>7</FirstCreated></NewsManagement>",
    ("updated", "8"): "<NewsManagement><ThisRevisionCreated>8</ThisRevisionCreated>"
    "</NewsManagement>",
    ("source.name", "9"): '<Provider><Party FormalName="9"/></Provider>',
    ("source.name", "10"): '<Source><Party FormalName="10"/></Source>',
    ("source.name", "11"): "<NewsIdentifier><ProviderId>11</ProviderId></NewsIdentifier>",
    ("language", "12"): '<DescriptiveMetadata><Language FormalName="12"/></DescriptiveMetadata>',
    ("keywords", "13"): '<Property FormalName="Keyword" Value="13"/>',
    ("language", "14"): '<NewsComponent xml:lang="14"/>',
}


@pytest.mark.parametrize("claim", NEWSML_1)
def test_an_element_of_newsml_1_fills_its_field(read: Read, claim: tuple[str, str]) -> None:
    """Each element, next to a text, fills its field."""
    text = "<ContentItem><DataContent><p>Words of it.</p></DataContent></ContentItem>"
    data = f"<NewsML><NewsItem>{NEWSML_1[claim]}{text}</NewsItem></NewsML>"

    assert {claim, ("body", "Words of it.")} <= claims(only(read, data))


RCV1 = {
    ("title", "one"): "<headline>one</headline>",
    ("title", "two"): "<title>two</title>",
    ("authors", "By three"): "<byline>By three</byline>",
    ("dateline", "FOUR"): "<dateline>FOUR</dateline>",
    ("published", "5"): '<metadata><dc element="dc.date.published" value="5"/></metadata>',
    ("source.name", "6"): '<metadata><dc element="dc.source" value="6"/></metadata>',
    ("source.name", "7"): '<metadata><dc element="dc.publisher" value="7"/></metadata>',
    ("published", "1996"): "",
    ("language", "en"): "",
}


@pytest.mark.parametrize("claim", RCV1)
def test_an_element_of_a_corpus_of_reuters_fills_its_field(
    read: Read, claim: tuple[str, str]
) -> None:
    """Each element fills its field, and the attributes for date and language do."""
    opening = '<newsitem itemid="1" date="1996" xml:lang="en">'
    data = f"{opening}{RCV1[claim]}<text><p>Words of it.</p></text></newsitem>"

    assert {claim, ("body", "Words of it.")} <= claims(only(read, data))


SGML = {
    ("title", "one"): "<TEXT><TITLE>one</TITLE></TEXT>",
    ("published", "2"): "<DATE>2</DATE>",
    ("authors", "three"): "<TEXT><AUTHOR>three</AUTHOR></TEXT>",
    ("section", "four"): "<TOPICS><D>four</D></TOPICS>",
    ("keywords", "five"): "<PEOPLE><D>five</D></PEOPLE>",
    ("keywords", "six"): "<ORGS><D>six</D></ORGS>",
    ("dateline", "TOWN, May 6 -"): "<TEXT><DATELINE>TOWN, May 6 -</DATELINE></TEXT>",
    ("source.name", "Reuters"): "",
}


@pytest.mark.parametrize("claim", SGML)
def test_an_element_of_sgml_fills_its_field(read: Read, claim: tuple[str, str]) -> None:
    """Each element, next to a body, fills its field."""
    assert claim in claims(only(read, f"<REUTERS>{SGML[claim]}<BODY>Words.</BODY></REUTERS>"))


DOCUMENTS = {
    ("title", "Title"): ("dc:title", "dc:title", "title"),
    ("authors", "A. Desk"): ("dc:creator", "meta:initial-creator", "author"),
    ("keywords", "bridge"): ("cp:keywords", "meta:keyword", "keywords"),
    ("summary", "It is open."): ("dc:description", "dc:description", "doccomm"),
    ("section", "Transport"): ("cp:category", "dc:subject", "subject"),
}


@pytest.mark.parametrize("claim", DOCUMENTS)
def test_a_property_of_a_document_fills_its_field(read: Read, claim: tuple[str, str]) -> None:
    """Each property of Word, OpenDocument and RTF fills its field."""
    word, office, rtf = DOCUMENTS[claim]

    assert claim in claims(only(read, builders.docx([("Normal", "Words.")], {word: claim[1]})))
    assert claim in claims(only(read, builders.odt("<text:p>Words.</text:p>", {office: claim[1]})))
    source = rf"{{\rtf1{{\info{{\{rtf} {claim[1]}}}}}Title\par Words of it.\par}}"
    assert claim in claims(only(read, source))


def test_the_last_editor_of_an_open_document_is_an_author(read: Read) -> None:
    """dc:creator is who saved an OpenDocument file last."""
    data = builders.odt("<text:p>Words.</text:p>", {"dc:creator": "A. Desk"})

    assert ("authors", "A. Desk") in claims(only(read, data))


META = {
    "title": "og:title twitter:title dc.title dcterms.title sailthru.title parsely-title",
    "summary": "og:description description dc.description twitter:description",
    "published": "article:published_time og:article:published_time og:published_time "
    "article:published datePublished date pubdate publishdate publish-date publish_date "
    "publication_date publicationdate DC.date DC.date.issued DC.date.created dcterms.created "
    "dcterms.issued dcterms.date parsely-pub-date sailthru.date OriginalPublicationDate "
    "cXenseParse:recs:publishtime article_date_original article.published displaydate",
    "updated": "article:modified_time og:updated_time dateModified dcterms.modified "
    "DC.date.modified lastmod last-modified article.updated modificationdate",
    "authors": "author article:author article:author_name DC.creator dcterms.creator "
    "parsely-author sailthru.author byl cXenseParse:author citation_author article.author",
    "section": "article:section section parsely-section sailthru.section DC.subject",
    "keywords": "news_keywords keywords article:tag parsely-tags",
    "source.name": "og:site_name publisher DC.publisher article:publisher_name citation_publisher",
    "language": "og:locale content-language DC.language language",
    "canonical_url": "og:url",
}


@pytest.mark.parametrize(("field", "name"), [(f, n) for f, s in META.items() for n in s.split()])
def test_a_meta_tag_fills_its_field(read: Read, field: str, name: str) -> None:
    """It does as a name and as a property."""
    value = "2024-05-06" if field in ("published", "updated") else "bridge"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    for attribute in ("name", "property"):
        tag = f'<meta {attribute}="{name}" content="{value}">'
        page = (
            f"<!DOCTYPE html><html><head>{tag}</head><body><article>{text}</article></body></html>"
        )

        assert (field, value) in claims(only(read, page))
