"""Who wrote an article, in bylines as papers and programs write them."""

from __future__ import annotations

import json
from html import escape
from itertools import product
from pathlib import Path

import pytest

from dateline.reading import read
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"
TEXT = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
ANN, BOB, CARLA = "Ann Quay", "Bob Reed", "Carla Cruz"


def stated(byline: str) -> Article:
    """The article of a JSON record with this author."""
    record = {"title": "Bridge to close", "text": TEXT, "author": byline}
    (article,) = read(json.dumps(record).encode())
    return article


def copied(*lines: str) -> Article:
    """The article of copied text with these lines below its headline."""
    text = "\n\n".join(("Old swing bridge to close for repairs", *lines, TEXT, TEXT))
    (article,) = read(text.encode())
    return article


def page(beside: str = "", *, head: str = "", after: str = "") -> Article:
    paragraphs = f"<p>{TEXT}</p>" * 4
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Old swing bridge to close</title>{head}</head><body><article>"
        f"<h1>Old swing bridge to close</h1>{beside}{paragraphs}</article>{after}</body></html>"
    )
    (article,) = read(html.encode())
    return article


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        pytest.param("a04-email.html", ("Christie Dedham",), id="A04"),
        pytest.param("a07-staff.html", (), id="A07"),
        pytest.param("a10-von-variants.html", ("Maria Muster", "Max Beispiel"), id="A10"),
        pytest.param("a23-author.html", (ANN, BOB), id="A23"),
        pytest.param("a26-author.html", (ANN,), id="A26"),
        pytest.param("a27-author.html", ("ANN QUAY",), id="A27"),
        pytest.param("a28-author.html", (ANN,), id="A28"),
        pytest.param("a39-author.html", (ANN,), id="A39"),
        pytest.param("a41-author.html", (ANN,), id="A41"),
        pytest.param("a44-author.html", ("José María de la Ñ. Pérez y Gómez",), id="A44"),
        pytest.param("a46-byline.txt", (ANN, BOB, CARLA), id="A46"),
        pytest.param("a47.json", (ANN, BOB, CARLA), id="A47"),
        pytest.param("a61.html", (), id="A61"),
        pytest.param("b01.txt", (ANN, BOB, CARLA), id="B01"),
        pytest.param("b05.txt", (ANN,), id="B05"),
        pytest.param("b09.txt", (ANN,), id="B09"),
        pytest.param("b13.txt", (ANN,), id="B13"),
        pytest.param("b14.txt", (ANN,), id="B14"),
    ],
)
def test_authors_of_files(name: str, authors: tuple[str, ...]) -> None:
    """People, and neither their jobs and papers nor the buttons beside them."""

    (article,) = read((FILES / name).read_bytes())

    assert article.authors == authors
    assert article.paragraphs[0].startswith("The county council")


NAMES = {
    "en": (ANN, "Bob O’Reilly-Reed", "Carla van der Cruz"),
    "de": ("Jürgen Groß", "Anna von der Heide", "Kai-Uwe Öz"),
    "fr": ("Hélène Dupré", "Jean-Luc L’Hermite", "Zoé de La Tour"),
    "es": ("José Pérez y Gómez", "María de la O. Ruiz", "Íñigo Sáenz"),
    "it": ("Nicolò D’Amico", "Maria Dell’Orto", "Ugo Lo Presti"),
    "nl": ("Jan van den Berg", "Els de Wit", "Piet ’t Hoen"),
}
BY = {"en": "By", "de": "Von", "fr": "Par", "es": "Por", "it": "Di", "nl": "Door"}
AND = {
    "en": ("{}, {} and {}", "{}, {}, and {}", "{} & {} & {}"),
    "de": ("{}, {} und {}", "{} / {} / {}", "{}, {} sowie {}"),
    "fr": ("{}, {} et {}", "{} et {} avec {}", "{} ; {} ; {}"),
    "es": ("{}, {} y {}", "{} | {} | {}", "{}, {}, {}"),
    "it": ("{}, {} e {}", "{} • {} • {}", "{}, {}, {}"),
    "nl": ("{}, {} en {}", "{}, {} & {}", "{}\n{}\n{}"),
}
JOBS = {
    "en": (
        "Chief Political Correspondent",
        "staff writer",
        "Sports Editor in London",
        "for The Post",
    ),
    "de": ("Chefredakteurin", "Korrespondent in Brüssel", "Redakteur", "Leiterin Wirtschaft"),
    "fr": ("correspondante à Rome", "rédacteur en chef", "envoyé spécial", "journaliste"),
    "es": ("corresponsal en París", "redactora jefe", "enviado especial", "periodista"),
    "it": ("corrispondente da Londra", "inviato", "giornalista", "direttore"),
    "nl": ("correspondent", "redacteur economie", "verslaggever", "journalist"),
}


@pytest.mark.parametrize(("language", "form"), list(product(NAMES, range(3))), ids=str)
def test_several_people_are_told_apart(language: str, form: int) -> None:
    """By the marks and the words of the language, with and without "By"."""

    line = AND[language][form].format(*NAMES[language])

    assert stated(line).authors == NAMES[language]
    assert stated(f"{BY[language]} {line}").authors == NAMES[language]


@pytest.mark.parametrize(("language", "number"), list(product(NAMES, range(4))), ids=str)
def test_jobs_are_not_part_of_a_name(language: str, number: int) -> None:
    """After a comma, a dash or a stroke."""

    name, job = NAMES[language][number % 3], JOBS[language][number]

    for form in ("{name}, {job}", "{by} {name} | {job}", "{by} {name} – {job}"):
        assert stated(form.format(name=name, job=job, by=BY[language])).authors == (name,), form


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Analysis by Ann Quay", (ANN,)),
        (
            "Reporting by Ann Quay in London and Bob Reed in Paris; Editing by Carla Cruz",
            (ANN, BOB),
        ),
        ("Written by Ann Quay; Photographs by Bob Reed", (ANN,)),
        ("Text: Ann Quay, Fotos: Bob Reed", (ANN,)),
        ("Ann Quay, translated by Bob Reed", (ANN,)),
        ("By Ann Quay Link Copied", (ANN,)),
        ("By Ann Quay, CNN Business", (ANN,)),
        ("By Political Editor Ann Quay", (ANN,)),
        ("By ANN QUAY and BOB REED Associated Press", ("ANN QUAY", "BOB REED")),
        ("By Ann Quay Special to the Harbour Post", (ANN,)),
        ("Ann Quay of the Harbour Post", (ANN,)),
        ("Ann Quay/Harbour Post", (ANN,)),
        ("Ann Quay, New York", (ANN,)),
        ("By Ann Quay Published 18 July 2025", (ANN,)),
        ("By Ann Quay July 18, 2025 8:00 am", (ANN,)),
        ("By Ann Quay, Updated 3 hours ago", (ANN,)),
        ("Ann Quay · 4 min read", (ANN,)),
        ("Sponsored by Harbour Bank", ()),
        ("Von unserem Redakteur Jürgen Groß", ("Jürgen Groß",)),
        ("Von unseren Korrespondenten Jürgen Groß und Kai Öz, Berlin", ("Jürgen Groß", "Kai Öz")),
        ("De notre correspondante Hélène Dupré", ("Hélène Dupré",)),
        ("Dal nostro inviato Nicolò D’Amico", ("Nicolò D’Amico",)),
        ("Par Le Figuier avec AFP, publié le 18 juillet 2025", ()),
        ("Le Monde avec Reuters", ()),
        ("La Redacción", ()),
        ("Ana López y Luis Díaz", ("Ana López", "Luis Díaz")),
        ("The Harbour Post", ()),
        ("dpa/jst", ()),
        ("Ann Quay (aq)", (ANN,)),
        ("Martin Luther King Jr.", ("Martin Luther King Jr",)),
        ("Ludwig van Beethoven", ("Ludwig van Beethoven",)),
        ("Emily Post", ("Emily Post",)),
        ("Mario Vargas Llosa", ("Mario Vargas Llosa",)),
        ("Jean-Marie Le Pen", ("Jean-Marie Le Pen",)),
        ("Ban Ki-moon", ("Ban Ki-moon",)),
        ("张三", ("张三",)),
    ],
)
def test_what_stands_beside_names(byline: str, authors: tuple[str, ...]) -> None:
    """Other work, papers, places, dates and buttons are left out; names that look alike stay."""

    assert stated(byline).authors == authors


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("By Ann Quay, Associated Press", ("AP",)),
        ("ANN QUAY Associated Press", ("AP",)),
        ("Par Le Figuier avec AFP, publié le 18 juillet 2025", ("AFP",)),
        ("dpa/Reuters", ("dpa", "Reuters")),
        ("Staff and wire reports", ("Staff", "wire reports")),
        ("MND Staff", ("MND Staff",)),
        ("Ann Quay, Staff Writer", ()),
    ],
)
def test_houses_and_agencies_are_credited(byline: str, credit: tuple[str, ...]) -> None:
    """Who is no person is in the credit."""

    assert stated(byline).credit == credit


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("By Ann Quay and Bob Reed",), (ANN, BOB)),
        (("Ann Quay and Bob Reed",), (ANN, BOB)),
        (("Ann Quay, Staff Writer",), (ANN,)),
        (("ANN QUAY",), ("ANN QUAY",)),
        (("July 18, 2025", "Ann Quay"), (ANN,)),
        (("By Ann Quay | The Harbour Post | July 18, 2025",), (ANN,)),
        (("Von Jürgen Groß, 18. Juli 2025",), ("Jürgen Groß",)),
        (("Reporting by Ann Quay",), (ANN,)),
    ],
)
def test_bylines_of_copied_text(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    """They are taken out of the text, and their date is read."""

    article = copied(*lines)

    assert article.authors == authors
    assert article.paragraphs[0] == TEXT
    dated = any("2025" in line for line in lines)
    assert (article.published is not None) == dated


@pytest.mark.parametrize(
    "line",
    ["Shopkeepers Argued", "Bridge Closure", "Tuesday Vote", "By Tuesday the council had voted."],
)
def test_subheadings_are_not_names(line: str) -> None:
    """Words of the text in a line with capitals are not a person, nor is a sentence."""

    assert copied(line).authors == ()


PEOPLE = {"firstName": "Ann", "lastName": "Quay"}
DATA = {"page": {"article": {"headline": "Old swing bridge to close", "authors": [PEOPLE]}}}
FILLER = {"more": "x" * 600}


@pytest.mark.parametrize(
    "place",
    [
        {"beside": '<a rel="author" href="/people/aq">Ann Quay</a>'},
        {"beside": '<span itemprop="author"><span itemprop="name">Ann Quay</span></span>'},
        {"beside": '<span class="author vcard"><a class="url fn n">Ann Quay</a></span>'},
        {"beside": "<p>By</p><p>Ann Quay</p>"},
        {"beside": '<p>Posted on July 18, 2025 by <a href="/author/aq/">Ann Quay</a></p>'},
        {"head": '<meta name="author" content="Ann Quay">'},
        {"head": '<meta name="parsely-author" content="Ann Quay">'},
        {"after": '<div class="author-bio"><h3>Ann Quay</h3><p>She writes.</p></div>'},
        {
            "after": '<script id="__NEXT_DATA__" type="application/json">'
            + json.dumps({**DATA, **FILLER})
            + "</script>"
        },
    ],
    ids=["rel", "microdata", "vcard", "label", "link", "meta", "parsely", "card", "script"],
)
def test_authors_in_other_data_of_a_page(place: dict[str, str]) -> None:
    """Not only JSON-LD names people."""

    assert page(**place).authors == (ANN,)


def test_a_pen_name_beside_the_headline() -> None:
    """A site may name its writers by one word."""

    assert page('<a class="author" rel="author" href="/author/x">rivertrader</a>').authors == (
        "rivertrader",
    )
    assert page('<a class="author" rel="author" href="/author/x">admin</a>').authors == ()


@pytest.mark.parametrize(
    "after",
    [
        '<ul id="recentcomments"><li><span class="comment-author-link">Bob Reed</span></li></ul>',
        '<aside><div class="entry__author">Bob Reed</div></aside>',
        '<footer><a rel="author">Bob Reed</a></footer>',
    ],
)
def test_people_in_other_parts_of_a_page_are_not_its_authors(after: str) -> None:
    """Commenters and authors of other stories."""

    assert page(after=after).authors == ()


DAYS = tuple(f"On day {day} it opened. {TEXT}" for day in range(4))


def signed_page(*texts: str) -> Article:
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"""<html><head><title>Old swing bridge to close</title></head><body><article>
        <h1>Old swing bridge to close</h1><p class="byline">By Ann Quay</p>{body}</article></body>
        </html>"""
    (article,) = read(page.encode())
    return article


def test_a_signature_precedes_an_account_of_the_site() -> None:
    head = """<meta property="og:site_name" content="Harbour Post"><script
        type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Harbour D"}}
        </script>"""
    days = "".join(f"<p>On day {day} it opened. {TEXT}</p>" for day in range(3))
    signed = "<p><strong>ANN QUAY</strong></p>"

    assert page(f"{signed}{days}", head=head).authors == (ANN,)
    assert page(days, head=head).authors == ("Harbour D",)


def test_what_stands_beside_a_byline_is_no_byline() -> None:
    """Columns of one page have one name."""
    columns = "".join(f'<div class="column">{text}</div>' for text in ("By Ann Quay", "Home Alone"))

    assert page(columns).authors == (ANN,)


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("Ann Quay is a reporter who covers ports.", False),
        ("Ann Quay, who lives in Millwater, writes on rivers.", False),
        ("Ann Quay schreibt über Häfen und Flüsse.", False),
        ("Bob Reed is the mayor of Millwater.", True),
        ("Ann Quay was not heard. The council said that the author had no ticket. " * 12, True),
    ],
)
def test_what_is_said_of_an_author_after_the_text_is_none(line: str, is_text: bool) -> None:
    article = signed_page(*DAYS, line)

    assert (article.paragraphs[-1] == line.strip()) is is_text


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("Ann Quay writes about ports from Millwater.", False),
        ("Ann Quay was on the bridge when it closed on Tuesday.", True),
    ],
)
def test_what_is_said_of_an_author_before_the_text_is_none(line: str, is_text: bool) -> None:
    assert (line in signed_page(line, *DAYS).paragraphs) is is_text


def test_the_byline_of_a_page_adds_colleagues() -> None:
    """If the metadata names one of the people in the byline, all of them are authors."""

    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",'
        '"author":{"name":"Ann Quay"}}</script>'
    )

    assert page('<p class="byline">By Bob Reed and Ann Quay</p>', head=head).authors == (BOB, ANN)


def _in_every_field(author: str) -> list[tuple[str, ...]]:
    """The authors that JSON, a meta tag, JSON-LD and two elements of RSS give."""
    inside = escape(author)
    person = json.dumps({"@type": "NewsArticle", "author": {"@type": "Person", "name": author}})
    articles = [
        stated(author),
        page(head=f'<meta name="author" content="{inside}">'),
        page(head=f'<script type="application/ld+json">{person}</script>'),
    ]
    for element in ("author", "dc:creator"):
        feed = (
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T'
            f"</title><item><title>Old swing bridge</title><{element}>{inside}</{element}>"
            f"<description>{TEXT}</description></item></channel></rss>"
        )
        articles += read(feed.encode())
    return [article.authors for article in articles]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("tom@x.example (Rosa Field)", ("Rosa Field",)),
        ("tom@news.com (Rosa Field)", ("Rosa Field",)),
        ("noreply@x.example (Rosa Field and Bob Reed)", ("Rosa Field", BOB)),
        ("a@x.example (Rosa Field), b@x.example (Bob Reed)", ("Rosa Field", BOB)),
        ("Rosa Field <tom@x.example>", ("Rosa Field",)),
        ("Rosa Field (tom@x.example)", ("Rosa Field",)),
        ("(Rosa Field) tom@x.example", ("Rosa Field",)),
        ("tom@x.example", ()),
        ("tom@x.example (The Harbour Post)", ()),
    ],
)
def test_a_name_beside_an_address(author: str, names: tuple[str, ...]) -> None:
    assert _in_every_field(author) == [names] * 5


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Field, Rosa", ("Rosa Field",)),
        ("FIELD, Rosa", ("Rosa FIELD",)),
        ("Smith, John A.", ("John A. Smith",)),
        ("Field, R.", ("R. Field",)),
        ("O'Brien, Mary Kate", ("Mary Kate O'Brien",)),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("de la Cruz, María", ("María de la Cruz",)),
        ("Field, Rosa; Reed, Bob", ("Rosa Field", BOB)),
        ("Field, Rosa and Reed, Bob", ("Rosa Field", BOB)),
        ("Rosa, Tom", ("Rosa", "Tom")),
        ("Rosa Field, Bob Reed", ("Rosa Field", BOB)),
        ("Reuters, Rosa Field", ("Rosa Field",)),
        ("Rosa Field, London", ("Rosa Field",)),
        ("Rosa Field, Reporter", ("Rosa Field",)),
        ("Rosa Field, Jr.", ("Rosa Field Jr",)),
        ("Rosa Field, III, and Bob Reed", ("Rosa Field III", BOB)),
        ("Rosa Field, MD", ("Rosa Field",)),
    ],
)
def test_a_family_name_before_the_comma(author: str, names: tuple[str, ...]) -> None:
    """One person, unless two may be meant."""
    assert _in_every_field(author) == [names] * 5
