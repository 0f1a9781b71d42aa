"""Help: the query language, and the API in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from dateline.search.language_page import query_language
from dateline.web.api.answers import openapi
from dateline.web.drawing import page

router = APIRouter()

EXAMPLES = Path(str(files("dateline.web.api") / "examples.md"))
"""The page on the API that docs/api-examples.md is, too."""
_TO_A_PAGE = re.compile(r'<a href="[\w./-]+\.md[^"]*">(.*?)</a>')  # of the documentation


@cache
def _html(text: str) -> Markup:
    """A page of ours as HTML; no HTML is read in it."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = _TO_A_PAGE.sub(r"\1", markdown.render(text))
    return Markup(html.replace("<pre>", '<pre tabindex="0">'))


@router.get("/help")
def help_page(request: Request) -> Response:
    return page(request, "help.html", language=_html(query_language()))


@router.get("/api/examples")
def examples_page(request: Request) -> Response:
    """The examples, with the address of this server in them."""
    html = _html(EXAMPLES.read_text("utf-8"))
    here = html.replace("http://127.0.0.1:8710", Markup.escape(str(request.base_url).rstrip("/")))
    return page(request, "examples.html", examples=here)


class Operation(NamedTuple):
    """One thing that the API does: method and address, what it does, its parameters with what they
    are, and the name of the shape of its answer, or else its type."""

    method: str
    address: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    shape: str


def operations(described: Any) -> Iterator[Operation]:
    """What an OpenAPI document describes, by address."""
    for address, methods in described["paths"].items():
        for method, operation in methods.items():
            told = next(iter(operation["responses"].values()))
            yield Operation(
                method.upper(),
                address,
                operation.get("description", ""),
                tuple(
                    (each["name"], each.get("description", ""))
                    for each in operation.get("parameters", ())
                ),
                told["description"],
            )


@router.get("/api/docs")
def api_page(request: Request) -> Response:
    return page(request, "api.html", operations=tuple(operations(openapi(request.app))))
