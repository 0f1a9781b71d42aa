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
