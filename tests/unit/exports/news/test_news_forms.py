"""ninjs, NITF, NewsML-G2 and RSS: valid by the schemas of those who define them, and read back by
Dateline's own readers with the same fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from dateline import read
from dateline.exports.news.newsml_g2 import news_item
from dateline.exports.news.ninjs import ninjs_object
from dateline.exports.news.nitf import nitf_file
from dateline.exports.news.rss import write as write_rss
from dateline.values.article import ArchivedArticle, Article
from dateline.values.moment import Moment
from tests.unit.exports.articles import ARTICLES, CONTROLS, FULL, HOSTILE, archived
from tests.unit.exports.jobs import job_of, written

_SCHEMAS = Path(__file__).parents[3] / "fixtures" / "schemas"
_ALL = pytest.mark.parametrize("article", [*ARTICLES.values(), HOSTILE], ids=[*ARTICLES, "hostile"])


def ninjs(article: ArchivedArticle) -> bytes:
    return json.dumps(ninjs_object(article), ensure_ascii=False).encode()


def rss(article: ArchivedArticle) -> bytes:
    return written(write_rss, article)


FORMS: Mapping[str, Callable[[ArchivedArticle], bytes]] = {
    "ninjs": ninjs,
    "nitf": nitf_file,
    "newsml-g2": news_item,
    "rss": rss,
}

# Of a form's fields those that come back in another way, as the registry says.
LOST: Mapping[str, frozenset[str]] = {
    "ninjs": frozenset(("credit",)),
    "nitf": frozenset(("credit",)),
    "newsml-g2": frozenset(),
    "rss": frozenset(("credit", "subtitle", "section", "keywords", "summary", "captions")),
}
FIELDS = (
    *("title", "subtitle", "authors", "credit", "dateline", "published", "updated", "language"),
    *("section", "source", "url", "summary", "body", "captions", "keywords"),
)


@pytest.fixture(scope="module", params=["nitf-3-6.xsd", "NewsML-G2_2.35-spec-All-Power.xsd"])
def schema(request: pytest.FixtureRequest) -> tuple[str, etree.XMLSchema]:
    return request.param, etree.XMLSchema(etree.parse(_SCHEMAS / request.param))


@_ALL
def test_the_xml_is_valid(article: ArchivedArticle, schema: tuple[str, etree.XMLSchema]) -> None:
    """NITF and NewsML-G2 by IPTC's schemas, the NITF inside NewsML-G2 too."""
    name, official = schema
    if name.startswith("nitf"):
        official.assertValid(etree.fromstring(nitf_file(article)))
        item = etree.fromstring(news_item(article))
        official.assertValid(item.find(".//{http://iptc.org/std/NITF/2006-10-18/}nitf"))
    else:
        official.assertValid(etree.fromstring(news_item(article)))


@_ALL
def test_ninjs_is_valid(article: ArchivedArticle) -> None:
    """By IPTC's schema, where a date is a time with an offset."""
    official = json.loads((_SCHEMAS / "ninjs-schema_3.1.json").read_text("utf-8"))
    checker = FormatChecker()
    checker.checks("date-time")(lambda text: Moment(value=text[:19], offset=text[19:]).offset)

    errors = list(
        Draft202012Validator(official, format_checker=checker).iter_errors(ninjs_object(article))
    )

    assert errors == []


@_ALL
def test_rss_is_well_formed(article: ArchivedArticle) -> None:
    """One item with the article's id, by another program's reader."""
    found = feedparser.parse(rss(article))

    assert not found.bozo
    assert [entry.id for entry in found.entries] == [f"urn:dateline:{article.id}"]


def plain(article: Article, field: str) -> Any:
    value = getattr(article, field)
    return (value.value, value.offset) if isinstance(value, Moment) else value


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("form", FORMS)
def test_what_a_form_holds_is_read_back(form: str, name: str) -> None:
    """Every field comes back as it was, but for what the registry says is lost."""
    article = ARTICLES[name]
    [found] = read(FORMS[form](article))

    lost = set(LOST[form])
    if form == "ninjs" and name != "full":
        lost |= {"published", "updated"}
    if form == "rss":
        lost |= {"source"} if not article.source.name else set()
        lost |= {"dateline", "body"} if name == "day" else set()
        lost |= {"updated"} if name == "undated" else set()
    assert {field: plain(found, field) for field in FIELDS if field not in lost} == {
        field: plain(article, field) for field in FIELDS if field not in lost
    }


def test_a_date_that_ninjs_cannot_express_is_in_words() -> None:
    """Nothing is added to it but the seconds of a time."""
    exact = archived(published=Moment(value="2025-07-18T14:30", offset="+05:00"), body="Words.")
    day = archived(published=Moment(value="2025-07-18"), updated=Moment(value="2025"), body="W.")

    assert ninjs_object(exact)["contentCreated"] == "2025-07-18T14:30:00+05:00"
    assert "edNote" not in ninjs_object(exact)
    assert ninjs_object(day)["edNote"] == "Published 2025-07-18; Updated 2025"
    assert not {"contentCreated", "versionCreated"} & ninjs_object(day).keys()


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (Moment(value="2025-07-18T14:30", offset="+05:00"), "Fri, 18 Jul 2025 14:30 +0500"),
        (Moment(value="2025-07-18T14:30:07", offset="-03:30"), "Fri, 18 Jul 2025 14:30:07 -0330"),
        (Moment(value="2025-07-18T14:30"), None),
        (Moment(value="2025-07-18"), None),
    ],
)
def test_a_feed_has_no_zone_that_is_not_known(moment: Moment, wanted: str | None) -> None:
    """pubDate is a time with its offset; anything less exact is dcterms:issued."""
    item = etree.fromstring(rss(archived(published=moment, body="Words."))).find("channel/item")

    issued = item.findtext("{http://purl.org/dc/terms/}issued")
    assert (item.findtext("pubDate"), issued) == (wanted, None if wanted else moment.value)


@pytest.mark.parametrize("form", ["nitf", "newsml-g2", "rss"])
def test_characters_that_xml_forbids_leave_a_mark(form: str) -> None:
    """Each is U+FFFD, and the words around it stay; a tab or line end is no such character."""
    article = archived(title="x", body=f"Opened{CONTROLS} today.")
    text = "".join(etree.fromstring(FORMS[form](article)).itertext())

    assert text.count("\ufffd") == len(CONTROLS) - 4
    assert "Opened" in text
    assert " today." in text


def test_one_feed_holds_all_articles() -> None:
    """Its title is the query, with whatever is in it."""
    two = [FULL, archived(id="f" * 16, title="Second", body="Words of it.")]
    found = feedparser.parse(written(write_rss, *two, job=job_of(query="a < b & c")))

    assert found.feed.title == "Dateline: a < b & c"
    assert [entry.title for entry in found.entries] == [FULL.title, "Second"]
