"""Mailboxes and newsletters: where a message begins, and what is not its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reading import read
from tests.unit.readers.conftest import cpu_limit

FILES = Path(__file__).parent / "files"
TEXT = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
HEADER = (
    "From: Ann Quay <ann@example.org>\nSubject: Bridge\nDate: Fri, 18 Jul 2025 10:00:00 +0000\n"
)


def test_a_sentence_that_begins_with_from_does_not_begin_a_message() -> None:
    """M04: neither a year at the end of a line nor a quoted "From" splits the message."""

    first, second = read((FILES / "m04-from-in-body.mbox").read_bytes(), name="m04.mbox")

    assert "From the chair it was said that the works would begin in 2026" in first.body
    assert "\n\nFrom what we hear, the sum is too small." in first.body
    assert second.title == "Re: Bridge minutes"


def test_bare_from_lines_begin_messages() -> None:
    """M14: some programs write nothing after "From"."""

    articles = read((FILES / "m14-bare.mbox").read_bytes(), name="m14.mbox")

    assert [article.title for article in articles] == ["One", "Two"]


@pytest.mark.parametrize(
    "line",
    [
        "From ann@example.org Fri Jul 18 10:00:00 2025",
        "From ann@example.org Fri Jul 18 10:00:00 +0200 2025 remote from mail",
        "From - Fri Jul 18 10:00:00 2025",
        "From ann@example.org Fri, 18 Jul 2025 10:00:00 +0200",
        "From MAILER-DAEMON",
        "From ???@??? Fri Jul 18 10:00:00 2025",
    ],
)
def test_the_lines_that_programs_write_begin_messages(line: str) -> None:
    """Two messages after lines of this form are two articles."""

    message = f"{line}\n{HEADER}\n{TEXT}\n\n"

    assert len(read((message + message.replace("Bridge", "Ferry")).encode())) == 2


@pytest.mark.parametrize(
    "line",
    [
        "From the minutes of 2025:\nResolved: to close the bridge.",
        "From here on it is simple.",
        "From Monday to Friday 2025",
    ],
)
def test_text_of_a_message_does_not_begin_another(line: str) -> None:
    """A paragraph that begins with "From" belongs to its message."""

    box = f"From ann@example.org Fri Jul 18 10:00:00 2025\n{HEADER}\n{TEXT}\n\n{line}\n\n{TEXT}\n"

    (article,) = read(box.encode())

    assert "From" in article.body


def test_the_furniture_of_a_newsletter_is_left_out() -> None:
    """M06: the hidden preview, its filler, and the line on why one got it."""

    (article,) = read((FILES / "m06-newsletter-html.eml").read_bytes(), name="m06.eml")

    assert "Preheader" not in article.body
    assert "Unsubscribe" not in article.body
    assert article.body.endswith("between six in the morning and ten at night.")


@pytest.mark.parametrize(
    "footer",
    [
        "This email was sent to reader@example.org by Harbour Post, 1 Quay Street, Harbour.",
        "Unsubscribe | Manage your preferences | View in browser",
        "Click here to unsubscribe",
        "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. Abmelden",
        "Vous recevez cet e-mail parce que vous êtes inscrit.",
        "Recibes este correo porque estás suscrito.",
        "Having trouble viewing this email?",
        "View this email in your browser ( https://harbour.example/v?id=1 )",
        "Unsubscribe: https://harbour.example/u?id=1",
    ],
)
def test_the_footers_of_newsletters_are_left_out(footer: str) -> None:
    """In plain text, too, and in other languages."""

    message = f"To: reader@example.org\nMIME-Version: 1.0\n{HEADER}\n{TEXT}\n\n{footer}\n"
    message = message.replace("MIME-Version: 1.0\n", "Content-Type: text/plain; charset=utf-8\n")

    (article,) = read(message.encode(), name="a.eml")

    assert article.body == TEXT


@pytest.mark.parametrize(
    "body",
    [
        "\u200c" + " " * 200_000,
        "From x " + "Mon Jul 18 " * 5_000 + "\n",
        "no longer want to no longer want to " * 16 + "@",
        " " * 200_000 + "<a>Read more",
    ],
    ids=["white space", "days", "links", "spaces before a link"],
)
def test_what_repeats_is_read_in_time(body: str) -> None:
    """Patterns take no longer than the text is long."""
    box = f"From ann@example.org Fri Jul 18 10:00:00 2025\n{HEADER}\n{TEXT}\n\n{body}\n\n{TEXT}\n"

    with cpu_limit(5):
        (article,) = read(box.encode())

    assert article.body.startswith(TEXT)
