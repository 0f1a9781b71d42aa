"""JSON-LD that is no JSON: what can be read of it is read."""

from __future__ import annotations

import re

import pytest

import dateline
from tests.unit.readers.conftest import cpu_limit

TEXT = "<p>The county council voted late on Tuesday to close the old bridge for repairs.</p>" * 5
FIELDS = (
    '"@type": "NewsArticle", "datePublished": "2025-07-18", '
    '"author": {"@type": "Person", "name": "Ann Quay"}'
)


def read(script: str, kind: str = "application/ld+json") -> dateline.Article:
    page = (
        f'<html><head><title>Bridge</title><script type="{kind}">{script}</script></head>'
        f"<body><article><h1>Bridge</h1>{TEXT}</article></body></html>"
    )
    (article,) = dateline.read(page.encode())
    return article


@pytest.mark.parametrize(
    "script",
    [
        pytest.param('{"headline": "He said "no" to it", %s}', id="quotes in a text"),
        pytest.param('{"headline": "He said "no"", %s}', id="quotes at its end"),
        pytest.param('{"description": "Said "no", "yes", and left", %s}', id="quotes and commas"),
        pytest.param('{%s, "description": "<a href="/x">A</a> link"}', id="markup in a text"),
        pytest.param('{"headline": "Old\nbridge\tcloses", %s}', id="line breaks"),
        pytest.param('{"headline": "C:\\path \\x", %s}', id="escapes"),
        pytest.param('{"headline": "Bridge" %s}', id="a comma is missing"),
        pytest.param('{"keywords": ["a",],, %s,}', id="commas too many"),
        pytest.param('{"image": , "n": undefined, %s}', id="no values"),
        pytest.param("{%s", id="a bracket is missing"),
        pytest.param("{%s}}]", id="brackets too many"),
        pytest.param('{%s, "articleBody": "The county coun', id="cut in a text"),
        pytest.param('{"@graph": [{%s}, {"@type": "WebPage", "na', id="cut in a key"),
        pytest.param('{"@type": "WebSite"};\n{%s};', id="two objects"),
        pytest.param("<!-- {%s} -->", id="in a comment"),
        pytest.param("{<!-- article -->%s}", id="a comment in it"),
        pytest.param("{// article\n%s /* end */}", id="comments of scripts"),
        pytest.param("<![CDATA[{%s}]]>", id="CDATA"),
        pytest.param("/* <![CDATA[ */{%s}/* ]]> */", id="CDATA in a comment"),
        pytest.param("<br><b>Warning</b>: x\n{%s}", id="after a message of the server"),
        pytest.param("var data = {%s};", id="an assignment"),
    ],
)
def test_damaged_json_ld_is_read(script: str) -> None:
    article = read(script % FIELDS)

    assert article.published is not None
    assert article.published.value == "2025-07-18"
    assert article.authors == ("Ann Quay",)


def test_quotes_that_are_not_escaped_are_part_of_the_text() -> None:
    """They stand as the page wrote them, and nothing after them is lost."""
    article = read('{"description": "She said "no", and "yes" later.", ' + FIELDS + "}")

    assert article.summary == ('She said "no", and "yes" later.',)


@pytest.mark.parametrize("marks", ["''", "“”"])
def test_other_quotation_marks_are_read(marks: str) -> None:
    opening, closing = marks
    fields = re.sub(r'"([^"]*)"', rf"{opening}\1{closing}", FIELDS)

    assert read("{" + fields + "}").authors == ("Ann Quay",)


def test_other_names_of_its_type_are_read() -> None:
    assert read("{" + FIELDS + "}", "application/json+ld").authors == ("Ann Quay",)


@pytest.mark.parametrize(
    "unit", ["{", '["', '{"a":', "[1,", '{"a":"x" "b', "{'a\n", "{x", '"a":"b",', "//", '{"a":(']
)
def test_hostile_json_ld_has_a_limit(unit: str) -> None:
    """The page is read without it."""
    with cpu_limit(15):
        for count in (300, 2_000, 90_000 // len(unit), 500_000 // len(unit)):
            assert read(unit * count).title == "Bridge"


@pytest.mark.parametrize(
    "variable", ["{{ name }}", "[[name]]", "${name}", "<%= name %>", "%%NAME%%"]
)
def test_variables_of_a_template_are_no_values(variable: str) -> None:
    """A program that nobody gave values left their names in the page."""
    fields = ("headline", "description", "datePublished", "articleSection", "keywords")
    stated = ", ".join(f'"{field}": "{variable}"' for field in fields)

    article = read(f'{{"@type": "NewsArticle", "author": {{"name": "{variable}"}}, {stated}}}')

    assert (article.title, article.authors, article.published) == ("Bridge", (), None)
    assert (article.summary, article.section, article.keywords) == ((), None, ())
