"""The lines of copied text that say who wrote it, for which paper and when, in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.reading import read
from dateline.values.article import Article

TITLE = "Old swing bridge to close for repairs"
TEXT = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
ROSA, TOM = "Rosa Field", "Tom Ash"
DAY = "2024-03-05"


def copied(*lines: str, text: str = TEXT, between: str = "\n\n") -> Article:
    """The article of copied text with these lines below its headline."""
    (article,) = read(between.join((TITLE, *lines, text, text)).encode())
    return article


def day(article: Article) -> str | None:
    return article.published and article.published.value[:10]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("mark", [" | ", " - ", " · ", ", ", " — ", " / ", " • ", "\n", "\n\n"])
@pytest.mark.parametrize(
    "parts",
    [
        (ROSA, "The Harbour Post", "5 March 2024"),
        (f"By {ROSA}", "Harbour Post", "March 5, 2024"),
        (ROSA, "Harbour Post", "Published 5 March 2024"),
    ],
    ids=["name", "by", "published"],
)
def test_name_paper_and_date_in_any_order(
    parts: tuple[str, ...], mark: str, order: tuple[int, ...]
) -> None:
    """On one line or on several."""
    article = copied(mark.join(parts[number] for number in order))

    assert (article.title, article.authors, day(article)) == (TITLE, (ROSA,), DAY)
    assert article.paragraphs == (TEXT, TEXT)


@pytest.mark.parametrize(
    ("lines", "authors", "published"),
    [
        (["Rosa Field and Tom Ash"], (ROSA, TOM), None),
        (["ROSA FIELD and TOM ASH"], ("ROSA FIELD", "TOM ASH"), None),
        (["Published March 5, 2024 By Rosa Field"], (ROSA,), DAY),
        (["March 5, 2024 By Rosa Field"], (ROSA,), DAY),
        (["Rosa Field March 5, 2024"], (ROSA,), DAY),
        (["Posted by Rosa Field on March 5, 2024"], (ROSA,), DAY),
        (["Posted on March 5, 2024 by Rosa Field"], (ROSA,), DAY),
        (["Updated March 5, 2024 5:00 pm By Rosa Field"], (ROSA,), DAY),
        (["By", "Rosa Field"], (ROSA,), None),
        (["Rosa Field", "Political correspondent, London", "5 March 2024"], (ROSA,), DAY),
        (["Rosa Field", "rosa@x.example"], (ROSA,), None),
        (["Rosa Field", "3 hours ago"], (ROSA,), None),
        (["March 5, 2024 · 5 min read", "Rosa Field"], (ROSA,), DAY),
        (["LONDON | By Rosa Field"], (ROSA,), None),
        (["Opinion", "Rosa Field"], (ROSA,), None),
        (["OPINION | ROSA FIELD"], ("ROSA FIELD",), None),
        (["Story by Rosa Field, CNN", "Updated 10:15 AM EST, Tue March 5, 2024"], (ROSA,), DAY),
        (["The Harbour Post", "March 5, 2024"], (), DAY),
        (["5. März 2024, 08:00 Uhr | Von Rosa Feld"], ("Rosa Feld",), DAY),
        (["Veröffentlicht am 5. März 2024 von Rosa Feld"], ("Rosa Feld",), DAY),
        (["Publié le 5 mars 2024 par Rosa Duchamp"], ("Rosa Duchamp",), DAY),
        (["Publicado el 5 de marzo de 2024 por Rosa Campos"], ("Rosa Campos",), DAY),
        (["Madrid, 5 de marzo de 2024", "Rosa Campos"], ("Rosa Campos",), DAY),
        (["Роза Полева и Том Ясень"], ("Роза Полева", "Том Ясень"), None),
        (["Автор: Роза Полева", "5 марта 2024, 08:00"], ("Роза Полева",), DAY),
        (["كتبت: روزا الحقل", "5 مارس 2024"], ("روزا الحقل",), DAY),
        (["بقلم روزا الحقل"], ("روزا الحقل",), None),
        (["记者 张三", "2024年3月5日"], ("张三",), DAY),
        (["来源：新华社 作者：张三"], ("张三",), None),
        (["2024年03月05日 08:00 来源：新华社"], (), DAY),
    ],
)  # fmt: skip
def test_lines_of_copied_text(lines: list[str], authors: tuple[str, ...], published: str) -> None:
    """They are taken out of the text, in the languages of the press."""
    article = copied(*lines)

    assert (article.authors, day(article)) == (authors, published)
    assert article.paragraphs == (TEXT, TEXT)


@pytest.mark.parametrize("lines", [["By Rosa Field"], ["Rosa Field", "March 5, 2024"]])
def test_a_standfirst_above_the_byline_stays_text(lines: list[str]) -> None:
    article = copied("What the council decided on the bridge, and why", *lines)

    assert article.authors == (ROSA,)
    assert article.paragraphs == ("What the council decided on the bridge, and why", TEXT, TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Anger In Harbour", "New York Reacts", "White House", "What Happens Next", "Key Points",
        "Harbour Town", "Climate Change and Energy", "Manchester United and Leeds United",
        "United Nations and European Union", "Bridge Repairs, Ferry Service", "Breaking News",
        "Rosa Field is a reporter.", "Doors open, 30 August 2025", "Opinion", "The Harbour Post",
    ],
)  # fmt: skip
def test_headlines_and_sentences_are_not_names(line: str) -> None:
    """They stay in the text, and nobody is named."""
    article = copied(line)

    assert (article.authors, article.published) == ((), None)
    assert line in article.body


def test_whom_the_text_tells_of_did_not_write_it() -> None:
    """A subheading may be the name of a person."""
    article = copied("Tom Ash", text=f"{TEXT} Mr Ash, the mayor, did not comment.")

    assert article.authors == ()
