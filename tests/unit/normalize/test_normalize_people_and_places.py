"""Authors, source, addresses, language, labels."""

from __future__ import annotations

import pytest

from dateline.values.article import Source
from dateline.values.draft import Role


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Jo Sample", ("Jo Sample",)),
        ("By Jo Sample and Al Third, Mo Fourth", ("Jo Sample", "Al Third", "Mo Fourth")),
        ("Von Jo Sample", ("Jo Sample",)),
        ("Jo Sample, political editor", ("Jo Sample",)),
        ("Jo Sample (jo@example.org)", ("Jo Sample",)),
        ("Jo Sample @jowriter", ("Jo Sample",)),
        ("Jo Sample in Paris", ("Jo Sample",)),
        ("https://example.org/jo", ()),
        ("Staff", ()),
        ("Example Newsroom", ()),
        ("AFP", ()),
        ("admin", ()),
        ("Example Times", ()),
        ("Jo Sample; Jo Sample", ("Jo Sample",)),
        ("J.Sample", ("J.Sample",)),
        ("Example.cl", ()),
        ("No Author", ()),
        ("记者：张三", ("张三",)),
        ("DT", ()),
        ("李白", ("李白",)),
    ],
)
def test_authors_are_people(make_article, stated: str, names: tuple[str, ...]) -> None:
    """Names only: no "By", title, address, handle, agency, or the paper's own name."""

    claims = (
        ("authors", stated, "json key", "key author"),
        ("source.name", "Example Times", "json key", "key source"),
    )

    assert make_article(claims=claims).authors == names


def test_a_first_name_is_completed(make_article) -> None:
    """A first name alone becomes the only full name on the page that begins with it."""

    def authors(*bylines: str) -> tuple[str, ...]:
        claims = [("authors", line, "byline markup", "<p>") for line in bylines]
        return make_article(
            claims=(("authors", "Jo", "json-ld", "JSON-LD author"), *claims)
        ).authors

    assert authors("A column by Jo Sample") == ("Jo Sample",)
    assert authors("Jo Sample and Jo Third") == ("Jo",)
    assert authors("Joan Sample") == ("Jo",)


def test_an_organization_is_not_an_author_in_any_claim(make_article) -> None:
    """What JSON-LD calls an organization is not an author in a meta tag either."""

    credit = ("credit", "Harbor Mail", "json-ld", "JSON-LD author")

    assert (
        make_article(
            claims=(credit, ("authors", "Harbor Mail", "meta", "meta name=author"))
        ).authors
        == ()
    )


def test_a_signature_counts_when_the_site_is_the_author(make_article) -> None:
    """If JSON-LD names the site as the author, only a signature counts; on other pages it precedes
    other bylines."""

    site = (
        ("source.name", "Example Times", "meta", "og:site_name"),
        ("authors", "Example Times", "json-ld", "JSON-LD author"),
    )

    def authors(method: str) -> tuple[str, ...]:
        return make_article(claims=(*site, ("authors", "Jo Sample", method, "<p>"))).authors

    assert authors("signature") == ("Jo Sample",)
    assert authors("byline markup") == ()
    byline, signed = ("byline markup", "Al Third"), ("signature", "Jo Sample")
    claims = tuple(("authors", name, method, "<p>") for method, name in (byline, signed))
    assert make_article(claims=claims).authors == ("Jo Sample",)


def test_a_byline_of_copied_text(make_article) -> None:
    """A line before the lead that is "By" and a name gives the author, and is not a paragraph."""

    article = make_article(
        (Role.TITLE, "Bridge opens"), "By Jo Sample", "It opened.", "By then it was late."
    )

    assert article.authors == ("Jo Sample",)
    assert article.paragraphs == ("It opened.", "By then it was late.")


def test_source_name_and_domain(make_article) -> None:
    """The given name precedes the file's; the domain is that of the canonical address."""

    claims = (
        ("source.name", "Example Times", "json-ld", "JSON-LD publisher"),
        ("canonical_url", "https://www.example.org/a", "link tag", "link rel=canonical"),
    )

    assert make_article(claims=claims).source == Source(name="Example Times", domain="example.org")
    assert make_article(claims=claims, source="Given").source == Source(
        name="Given", domain="example.org"
    )
    assert make_article(url="https://m.example.org/a").source == Source(domain="example.org")


def test_a_folder_names_the_source(make_article) -> None:
    """The first pattern that matches the path follows a given name and precedes the file's
    claim."""

    claims = (("source.name", "Example Times", "json-ld", "JSON-LD publisher"),)
    sources = (("post/*.html", "Harbor Post"), ("/mail/*", "Tide Weekly"))

    def named(path: str, **known: str) -> str | None:
        return make_article(claims=claims, path=path, sources=sources, **known).source.name

    assert named("/files/post/2025/a.html") == "Harbor Post"
    assert named("/mail/post.txt") == "Tide Weekly"
    assert named("/files/other/a.html") == "Example Times"
    assert named("/files/post/a.html", source="Given") == "Given"
    evidence = make_article(path="/mail/a", sources=sources).evidence["source"]
    assert (evidence.method, evidence.text) == ("path pattern", "/mail/*")


def test_a_domain_in_place_of_a_name_is_only_a_domain(make_article) -> None:
    """A key that holds a domain gives a domain and no name."""

    article = make_article(claims=(("source.name", "www.example.org", "json key", "key source"),))

    assert article.source == Source(domain="example.org")


@pytest.mark.parametrize(
    ("claimed", "url", "canonical"),
    [
        (None, "HTTPS://Example.ORG:443/a?utm_source=x&id=3&fbclid=y#top", "https://example.org/a?id=3"),
        ("https://example.org/a", "https://example.org/a?id=3", "https://example.org/a"),
        ("/a", "https://example.org/a/amp", "https://example.org/a"),
        ("https://example.org/", "https://example.org/a", "https://example.org/a"),
        ("https://other.example.com/a", "https://www.example.org/a", "https://www.example.org/a"),
        ("https://www.example.org/a", "https://m.example.org/a", "https://www.example.org/a"),
        (None, "https://m.example.org/a", "https://example.org/a"),
        (None, "https://example.org/a/amp/?x=1&amp=1", "https://example.org/a?x=1"),
        (None, "https://example.org/a.amp.html", "https://example.org/a.html"),
        (None, "https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a"),
        (None, "https://www.google.com/amp/s/example.org/a", "https://example.org/a"),
        (None, "https://example.org/amplifier", "https://example.org/amplifier"),
        ("not an address", None, None),
        ("https://example.org/", None, None),
        ("https://one.co.uk/a", "https://two.co.uk/b", "https://two.co.uk/b"),
        ("https://www.one.co.uk/a", "https://m.one.co.uk/b", "https://www.one.co.uk/a"),
        ("https://news.one.co.uk/a", "https://one.co.uk/b", "https://news.one.co.uk/a"),
        ("https://one.go.jp/a", "https://two.go.jp/b", "https://two.go.jp/b"),
        ("https://news.or.de/a", "https://blog.or.de/b", "https://news.or.de/a"),
        ("https://one.example/a", "https://blog.one.example/b", "https://one.example/a"),
    ],
)  # fmt: skip
def test_canonical_address(
    make_article, claimed: str | None, url: str | None, canonical: str
) -> None:
    """The claimed address counts if it can be this article's, and tracking parameters are
    removed."""

    claims = (("canonical_url", claimed, "link tag", "link"),) if claimed else ()

    article = make_article(claims=claims, url=url)

    assert (article.canonical_url, article.url) == (canonical, url)


TEXTS = {
    "en": "The bridge was opened by the mayor, and it is said that they have waited for it.",
    "de": "Die Brücke wurde von der Stadt gebaut, und sie ist nicht mit dem Auto zu befahren.",
    "fr": "Le pont est ouvert dans la ville, et les gens qui ont attendu sont sur la rive.",
    "es": "El puente se abrió en la ciudad, y los vecinos que lo esperaban están con su alcalde.",
    "ru": "Новый мост открыт, строители закончили работы вовремя, жители довольны этим.",
    "uk": "Міст було відкрито в понеділок, її чекали три роки, і всі були раді цій події її життя.",
    "ja": "橋は月曜日に開通し、多くの人が集まりました。",
    "ko": "다리가 월요일에 개통되었고 많은 사람들이 모였다.",
    "zh": "大桥于周一通车，许多人聚集在岸边观看。",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_language_from_the_text(make_article, code: str) -> None:
    """Without a claim, script or common words decide the language, and the evidence says which."""

    article = make_article(TEXTS[code])

    assert article.language == code
    assert article.evidence["language"].method in ("script", "common words")


def test_language_from_a_claim(make_article) -> None:
    """A stated language counts without its region, and a text that is too short gives none."""

    assert (
        make_article("Ok.", claims=(("language", "pt-BR", "html lang", "<html lang>"),)).language
        == "pt"
    )
    assert make_article("Ok.").language is None


def test_a_template_in_another_language_is_overruled(make_article) -> None:
    """A stated language that the words clearly contradict is ignored, with a note."""

    article = make_article(
        *[TEXTS["de"]] * 5, claims=(("language", "en", "html lang", "<html lang>"),)
    )

    assert article.language == "de"
    assert "says en" in article.evidence["language"].note


ZULU = (
    "Ibhuloho elisha livulwe ngoMsombuluko ngemuva kweminyaka emithathu kwakhiwa, futhi abantu "
    "abaningi bebekhona ukuzobona amaloli okuqala ewela umfula ngaphambi kokuphuma kwelanga. "
    "Onjiniyela bathe lingathwala isisindo esiphindwe kabili kunebhuloho elidala, elavalwa "
    "emveni kokuba kutholakale imifantu ezinsikeni zalo ezimbili ngonyaka odlule."
)


def test_a_model_detects_languages_without_word_lists(make_article) -> None:
    """If common words do not decide, py3langid does, even against the file's statement; a few words
    are not enough for either."""

    stated = (("language", "en", "html lang", "<html lang>"),)

    assert make_article(ZULU).language == "zu"
    assert make_article(ZULU).evidence["language"].method == "py3langid"
    assert make_article(ZULU, claims=stated).language == "zu"
    assert make_article(ZULU[:40]).language is None
    assert make_article(ZULU[:40], claims=stated).language == "en"


def test_section_keywords_and_paywall(make_article) -> None:
    """These fields come from the first method that states them, and lists of keywords are split."""

    article = make_article(
        claims=(
            ("section", "City", "meta", "meta property=article:section"),
            ("keywords", "bridge, harbour; bridge", "meta", "meta name=keywords"),
            ("paywalled", "false", "json-ld", "JSON-LD isAccessibleForFree"),
        )
    )

    assert (article.section, article.keywords) == ("City", ("bridge", "harbour"))
    assert article.paywalled is False
    assert make_article().paywalled is None
