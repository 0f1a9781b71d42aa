"""Lines and boxes of pages that are no part of the article."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

FILES = Path(__file__).parent / "files"
SUBJECTS = ("county", "town", "harbour", "river", "parish", "market", "quay", "ferry")
PARAGRAPHS = tuple(
    f"<p>The {subject} council voted late on Tuesday to close the old {subject} crossing for "
    f"eighteen months, a decision that shopkeepers near the {subject} had argued against.</p>"
    for subject in SUBJECTS
)
TEXT = "".join(PARAGRAPHS[:4])


def paragraphs(inside: str = "", *, after: str = "") -> tuple[str, ...]:
    """The paragraphs of a page with this markup after the text, in the article and after it."""
    page = f"""<html><head><title>Old bridge to close</title></head><body>
        <header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
        <main><article><h1>Old bridge to close</h1>{TEXT}{inside}</article>{after}</main>
        </body></html>"""
    (article,) = dateline.read(page.encode())
    return article.paragraphs


@pytest.mark.parametrize("name", [pytest.param("h63.html", id="H63")])
def test_an_invitation_to_comment_is_not_text(name: str) -> None:
    (article,) = dateline.read((FILES / name).read_bytes())

    assert article.body.endswith("Umweg über die nördliche Brücke.")


@pytest.mark.parametrize(
    "line",
    [
        *("Leave a comment", "You must be logged in to post a comment.", "Join the conversation"),
        *("Kommentar schreiben", "Bitte melden Sie sich an, um zu kommentieren."),
        *("Laisser un commentaire", "Connectez-vous pour laisser un commentaire"),
        *("Deja un comentario", "Inicia sesión para comentar esta noticia"),
        *("Deixe um comentário", "Faça login para comentar", "Lascia un commento"),
        *("Accedi per commentare", "Plaats een reactie", "Log in om te reageren"),
        *("Dodaj komentarz", "Zaloguj się, aby dodać komentarz", "Lämna en kommentar"),
        *("Logga in för att kommentera", "Logg inn for å kommentere", "Lisää kommentti"),
        *("Přidat komentář", "Pro přidání komentáře se přihlaste", "Yorum yap"),
        *("Оставить комментарий", "Войдите, чтобы оставить комментарий", "Додати коментар"),
        *("コメントを書く", "댓글 쓰기", "发表评论", "Your email address will not be published."),
    ],
)
def test_invitations_to_comment_in_other_languages(line: str) -> None:
    assert len(paragraphs(f"<h3>{line}</h3><p>{line}</p>")) == 4


@pytest.mark.parametrize(
    "line",
    [
        "The mayor declined to comment on the matter.",
        "Der Bürgermeister wollte die Entscheidung nicht kommentieren.",
        "Le maire n'a pas souhaité faire de commentaire.",
    ],
)
def test_a_sentence_on_comments_is_text(line: str) -> None:
    assert paragraphs(f"<p>{line}</p>")[-1] == line


def test_an_embedded_post_is_not_text() -> None:
    (article,) = dateline.read((FILES / "h09-tweet.html").read_bytes())

    assert len(article.paragraphs) == 4
    assert "fight the sum" not in article.body


COOKIES = (
    "<table><tr><th>Cookie</th><th>Duration</th><th>Description</th></tr>"
    + "".join(
        f"<tr><td>consent-{number}</td><td>11 months</td><td>This cookie is set by the consent "
        "plugin, and is used to store the user's consent for the cookies.</td></tr>"
        for number in range(10)
    )
    + "</table>"
)
CARDS = "".join(
    f'<div class="card"><a href="/{number}"><h3>Another story of the day, number {number}</h3></a>'
    "<p>A teaser that is long enough to look like a paragraph of the text.</p></div>"
    for number in range(8)
)
READERS = "".join(
    f"<li><b>Reader {number}</b><p>I have crossed this bridge every day for {number} years, and "
    "nobody has ever asked me what I think of it, which says it all.</p></li>"
    for number in range(12)
)
GIFT = (
    "<p>Without readers like you, this reporting would not exist.</p><p>Please make a donation "
    "today. Every gift is matched until midnight.</p><p>Donate now</p>"
)


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="x1">{COOKIES}</div>',
        f'<section class="more">{CARDS}</section>',
        f"<section><h2>12 Comments</h2><ul>{READERS}</ul></section>",
        f"<section><h3>Kommentare (12)</h3><ul>{READERS}</ul></section>",
        f'<div class="box">{GIFT}</div>',
        "<p>Unterstützen Sie uns mit einer Spende.</p><p>Jetzt spenden</p>",
        "<p>By signing up, you agree to our Privacy Policy and Terms of Service.</p>",
        "<p>This newsletter may contain advertising, deals, or affiliate links.</p>",
        "<p>Want to keep up with the harbour? Subscribe to our email newsletter.</p>",
        "<p>This story was originally published December 22, 2023, 11:09 AM.</p>",
        "<p>This piece originally appeared in The Harbour Review</p>",
        "<p>Mit der Anmeldung akzeptieren Sie unsere Datenschutzerklärung.</p>",
        "<p>We may earn a commission if you buy something through our links.</p>",
        f'<div class="support hidden"><p>{"We believe that everybody needs news. " * 9}</p></div>',
        "<form><p>Your address</p><input><p>We never pass it on to anybody else.</p></form>",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_surroundings_without_a_name_are_not_text(markup: str, inside: bool) -> None:
    """Cookie tables, teasers, comments, appeals and forms, in the article and after it, even if
    they are longer than the text."""
    found = paragraphs(markup) if inside else paragraphs(after=markup)

    assert len(found) == 4


@pytest.mark.parametrize(
    "style", ["overflow:hidden", "height:1px", "overflow-x: hidden; width: 100px"]
)
def test_a_box_that_shows_its_text_is_text(style: str) -> None:
    assert len(paragraphs(f'<div style="{style}">{PARAGRAPHS[5]}</div>')) == 5


def test_a_short_post_in_layout_tables_is_read() -> None:
    """The links of an advertiser are in the post itself, and are longer than the page."""
    links = "".join(f'<a href="/{number}">cheap ferry tickets</a><br>' for number in range(90))
    spam = f'<div style="width:1px;height:1px;overflow:hidden">{links}</div>'
    page = f"""<html><head><title>Bridge closed?</title></head><body><table><tr><td>
        <table><tr><td><a href="/">Home</a></td><td>Level 5</td></tr></table></td>
        <td><span>Does anybody know when the old bridge opens again? {spam}</span></td></tr>
        </table></body></html>"""

    (article,) = dateline.read(page.encode())

    assert "when the old bridge opens again?" in article.body
    assert "tickets" not in article.body


@pytest.mark.parametrize("name", ["hidden md:block", "d-none d-lg-flex", "hidden-gems"])
def test_a_box_that_is_hidden_on_small_windows_is_text(name: str) -> None:
    assert len(paragraphs(f'<div class="{name}">{PARAGRAPHS[5]}</div>')) == 5


def test_a_page_that_a_script_shows_is_read() -> None:
    """All of its text is hidden until then."""
    page = f"""<html><head><title>Old bridge to close</title></head><body><p>Please wait</p>
        <div class="app hidden"><h1>Old bridge to close</h1>{TEXT}</div></body></html>"""

    (article,) = dateline.read(page.encode())

    assert article.paragraphs[-4:] == paragraphs()


def test_items_of_a_list_with_links_are_text() -> None:
    """What has a paragraph of its own under a linked headline is no card."""
    item = '<div class="item"><h3><a href="/bridge">A bridge</a></h3>{0}{0}</div>'
    items = "".join(item.format(paragraph) for paragraph in PARAGRAPHS[4:])

    assert sum("council voted" in paragraph for paragraph in paragraphs(items)) >= 8


def test_a_table_on_something_else_is_text() -> None:
    rows = "<tr><th>Bridge</th><th>Opened</th></tr><tr><td>Old</td><td>1911</td></tr>"

    assert "| Old | 1911" in paragraphs(f"<table>{rows}</table>")


@pytest.mark.parametrize(
    "line",
    [
        "The foundation made a donation to the harbour museum last year.",
        "Voters who support the mayor are members of all parties.",
        "The ministers agree that the bridge is too old.",
    ],
)
def test_a_sentence_on_gifts_is_text(line: str) -> None:
    assert paragraphs(f"<p>{line}</p>")[-1] == line
