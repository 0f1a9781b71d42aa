"""When an article was published and when it was changed, as pages print it in many ways."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from dateline.reading import read
from dateline.values.article import Article
from tests.unit.readers import builders

FILES = Path(__file__).parent / "files"
TEXT = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
PUBLISHED, UPDATED = "2025-07-18", "2025-07-20"


def day(moment: object) -> str | None:
    return str(moment.value)[:10] if moment is not None else None  # type: ignore[attr-defined]


def page(beside: str = "", *, head: str = "", after: str = "", language: str = "en") -> Article:
    """The article of a page with `beside` under its headline and `after` below its text."""
    paragraphs = f"<p>{TEXT}</p>" * 4
    html = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>Old swing bridge to close</title>{head}</head><body><article>"
        f"<h1>Old swing bridge to close</h1>{beside}{paragraphs}</article>{after}</body></html>"
    )
    (article,) = read(html.encode())
    return article


@pytest.mark.parametrize(
    ("name", "published", "updated"),
    [
        pytest.param("d03-publish-date-meta.html", "2018-11-09", "2018-11-10", id="D03"),
        pytest.param("d05-footer-year.html", None, None, id="D05"),
        pytest.param("d10-tz.html", "2025-07-17", "2025-07-18", id="D10"),
        pytest.param("d11-updated-first.html", PUBLISHED, UPDATED, id="D11"),
        pytest.param("d16-levant.html", PUBLISHED, None, id="D16"),
        pytest.param("d19-event.html", PUBLISHED, None, id="D19"),
        pytest.param("d21-ld-newline.html", PUBLISHED, None, id="D21"),
        pytest.param("d31-pubupd.html", PUBLISHED, UPDATED, id="D31"),
        pytest.param("d32-pubupd.html", PUBLISHED, UPDATED, id="D32"),
        pytest.param("d34-pubupd.html", PUBLISHED, UPDATED, id="D34"),
        pytest.param("d35-pubupd.html", PUBLISHED, UPDATED, id="D35"),
        pytest.param("d36-pubupd.html", PUBLISHED, UPDATED, id="D36"),
        pytest.param("d37-pubupd.html", PUBLISHED, UPDATED, id="D37"),
        pytest.param("d42-ld-ent.html", PUBLISHED, None, id="D42"),
        pytest.param("h09-tweet.html", None, None, id="H09"),
    ],
)
def test_dates_of_pages(name: str, published: str | None, updated: str | None) -> None:
    """What is printed or stated is read; what belongs to a footer, an event or a post is not."""

    (article,) = read((FILES / name).read_bytes())

    assert (day(article.published), day(article.updated)) == (published, updated)
    assert article.summary in ((), ("a b",)), "dates in a list are no bullets"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("pd9.pdf", id="PD9"),
        pytest.param("pd11.pdf", id="PD11"),
        pytest.param("pd12.pdf", id="PD12"),
    ],
)
def test_a_printed_date_of_a_pdf_precedes_its_properties(name: str) -> None:
    """The byline, a line below the headline, or the running head date it, not its creation."""

    (article,) = read((FILES / name).read_bytes())

    assert day(article.published) == PUBLISHED
    assert article.evidence["published"].method in ("date line", "running head")
    assert article.source.name is None
    assert article.authors == (("Ann Quay",) if name == "pd9.pdf" else ())


def test_the_name_of_the_whole_page_makes_nothing_foreign() -> None:
    """Classes of <body> say what its theme can do."""

    html = (
        "<html><head><title>Old swing bridge to close</title></head>"
        '<body class="wp-embed-responsive"><h3>Old swing bridge to close</h3>'
        f'<time datetime="2025-07-18">then</time>{f"<p>{TEXT}</p>" * 4}</body></html>'
    )

    (article,) = read(html.encode())

    assert day(article.published) == PUBLISHED


LINES = {
    "en": ("Published July 18, 2025", "Updated July 20, 2025"),
    "en-GB": (
        "First published on Fri 18 Jul 2025 08.00 BST",
        "Last modified Sun 20 Jul 2025 09.00",
    ),
    "en-US": ("Posted 8:00 AM EDT, Fri July 18, 2025", "UPDATED: 9:00 PM EDT, Sun July 20, 2025"),
    "de": ("Veröffentlicht am 18.07.2025 um 08:00 Uhr", "Aktualisiert: 20. Juli 2025, 9 Uhr"),
    "de-AT": ("Erstellt: 18. Juli 2025", "Stand: 20.07.2025, 09:00 Uhr"),
    "fr": ("Publié le 18 juillet 2025 à 08h00", "mis à jour le 20/07/2025 à 09:00"),
    "fr-CH": ("Publié vendredi 18 juillet 2025", "Modifié le dimanche 20 juillet 2025"),
    "es": ("Publicado el 18 de julio de 2025", "Actualizado: 20/07/2025 09:00 h."),
    "es-MX": ("Fecha de publicación: 18 jul 2025", "Última actualización: 20 julio, 2025"),
    "it": ("Pubblicato il 18 luglio 2025 alle 08:00", "Aggiornato il 20 luglio 2025 alle 09:00"),
    "pt": ("Publicado em 18 de julho de 2025, 08h00", "Atualizado em 20/07/2025 às 09h00"),
    "nl": ("Gepubliceerd op 18 juli 2025 om 08:00", "Laatst bijgewerkt op 20 juli 2025"),
    "pl": ("Opublikowano: 18 lipca 2025, 08:00", "Zaktualizowano: 20 lipca 2025"),
    "sv": ("Publicerad 18 juli 2025 08.00", "Uppdaterad 20 juli 2025 09.00"),
    "da": ("Publiceret 18. juli 2025 kl. 08.00", "Opdateret 20. juli 2025 kl. 09.00"),
    "ru": ("Опубликовано 18 июля 2025, 08:00", "Обновлено 20 июля 2025"),
    "ja": ("公開日：2025年7月18日", "更新日：2025年7月20日"),
    "ko": ("입력 2025.07.18 08:00", "수정 2025.07.20 09:00"),
    "ar": ("نشر في ١٨ يوليو ٢٠٢٥", "آخر تحديث ٢٠ تموز ٢٠٢٥"),
}
JOINED = ("<p>{} | {}</p>", "<div class='meta'>{} - {}</div>", "<ul><li>{}</li><li>{}</li></ul>")


@pytest.mark.parametrize(
    ("language", "form", "reverse"), list(product(LINES, JOINED, (False, True))), ids=str
)
def test_published_and_updated_are_told_apart(language: str, form: str, reverse: bool) -> None:
    """In any order, markup and language, even if the page states another language."""

    lines = LINES[language][::-1] if reverse else LINES[language]

    article = page(form.format(*lines))

    assert (day(article.published), day(article.updated)) == (PUBLISHED, UPDATED)


@pytest.mark.parametrize(
    "beside",
    [
        "<time datetime='1752825600000'>July 18</time>",
        "<p>Publicado a las 08:00 del 18 de julio de 2025</p>",
        "<p>记者 张三 / 北京报导 2025年7月18日</p>",
        "<p>18/07/2025 - 04:30 - Fonte: Agência</p>",
    ],
)
def test_a_date_beside_other_words(beside: str) -> None:
    """Milliseconds in a time tag, the time before the day, the source after it."""

    assert day(page(beside, language="zh" if "张" in beside else "es").published) == PUBLISHED


@pytest.mark.parametrize("language", LINES)
def test_a_date_of_publication_alone_is_no_change(language: str) -> None:
    """What is not printed is unknown."""

    article = page(f"<p>{LINES[language][0]}</p>")

    assert (day(article.published), article.updated) == (PUBLISHED, None)


@pytest.mark.parametrize("language", LINES)
def test_a_date_of_change_alone_bounds_the_publication(language: str) -> None:
    """The page was published by then: its day counts, and the ledger says why."""

    article = page(f"<p>{LINES[language][1]}</p>")

    assert (day(article.published), day(article.updated)) == (UPDATED, UPDATED)
    assert any("it was published by then" in date.reason for date in article.dates if date.chosen)


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Doors open on August 30, 2025</p>",
        '<div class="date">Doors open on August 30, 2025</div>',
        '<div class="event-date">August 30, 2025</div>',
        '<span class="info">Konzert: Beginn 30. August 2025, 20 Uhr</span>',
        '<span class="info">Gültig bis 30.08.2025</span>',
        '<p class="meta">Gesetz vom 3. Mai 2019</p>',
        '<p class="meta">Inscriptions jusqu’au 30 août 2025</p>',
        '<p class="info">© 30 August 2025 Example Media</p>',
    ],
)
def test_dates_of_other_things_are_none(beside: str) -> None:
    """Events, terms, laws and copyrights beside the headline do not date the article."""

    assert page(beside).published is None


@pytest.mark.parametrize(
    "after",
    [
        '<div class="comments"><p class="date">July 21, 2025</p></div>',
        '<ul class="related"><li><time datetime="2025-07-01">July 1, 2025</time></li></ul>',
        "<footer><p>Last updated 2024-01-01. Published 2023-01-01.</p></footer>",
        '<blockquote class="instagram-media"><time datetime="2025-07-02">x</time></blockquote>',
    ],
)
def test_other_parts_of_the_page_do_not_date_it(after: str) -> None:
    """Comments, other stories, embedded posts and the footer are not the article."""

    assert page(after=after).published is None


@pytest.mark.parametrize(
    "beside",
    [
        "<p>July 18, 2025 | July 20, 2025</p>",
        "<div class='date'>20.07.2025 / 18.07.2025</div>",
    ],
)
def test_dates_without_labels_are_both_kept(beside: str) -> None:
    """The earlier one counts, both are in the ledger, and the reason says that it is assumed."""

    article = page(beside)

    assert day(article.published) == PUBLISHED
    assert {day(date.moment) for date in article.dates if date.moment} == {PUBLISHED, UPDATED}
    assert any("does not say which" in date.reason for date in article.dates if date.chosen)


@pytest.mark.parametrize(
    "line",
    ["<h5>Datum: </h5>18.07.2025 <br>", "<p>Veröffentlicht am 18.07.2025<br>Dauer: 1 Stunde</p>"],
)
def test_a_labelled_date_anywhere_counts(line: str) -> None:
    """Far from the headline a date needs a word that says what it is."""

    assert day(page(after=f"<div>{line}</div>").published) == PUBLISHED


def test_the_words_before_a_time_tag_count() -> None:
    """ "Updated" may be beside the tag instead of in its name."""

    article = page(
        "<p>Updated <time datetime='2025-07-20T09:00Z'>now</time></p>"
        "<p><span>Published</span> <time datetime='2025-07-18T08:00Z'>then</time></p>"
    )

    assert (day(article.published), day(article.updated)) == (PUBLISHED, UPDATED)


NODE = '{"@type":"NewsArticle","datePublished":"2025-07-18T08:00Z","author":{"name":"Ann Quay"}}'


@pytest.mark.parametrize(
    "script",
    [
        NODE.replace("}}", "},}"),
        NODE.replace("{", "{ // a comment, with words\n", 1),
        NODE.replace('Ann Quay"', 'Ann Quay", "description": "a line\nand a\ttab"'),
        NODE.replace('"', "&quot;"),
        '{"@type":"WebSite","url":"https://example.org/"}' + NODE,
        '{"@type":"WebSite","url":"https://example.org/"},\n' + NODE + ";",
        f"<!--\n{NODE}\n-->",
        f"//<![CDATA[\n{NODE}\n//]]>",
        NODE + '{"@type":"BreadcrumbList","itemListElement":[{"@type":',
    ],
)
def test_linked_data_with_slips_is_read(script: str) -> None:
    """Date and author are read from JSON-LD as people and programs write it."""

    article = page(head=f'<script type="application/ld+json">{script}</script>')

    assert (day(article.published), article.authors) == (PUBLISHED, ("Ann Quay",))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("publish-date", "published"), ("published_at", "published"), ("pub_date", "published"),
        ("created-date", "published"), ("citation_publication_date", "published"),
        ("dcterms.issued", "published"), ("modified-date", "updated"), ("lastUpdated", "updated"),
        ("updated_at", "updated"), ("revision_date", "updated"),
    ],
)  # fmt: skip
def test_meta_tags_of_dates(name: str, field: str) -> None:
    """Publishing systems name their tags in many ways."""

    article = page(head=f'<meta name="{name}" content="2025-07-18T10:22:11+05:30">')

    other = "updated" if field == "published" else "published"
    assert (day(getattr(article, field)), getattr(article, other)) == (PUBLISHED, None)


def test_a_date_of_change_printed_before_the_stated_publication() -> None:
    """What the page prints beside its headline beats a tag that says when it was saved again."""

    article = page(
        "<p>Stand: 18.07.2025 18:00 Uhr</p>",
        head='<meta name="date" content="2025-07-20T11:52:23">',
    )

    assert day(article.published) == PUBLISHED
    assert any("prints this change before" in date.reason for date in article.dates)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("GMT+7", "+07:00"),
        ("(GMT+7)", "+07:00"),
        ("(UTC+05:30)", "+05:30"),
        ("UTC-3", "-03:00"),
        ("UTC \u2212 3", "-03:00"),
        ("GMT+0530", "+05:30"),
        ("UTC+5:30", "+05:30"),
        ("[UTC+10]", "+10:00"),
        ("(UTC)", "+00:00"),
        ("GMT", "+00:00"),
        ("+0530 (IST)", "+05:30"),
    ],
)
def test_an_offset_from_a_named_zone(zone: str, offset: str) -> None:
    text = f"5 March 2024 10:00 {zone}"
    body = f"{TEXT}\n\n" * 3
    feed = (
        "<rss version='2.0'><channel><title>T</title><item><title>Old swing bridge</title>"
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 {zone}</pubDate>"
        f"<description>{TEXT}</description></item></channel></rss>"
    )
    files = {
        "a.json": json.dumps({"title": "Old swing bridge", "text": body, "date": text}),
        "a.xml": feed,
        "a.txt": f"Old swing bridge to close\n\n{text}\n\n{body}",
    }
    articles = [page(f"<p>{text}</p>"), page(f"<time>{text}</time>")]
    articles += [next(iter(read(data.encode(), name=name))) for name, data in files.items()]

    assert [article.published and article.published.offset for article in articles] == [offset] * 5
    assert {str(article.published and article.published.value)[:16] for article in articles} == {
        "2024-03-05T10:00"
    }


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("printed", "changed", "updated"),
    [
        (True, "2025-09-02", None),
        (True, "2025-09-05", "2025-09-05"),
        (False, "2025-09-02", "2025-09-02"),
    ],
)
def test_the_day_on_which_a_document_was_made_is_no_change(
    kind: str, printed: bool, changed: str, updated: str | None
) -> None:
    """If the document prints a date, and the change is not of a later day."""
    article = document(kind, "2025-09-02", changed, ["18 July 2025"] if printed else [])

    assert day(article.published) == (PUBLISHED if printed else "2025-09-02")
    assert day(article.updated) == updated


def document(kind: str, made: str, changed: str, lines: list[str]) -> Article:
    """The article of a document that was made and changed then, with lines below its title."""
    title, body = "Old swing bridge to close", TEXT.split(", ")
    if kind == "docx":
        text = [("Title", title), *(("", line) for line in (*lines, TEXT, TEXT))]
        dates = {"dcterms:created": f"{made}T10:00:00Z", "dcterms:modified": f"{changed}T10:00:05Z"}
        data = builders.docx(text, dates)
    else:
        shown = [(50.0, 740.0, 24.0, title)]
        shown += [(50.0, 700.0 - 30 * n, 10.0, line) for n, line in enumerate(lines)]
        shown += [(50.0, 640.0 - 14 * n, 10.0, line) for n, line in enumerate(body)]
        info = {
            "CreationDate": f"D:{made.replace('-', '')}100000Z",
            "ModDate": f"D:{changed.replace('-', '')}100005Z",
        }
        data = builders.pdf([shown], info)
    (article,) = read(data)
    return article


@pytest.mark.parametrize(
    "empty", ["unspecified", "Untitled", "anonymous", "(anonymous)", "unknown"]
)
def test_properties_that_nobody_filled_in(empty: str) -> None:
    shown = [(50.0, 740.0 - 14 * n, 10.0, line) for n, line in enumerate(TEXT.split(", "))]
    names = ("Title", "Author", "Subject", "Keywords")
    escaped = empty.replace("(", "\\(").replace(")", "\\)")
    data = builders.pdf([shown], dict.fromkeys(names, escaped))
    core = dict.fromkeys(("dc:title", "dc:creator", "dc:description", "cp:keywords"), empty)

    for file in (data, builders.docx([("", TEXT)], core)):
        (article,) = read(file)
        assert (article.authors, article.summary, article.keywords) == ((), (), ())
        assert article.title != empty
