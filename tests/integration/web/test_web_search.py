"""The search page says what the archive says."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import product
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from dateline.archive import Archive, open_archive
from dateline.web.asked import Asked, Bars, Every
from dateline.web.pages.searching.search import search_view
from dateline.web.pictures.histogram import HEIGHT, Bar, Histogram
from tests.conftest import Command, json_lines, story
from tests.integration.web.conftest import client


def soup(site: TestClient, address: str) -> BeautifulSoup:
    response = site.get(address)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def test_hits_and_highlights_are_those_of_the_archive(site: TestClient) -> None:
    page = soup(site, '/search?q="steel tariffs"')
    (hit,) = page.select(".hit")
    assert hit.h3 is not None
    assert hit.h3.get_text() == "Minister rules out steel tariffs"
    assert [mark.get_text() for mark in hit.select("mark")] == ["steel tariffs", "steel tariffs"]


def test_the_meaning_of_the_query_is_in_words(site: TestClient) -> None:
    page = soup(site, "/search?q=title:steel -fog")
    (meaning,) = page.select(".meaning")
    assert meaning.get_text() == "“steel” in any form in the field title and not “fog” in any form"


@pytest.mark.parametrize("query", ["steel", "*", "fog OR steel"])
def test_each_facet_leads_to_as_many_articles_as_it_says(stocked: Command, query: str) -> None:
    archive = open_archive()
    view = search_view(archive, Asked(query))
    assert view.facets
    for facet in view.facets:
        for link in facet.values:
            assert archive.count(link.asked.query) == link.articles, (facet.narrowing, link.name)


def test_all_values_of_a_facet_have_a_page(
    site: TestClient, dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """Beside the hits are the first eight, and the way to the others; countries and languages
    have their names."""
    stories = (
        story(n, date="2024-05-06", source=f"Paper {n:02}", language="en") for n in range(11)
    )
    assert dateline("ingest", write("papers.jsonl", json_lines(*stories))).code == 0
    shown = soup(site, "/search?q=council&in=lang:en")
    (sources,) = (part for part in shown.select(".facets section") if part.h2.string == "Source")
    (more,) = sources.select(".more a")
    assert (len(sources.select("li")), more.get_text()) == (9, "3 more")
    listed = soup(site, str(more["href"]))
    links = {link.get_text(): str(link["href"]) for link in listed.select("table a")}
    assert set(links) == {f"Paper {n:02}" for n in range(11)}
    assert len(soup(site, links["Paper 10"]).select(".hit")) == 1
    names = [link.get_text() for link in soup(site, "/facets/lang?q=*").select("table a")]
    assert names == ["English"]
    assert "Pakistan" in soup(site, "/facets/country?q=*").get_text()
    assert site.get("/facets/weather?q=*").status_code == 422


def test_each_bar_leads_to_as_many_articles_as_it_shows(stocked: Command) -> None:
    archive = open_archive()
    view = search_view(archive, Asked("*"))
    assert view.histogram is not None
    for bar in view.histogram.bars:
        assert archive.count(bar.asked.query) == bar.articles, bar.name
    assert sum(bar.articles for bar in view.histogram.bars) + view.histogram.undated == 5


def test_a_filter_can_be_taken_away(site: TestClient) -> None:
    page = soup(site, '/search?q=steel&in=source:"harbor post"&in=section:economy')
    chips = page.select(".chips a")
    assert [parse_qs(urlsplit(str(chip["href"])).query)["in"] for chip in chips] == [
        ["section:economy"],
        ['source:"harbor post"'],
    ]


def test_a_fault_is_shown_at_its_character(site: TestClient) -> None:
    page = soup(site, "/search?q=steel title:(fog")
    (wrong,) = page.select(".wrong")
    assert wrong.get_text() == "(fog"
    assert "bracket" in page.select(".fault")[0].get_text()


def test_nothing_found_shows_the_count_of_each_part(site: TestClient) -> None:
    page = soup(site, "/search?q=steel harbr")
    text = " ".join(page.select(".nothing")[0].get_text().split())
    assert "steel 3 articles" in text
    assert "harbor" in text


def test_pages_follow_each_other_to_the_last_hit(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.web.pages.searching.search.LIMIT", 2)
    seen: list[str] = []
    address: str | None = "/search?q=*"
    while address is not None:
        page = soup(site, address)
        seen += [str(hit["data-address"]) for hit in page.select(".hit")]
        next_ = page.select_one("a[rel=next]")
        address = unescape(str(next_["href"])) if next_ else None
    assert len(seen) == len(set(seen)) == 5


def test_other_forms_are_those_of_the_command_line(site: TestClient, stocked: Command) -> None:
    assert site.get("/search.json?q=steel&facet=source").json() == (
        stocked("search", "steel", "--facet", "source", "--limit", "20", "--json").json
    )
    printed = stocked("search", "steel", "--limit", "all", "--csv").out
    assert site.get("/search.csv?q=steel").text.splitlines() == printed.splitlines()
    feed = site.get("/search.rss?q=steel").text
    assert feed.count("<item") == 3


def test_suggestions_complete_the_last_word(site: TestClient) -> None:
    """Fields by their beginning, values with how many articles have them."""
    open_archive().curation.tag(open_archive().ids("steel"), add=["to read"])

    def suggested(typed: str) -> list[tuple[str, str]]:
        response = site.get("/suggest", params={"q": typed})
        assert response.status_code == 200
        return [(each["query"], each["about"]) for each in response.json()]

    assert ("fog sour" + "ce:", "the publisher's name or domain; in quotes all of it") in (
        suggested("fog sour")
    )
    assert suggested("source:harb") == [('source:"Harbor Post"', "2 articles")]
    assert suggested("fog -tag:to") == [('fog -tag:"to read"', "3 articles")]
    assert suggested("by:jan") == [('by:="Jane Example"', "1 article")]
    assert suggested('section:="ec') == [('section:="Economy"', "2 articles")]
    assert suggested("(person:asim mun") == []
    assert suggested('(person:"asim mun') == [('(person:="Asim Munir"', "1 article")]
    assert suggested("person:asim") == [('person:="Asim Munir"', "1 article")]
    open_archive().curation.edit(one := min(open_archive().ids("fog")), {"section": 'The "Wałęsa"'})
    assert open_archive().count("fog") == 1
    assert suggested("section:the wal") == []
    assert suggested('section:"the wal') == [('section:="the walesa"', "1 article")]
    open_archive().curation.revert(one, ["section"])
    assert suggested("date:last")[0] == ('date:"last week"', "")
    for nothing in ("", "fog ", '"the so', "nofield:x", "zzz", "by:", "a-" * 10_000):
        assert suggested(nothing) == [] or nothing == "by:"
    for typed in ("source:harb", "by:jan", "section:ec", "tag:to"):
        for query, about in suggested(typed):
            assert open_archive().count(query) == int(about.split()[0])


def test_an_archive_to_come_suggests_fields(dateline: Command) -> None:
    from tests.integration.web.conftest import client

    with client() as empty:
        assert empty.get("/suggest?q=sour").json()[0]["text"] == "source:"
        assert empty.get("/suggest?q=source:a").json() == []


def test_each_bar_leads_to_what_it_says(dateline: Command, write: Callable[..., Path]) -> None:
    """So many articles, of so many that there are then, in so many stories."""
    dates = ("2023-12-31", "2024-01-01", "2024-01-07", "2024-01-08", "2024-03-05", "2024-03")
    stories = [story(n, date=dates[n % 6]) for n in range(12)]
    copies = [story(1, id="c", date="2024-01-02", source="Copy"), story(2, id="d", source="Copy")]
    steel = [story(n, text=f"Steel of {n}.", title=f"{n}", date=dates[n - 20]) for n in (20, 21)]
    dateline("ingest", write("1.jsonl", json_lines(*stories, *copies, *steel)))
    with open_archive() as archive:
        for every, bars in product(get_args(Every), get_args(Bars)):
            wanted = Asked("council", every=every, bars=bars)
            shown = search_view(archive, wanted).histogram
            assert shown is not None
            assert shown.every == every
            articles = sum(bar.articles for bar in shown.bars)
            assert articles + shown.undated == archive.count("council")
            assert max(bar.height for bar in shown.bars) == HEIGHT
            for bar in shown.bars:
                assert_leads_to_what_it_says(archive, bar)


def assert_leads_to_what_it_says(archive: Archive, bar: Bar) -> None:
    within = f"date:{bar.stretch.first}..{bar.stretch.last}"
    assert archive.count(bar.asked.query) == archive.count(f"council {within}") == bar.articles
    if bar.of is not None:
        assert bar.of == archive.count(within)
    if bar.stories is not None:
        page = archive.search(bar.asked.query, limit=100, collapse=bar.asked.collapse)
        assert bar.stories == len(page.hits)


def test_a_short_span_has_days_and_a_long_one_years(
    dateline: Command, write: Callable[..., Path]
) -> None:
    """What is offered is neither very many bars nor one."""
    days = [story(n, date=f"2024-03-{n + 10}") for n in range(3)]
    old = [story(n, title="Old", date=f"{n}-01-01") for n in (1904, 2024)]
    dateline("ingest", write("1.jsonl", json_lines(*days, *old)))

    def shown(query: str) -> Histogram | None:
        return search_view(open_archive(), Asked(query)).histogram

    recent, long = shown("council -title:old"), shown("*")
    assert recent is not None
    assert (recent.every, recent.choices) == ("day", ("day", "week"))
    assert [bar.stretch.name for bar in recent.bars] == ["2024-03-10", "2024-03-11", "2024-03-12"]
    assert long is not None
    assert (long.every, long.choices, len(long.bars)) == ("year", ("year",), 121)
    assert shown("date:2024-03-10") is None


def test_selected_articles_are_exported(site: TestClient) -> None:
    """In every form, and none that the search does not find."""
    some = sorted(open_archive().ids("steel"))[:2]
    (fog,) = open_archive().ids("fog")
    site.get("/")
    form = {"csrf": site.cookies["dateline_csrf"], "back": "q=steel", "id": [*some, fog]}
    address = site.post("/selected/export", data=form).headers["location"]
    page = soup(site, address)
    assert page.h1 is not None
    assert page.h1.get_text() == "Export 2 articles"
    assert "Those that you selected." in page.get_text()
    (_, command) = soup(site, "/export?q=steel ties&match=any").select("p code")
    assert command.get_text() == "dateline export 'steel ties' --any --to FORM"
    link = page.select_one('a[href^="/export/jsonl?"]')
    assert link is not None
    lines = site.get(str(link["href"])).text.splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == some
    assert site.post("/selected/export", data={**form, "id": []}).status_code == 400


def test_any_of_the_words_is_explained_on_the_page_of_the_article(site: TestClient) -> None:
    """The link of a hit says that one word was enough."""
    page = soup(site, "/search?q=fog+tariffs&match=any")
    for hit in page.select(".hit h3 a"):
        article = soup(site, str(hit["href"]))
        assert article.select(".m-hit"), hit["href"]
        assert not article.select(".text > .note")
    article = soup(site, str(hit["href"]).replace("&match=any", ""))
    assert "does not match" in article.select(".text > .note")[0].get_text()


def test_an_empty_archive_says_how_to_begin(dateline: Command) -> None:
    from tests.integration.web.conftest import client

    with client() as site:
        page = soup(site, "/")
    assert "empty" in page.get_text()
    assert page.select_one("form[action='/add/example']")


def test_a_search_does_not_wait_for_another_process_that_writes(
    site: TestClient, stocked: Command
) -> None:
    """It answers from the index as it is, and says what that lacks."""
    from dateline.ingest.lock import writing_lock

    settings = open_archive().settings
    (id,) = open_archive().ids("fog")
    open_archive().curation.tag([id], add=["new"])
    with writing_lock(settings):
        page = soup(site, "/search?q=tag:new")
        assert not page.select(".hit")
        assert "1 change not searched yet" in page.get_text()
        assert soup(site, "/search?q=fog").select(".hit")
    assert soup(site, "/search?q=tag:new").select(".hit")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="Linux says what is in memory")
def test_many_requests_at_once_open_two_archives(site: TestClient) -> None:
    """However many ask at once, the index is in memory twice: each of its files is mapped by no
    more than two readers."""

    with ThreadPoolExecutor(12) as pool:
        answers = pool.map(lambda _: site.get("/search?q=steel").status_code, range(36))
        assert set(answers) == {200}

    files = set(map(str, Path.cwd().glob("index/whoosh/*.segment")))
    mapped = [line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()]
    assert files.intersection(mapped)
    assert all(mapped.count(file) <= 2 for file in files)


def test_what_a_browser_loads_is_small(site: TestClient) -> None:
    """The scripts of a search page have at most 60 KB as they are transferred."""

    scripts = [str(script["src"]) for script in soup(site, "/search?q=steel").select("script[src]")]
    answers = [site.get(address, headers={"accept-encoding": "gzip"}) for address in scripts]

    assert len(scripts) >= 3
    assert {answer.headers["content-encoding"] for answer in answers[1:]} == {"gzip"}
    assert sum(answer.num_bytes_downloaded for answer in answers) <= 60_000


def test_a_search_asks_the_database_once(stocked: Command) -> None:
    """Hits, snippets, facets and bars by month come from one search of the index; the database is
    asked only whether the index has everything. Bars by day are counted by a search of their own.
    """

    site = client()  # a server would load more after its first answer
    site.get("/sources")  # opens the database
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert site.get("/search?q=*").status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        site.app.state.archives.close()  # type: ignore[attr-defined]  # TestClient has any app
    assert len([query for query in asked if query.startswith("SELECT")]) == 1
