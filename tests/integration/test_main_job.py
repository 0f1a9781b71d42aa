"""The main job on the seed article: ingest it, find it, read it, list its source."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.schemas.shape import SCHEMA_VERSION
from tests.conftest import SEEDS, Command, Kept

TITLE = "Pakistan and Libya to expand defense industrial collaboration after top military meeting"


@pytest.fixture
def seeded(dateline: Command, kept: Kept, place: Path) -> Command:
    def ingest() -> None:
        assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0

    kept("seeded", place, ingest)
    return dateline


def highlighted(snippet: dict[str, object]) -> list[str]:
    text, highlights = snippet["text"], snippet["highlights"]
    assert isinstance(text, str)
    assert isinstance(highlights, list)
    return [text[start:end] for start, end in highlights]


def test_ingest_reports_a_balance_that_adds_up(dateline: Command) -> None:
    """The first ingest adds the one article, says so, and says where the archive was made."""
    ran = dateline("ingest", SEEDS, "--source", "Arab News", "--json")

    assert ran.code == 0
    assert "created an archive in" in ran.err
    report = ran.json
    assert list(report) == [
        "schema_version",
        "found",
        "added",
        "versions",
        "copies",
        "unchanged",
        "rejected",
        "failed",
        "articles",
        "failures",
        "files",
    ]
    assert (report["schema_version"], report["found"], report["added"]) == (SCHEMA_VERSION, 1, 1)
    assert report["failures"] == []
    (article,) = report["articles"]
    assert article["title"] == TITLE
    assert Path(article["path"]).parent == SEEDS


def test_ingesting_twice_adds_nothing(seeded: Command) -> None:
    """The same folder again is reported unchanged, by name, and nothing is added."""
    report = seeded("ingest", SEEDS, "--json").json

    assert (report["found"], report["unchanged"], report["added"]) == (1, 1, 0)
    assert report["articles"][0]["title"] == TITLE
    assert seeded("info", "--json").json["articles"] == 1


def test_the_seed_becomes_this_article(seeded: Command) -> None:
    """Every field of the seed is as a person would fill it in."""
    id = seeded("search", "pakistan", "--format", "ids").out.strip()
    article = seeded("show", id[:6], "--json").json

    assert article["title"] == TITLE
    assert article["dateline"] == "ISLAMABAD"
    assert article["source"] == {"name": "Arab News", "domain": None}
    assert article["language"] == "en"
    (caption,) = article["captions"]
    assert caption["text"].startswith("The handout photograph")
    assert caption["text"].endswith("on July 18, 2025.")
    assert caption["credit"] == "ISPR"
    assert [bullet[:17] for bullet in article["summary"]] == [
        "The understanding",
        "Defense ties betw",
    ]
    paragraphs = article["body"].split("\n\n")
    assert len(paragraphs) == 10
    assert paragraphs[0].startswith("Pakistan and Libya have agreed to pursue")
    assert paragraphs[-1].endswith("in the past.")
    assert "Short Url" not in str(article)
    assert article["original"]["size"] == 2678
    assert article["original"]["locations"] == [str(next(SEEDS.iterdir()))]


def test_the_seed_is_dated_with_a_reason(seeded: Command) -> None:
    """Its date is inferred, to the day, and the evidence quotes the words that it rests on."""
    id = seeded("search", "pakistan", "--format", "ids").out.strip()
    article = seeded("show", id, "--json").json

    published = article["published"]
    assert (published["value"], published["precision"], published["offset"]) == (
        "2025-07-18",
        "day",
        None,
    )
    for words in ("inferred", "caption", "July 18, 2025", "Friday", "lead"):
        assert words in published["basis"]
    evidence = article["evidence"]["published"]
    caption = article["captions"][0]["text"]
    assert evidence["where"] == "captions[0].text"
    assert caption[evidence["start"] : evidence["end"]] == evidence["text"] == "July 18, 2025"
    assert article["evidence"]["source"]["method"] == "given"


def test_without_source_the_source_is_unknown_and_says_so(dateline: Command) -> None:
    """No --source: the source is unknown everywhere, with the reason as its evidence."""
    dateline("ingest", SEEDS)

    hit = dateline("search", "libya", "--json").json["hits"][0]
    article = dateline("show", hit["id"], "--json").json
    assert hit["source"] == "unknown"
    assert article["source"] == {"name": None, "domain": None}
    assert article["evidence"]["source"]["method"] == "none"
    assert "--source" in article["evidence"]["source"]["note"]
    assert dateline("sources", "--json").json["sources"][0]["name"] is None


def test_words_are_found_and_those_words_highlighted(seeded: Command) -> None:
    """A search for words highlights these words, in the title and in the text."""
    page = seeded("search", "defense industrial collaboration", "--json").json

    assert (page["query"], page["total"]) == ("defense industrial collaboration", 1)
    (hit,) = page["hits"]
    assert list(hit) == [
        *("id", "title", "source", "published", "url", "score", "snippets"),
        *("authors", "section", "language"),
    ]
    assert (hit["title"], hit["source"], hit["published"]) == (TITLE, "Arab News", "2025-07-18")
    title = hit["snippets"][0]
    assert (title["field"], highlighted(title)) == (
        "title",
        ["defense", "industrial", "collaboration"],
    )
    found = {word.lower() for snippet in hit["snippets"] for word in highlighted(snippet)}
    assert found == {"defense", "industrial", "collaboration"}


def test_a_phrase_is_highlighted_as_a_phrase_only(seeded: Command) -> None:
    """A quoted phrase lights up whole, and "Defense ties" never does."""
    page = seeded("search", '"defense industrial collaboration"', "--json").json

    words = [word for snippet in page["hits"][0]["snippets"] for word in highlighted(snippet)]
    assert set(words) == {"defense industrial collaboration"}
    assert "Defense ties" not in str(page)


def test_a_caption_is_searchable_and_named(seeded: Command) -> None:
    """Words that stand in the caption alone find the article, and the snippet says where."""
    page = seeded("search", "handout photograph", "--json").json

    assert [snippet["field"] for snippet in page["hits"][0]["snippets"]] == ["caption"]


def test_defence_does_not_match_defense(seeded: Command) -> None:
    """Another spelling is another word: nothing is found, and nothing is suggested."""
    ran = seeded("search", "Defence")

    assert (ran.code, ran.out) == (1, "")
    assert "nothing matched" in ran.err
    assert "Defense" not in ran.err


def test_what_does_not_match_says_so(seeded: Command) -> None:
    """A phrase that is nowhere prints that nothing matched, and exits with 1."""
    ran = seeded("search", '"ministry of tourism"')

    assert ran.code == 1
    assert "nothing matched" in ran.err
    assert seeded("search", '"ministry of tourism"', "--json").json["total"] == 0


def test_a_bad_query_points_at_the_character(seeded: Command) -> None:
    """A query that does not parse exits with 2, with a caret under what is wrong."""
    ran = seeded("search", "title:(")

    assert (ran.code, ran.out) == (2, "")
    line, caret = ran.err.splitlines()[1:3]
    assert line[caret.index("^")] == "("


def test_sources_are_listed_by_date(seeded: Command) -> None:
    """The source is listed with its dates; ranges hold it or do not."""
    assert seeded("sources", "--json").json["sources"] == [
        {
            "name": "Arab News",
            "domain": None,
            "first": "2025-07-18",
            "last": "2025-07-18",
            "articles": 1,
        }
    ]
    assert seeded("sources", "--from", "2025-07", "--to", "2025-07-18").code == 0
    none = seeded("sources", "--from", "2025-07-19", "--json")
    assert (none.code, none.json["sources"]) == (1, [])


def test_sources_list_their_articles(seeded: Command) -> None:
    """--articles adds each article of a source, with id, title and date."""
    (source,) = seeded("sources", "--articles", "--json").json["sources"]

    assert source["articles"] == 1
    assert source["listed"][0]["title"] == TITLE
    assert source["listed"][0]["published"] == "2025-07-18"


def test_the_original_comes_back_byte_for_byte(seeded: Command) -> None:
    """show --original prints exactly the bytes that came in."""
    id = seeded("search", "pakistan", "--format", "ids").out.strip()

    assert seeded("show", id, "--original").out.encode() == next(SEEDS.iterdir()).read_bytes()


def test_a_script_does_the_same(place: Path) -> None:
    """A script ingests, searches, reads and lists through `import dateline`."""
    archive = dateline.open_archive(place)
    balance = archive.ingest([SEEDS], source="Arab News")
    page = archive.search("collaboration zebra", match="any", limit=1)
    article = archive.article(page.hits[0].id)

    assert (balance.found, balance.adds_up, balance.count(dateline.Disposition.ADDED)) == (
        1,
        True,
        1,
    )
    assert article.title == TITLE
    assert archive.original(article) == next(SEEDS.iterdir()).read_bytes()
    assert [source.label for source in archive.sources()] == ["Arab News"]
    with pytest.raises(dateline.QueryError):
        archive.search("(")
    archive.close()


def test_read_needs_no_archive(place: Path) -> None:
    """`dateline.read` turns bytes into articles and writes nothing."""
    (article,) = dateline.read(next(SEEDS.iterdir()).read_bytes(), name="seed.txt")

    assert article.title == TITLE
    assert article.dateline == "ISLAMABAD"
    assert list(place.iterdir()) == []


def test_read_warns_of_what_it_leaves_out() -> None:
    """Of several records, those that cannot be read are warned of; none at all is an error."""
    good = b'{"title": "Harbor", "text": "The harbor plan was agreed on Monday."}\n'
    with pytest.warns(UserWarning, match="line 2: broken JSON"):
        articles = dateline.read(good + b'{"title": \n')
    assert [article.title for article in articles] == ["Harbor"]
    with pytest.raises(dateline.ReadError, match="empty"):
        dateline.read(b"")


def test_every_public_name_can_be_loaded() -> None:
    """Each name in __all__ is an attribute of the package; an unknown name is none."""
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    with pytest.raises(AttributeError):
        dateline.nothing  # noqa: B018
