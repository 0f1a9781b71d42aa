"""The page of an article: its text is whole, and what is marked in it is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.web.pages.article import article_view, difference_view
from tests.conftest import Command
from tests.integration.web.test_web_search import soup


def _id(query: str) -> str:
    (id,) = open_archive().ids(query)
    return id


def test_no_letter_of_the_text_is_lost_or_moved(stocked: Command) -> None:
    archive = open_archive()
    for id in archive.ids("*"):
        view = article_view(archive, id, "steel OR minister OR pakistan")
        text = view.text
        assert "\n\n".join("".join(p.text for p in each) for each in text.paragraphs) == (
            view.article.body
        )
        assert "".join(piece.text for piece in text.title) == (view.article.title or "")


def test_what_matched_is_marked_and_nothing_else(stocked: Command) -> None:
    view = article_view(open_archive(), _id('"steel tariffs"'), '"steel tariffs"')
    pieces = (*view.text.title, *(piece for each in view.text.paragraphs for piece in each))
    marked = "".join(piece.text for piece in pieces if "hit" in piece.kinds)
    assert marked == "steel tariffssteel tariffs"


def test_what_was_read_in_the_text_is_marked(site: TestClient) -> None:
    page = soup(site, f"/articles/{_id('title:pakistan')}")
    assert "Rawalpindi" in {mark.get_text() for mark in page.select(".m-place")}
    assert page.select(".m-person")
    assert page.select("#events li")


def test_a_query_that_does_not_match_says_so(site: TestClient) -> None:
    page = soup(site, f"/articles/{_id('fog')}?q=steel")
    assert "does not match" in page.select("article")[0].get_text()
    assert not page.select(".m-hit")


def test_the_beginning_of_an_id_leads_to_the_article(site: TestClient) -> None:
    id = _id("fog")
    response = site.get(f"/articles/{id[:8]}")
    assert (response.status_code, response.headers["location"]) == (307, f"/articles/{id}")
    assert site.get("/articles/ffffffffffffffff").status_code == 404


def test_versions_are_compared_word_by_word(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    id = _id("title:fog")
    mended = write("mended.txt", "Fog at sea\n\nFog lay over the bay.\n")
    assert stocked("replace", id, mended).code == 0
    (change,) = (
        each for each in difference_view(open_archive(), id, 1, 2).changes if each.field == "body"
    )
    assert (change.before, change.after) == ("Fog lay over the harbor.", "Fog lay over the bay.")
    page = soup(site, f"/articles/{id}/versions/1..2")
    assert "bay." in [text.get_text().strip() for text in page.select("ins")]
    assert site.get(f"/articles/{id}/versions/1..3").status_code == 400


def test_the_original_is_saved_and_never_shown(site: TestClient, stocked: Command) -> None:
    id = _id("title:pakistan")
    response = site.get(f"/articles/{id}/original")
    assert response.content == open_archive().original(open_archive().article(id))
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == f'attachment; filename="{id}.txt"'


def test_a_part_of_a_container_is_not_named_as_one(
    site: TestClient, stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    mail = "From a@example.org Mon Jan  1 10:00:00 2024\nSubject: Tides at bay\n\nTides rose.\n"
    assert stocked("ingest", write("some.mbox", mail + "\n" + mail.replace("bay", "sea"))).code == 0
    address = f"/articles/{_id('title:tides title:bay')}/original"
    names = [
        site.get(each).headers["content-disposition"] for each in (address, f"{address}?whole=1")
    ]
    assert [name.partition(".")[2] for name in names] == ["", 'mbox"']


def test_the_frame_of_the_original_runs_and_loads_nothing(site: TestClient) -> None:
    response = site.get(f"/articles/{_id('fog')}/frame")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")


def test_citations_are_those_of_the_export(site: TestClient, stocked: Command) -> None:
    id = _id("title:pakistan")
    printed = stocked("export", f"id:{id}", "--to", "ris").out
    assert site.get(f"/articles/{id}/cite/ris").text == printed
    assert site.get(f"/articles/{id}/cite/warc").status_code == 422


def test_similar_articles_are_listed(site: TestClient) -> None:
    page = soup(site, f"/articles/{_id('makers')}/similar")
    assert "steel" in page.get_text()
