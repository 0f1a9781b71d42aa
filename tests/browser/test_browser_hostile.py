"""Articles of strangers in a browser: nothing in them runs, loads, or breaks out of its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Open, Server, dateline
from tests.conftest import json_lines

_CALL = "window.ran=1"
_PAYLOADS = (
    f"<script>{_CALL}</script>",
    f"</title><script>{_CALL}</script>",
    f"</textarea><script>{_CALL}</script>",
    f"--><script>{_CALL}</script>",
    f"]]><script>{_CALL}</script>",
    f"<img src=x onerror={_CALL}>",
    f'"><img src=x onerror="{_CALL}">',
    f"'><img src=x onerror='{_CALL}'>",
    f'" autofocus onfocus="{_CALL}" x="',
    f"' autofocus onfocus='{_CALL}' x='",
    f"<svg onload={_CALL}>",
    f"<svg><script>{_CALL}</script></svg>",
    f"<svg><a xlink:href='javascript:{_CALL}'><text y='20'>x</text></a></svg>",
    f"<iframe srcdoc='<script>parent.{_CALL}</script>'></iframe>",
    f"<iframe src='javascript:parent.{_CALL}'></iframe>",
    "<iframe src='https://elsewhere.example/'></iframe>",
    f"<object data='javascript:{_CALL}'></object>",
    "<embed src='https://elsewhere.example/x.swf'>",
    "<link rel=stylesheet href='https://elsewhere.example/x.css'>",
    "<style>@import 'https://elsewhere.example/x.css'; body{display:none}</style>",
    "<style>*{background:url(https://elsewhere.example/x.png)}</style>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<base href='https://elsewhere.example/'>",
    "<form action='https://elsewhere.example/'><input name=q></form>",
    f"<details open ontoggle={_CALL}>",
    f"<video><source onerror={_CALL}></video>",
    f"<math><mtext><script>{_CALL}</script></mtext></math>",
    f"<template><script>{_CALL}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_CALL}>'></noscript>",
    "{{ 7*7 }}{% for x in range(9) %}x{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    f"javascript:{_CALL}",
    f"JaVaScRiPt:{_CALL}//",
    f"data:text/html,<script>{_CALL}</script>",
    "\u202etxt.exe\u202c \u2066hidden\u2069",
    "\u200f\u200e\u061c bidi marks",
    "\x00\x07\x1b[31mcontrol\x7f\x9b",
    "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;",
    "<!--#exec cmd='id'--><?php echo 1 ?>",
    "W" * 5000,
    "\u0300" * 300 + "zalgo",
)
_FIELDS = ("title", "subtitle", "author", "section", "source", "text")


def hostile() -> Iterator[dict[str, object]]:
    """Two articles for each payload, which stands in every field of theirs: some 250 strings. The
    second has a title, which the first may have lost to cleaning."""
    for number, payload in enumerate(_PAYLOADS):
        story: dict[str, object] = dict.fromkeys(_FIELDS, payload) | {
            "id": str(number),
            "text": f"{payload}\n\n{payload} words of number {number}, which says nothing.",
            "date": "2024-01-05",
            "url": payload if payload.lower().startswith(("javascript", "data")) else None,
        }
        yield story
        yield story | {"id": f"{number} titled", "title": f"Hostile {number}"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    archive = folder / "archive"
    archive.mkdir()
    (folder / "hostile.jsonl").write_text(json_lines(*hostile()))
    pages = folder / "pages"
    pages.mkdir()
    for number, payload in enumerate(_PAYLOADS):
        (pages / f"{number}.html").write_text(
            f"<html><head><title>Page {number}</title></head><body><article>"
            f"<h1>Page {number} of a stranger</h1><p>{payload}</p><p>This page has a text of its "
            f"own, number {number}, which is long enough to be an article for a reader of it.</p>"
            "</article></body></html>",
            errors="replace",
        )
    dateline(archive, "ingest", folder / "hostile.jsonl")
    dateline(archive, "ingest", pages)
    running = Server(archive)
    yield running
    running.close()


def test_nothing_of_an_article_runs_or_leaves(browse: Open, server: Server) -> None:
    """Every article is opened, in the page and, where it is one, as a saved page in its frame. The
    fixture fails the test if a request left the server or a page reported an error."""
    page = browse(server)
    ids = server.dateline("search", "*", "--format", "ids", "--limit", "all").split()
    assert len(ids) > 3 * len(_PAYLOADS) - 9
    for id in ids:
        page.goto(f"/articles/{id}", wait_until="domcontentloaded")
        assert page.evaluate("window.ran") is None, id
        assert page.url == f"{server.address}/articles/{id}"
        assert page.locator("h1").count() == 1, id
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), id


@pytest.mark.parametrize(
    "path",
    [
        *("/search?q=*", "/sources", "/people", "/events", "/quotes", "/map", "/failures"),
        "/search?q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "/search?q=title:(%22%3E%3Cimg+src%3Dx+onerror%3Dwindow.ran%3D1%3E",
        "/search?q=a&in=%22%3E%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "/sources?source=%3Cscript%3Ewindow.ran%3D1%3C/script%3E",
        "/people?name=%3Cscript%3Ewindow.ran%3D1%3C/script%3E",
        "/people/person/%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
    ],
)
def test_lists_and_addresses_run_nothing(browse: Open, server: Server, path: str) -> None:
    page = browse(server, path)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_saved_pages_run_and_load_nothing(browse: Open, server: Server) -> None:
    page = browse(server)
    ids = server.dateline("search", "stranger", "--format", "ids", "--limit", "all").split()
    assert len(ids) > 30
    for id in ids:
        page.goto(f"/articles/{id}/page", wait_until="load")
        assert page.evaluate("window.ran") is None
        assert page.url == f"{server.address}/articles/{id}/page"


def test_names_of_uploads_stay_in_their_folder(
    browse: Open, serve: Callable[..., Server], tmp_path: Path
) -> None:
    server = serve()
    page = browse(server, "/add")
    page.locator("#files").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": b"A title here\n\nA text here.\n"}
            for name in ("../../../escaped.txt", "<img src=x onerror=window.ran=1>.txt", "..")
        ]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/add/*")
    page.get_by_text("found").wait_for()
    assert page.evaluate("window.ran") is None
    assert not list(tmp_path.rglob("escaped.txt"))
