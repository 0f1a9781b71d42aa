"""Juniors and kings, people whose first name is a title or a country's name."""

from __future__ import annotations

import pytest

import dateline
from dateline.values.article import Article


def people(text: str) -> list[str]:
    """The full names that the mentions in an English text have, in order."""
    found = dateline.annotate(Article(body=text, language="en")).mentions
    return [mention.name for mention in found if mention.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Martin Luther King Jr. spoke. King left.", ["Martin Luther King Jr."] * 2),
        ("Robert F. Kennedy Jr. resigned. Kennedy left.", ["Robert F. Kennedy Jr."] * 2),
        ("Robert Downey Jr.'s film is out.", ["Robert Downey Jr."]),
        ("John Muster, Jr., said no. Muster left.", ["John Muster, Jr."] * 2),
        ("John Muster Sr said no.", ["John Muster Sr"]),
        ("John D. Rockefeller IV won.", ["John D. Rockefeller IV"]),
        ("King Charles III spoke.", ["Charles III"]),
        ("Pope Leo XIV spoke.", ["Leo XIV"]),
        ("World War II ended. Phase II began.", []),
    ],
)
def test_suffixes_stay_with_names(text: str, expected: list[str]) -> None:
    """The last name alone means the junior too."""
    assert people(text) == expected


def test_a_junior_is_not_the_senior() -> None:
    """Two people who differ by the suffix only are two."""
    text = "Donald Trump Jr. met Donald Trump Sr. there. Trump Jr. left."

    assert people(text) == ["Donald Trump Jr.", "Donald Trump Sr.", "Donald Trump Jr."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baron Trump spoke.", "Baron Trump"),
        ("Judge Reinhold acted in a film.", "Judge Reinhold"),
        ("Prince Fielder hit a home run.", "Prince Fielder"),
        ("Bishop Sycamore lost the game.", "Bishop Sycamore"),
        ("Pope Thrower was a player.", "Pope Thrower"),
        ("Pope McCorkle was a player.", "Pope McCorkle"),
        ("Pope Francis spoke.", "Francis"),
        ("Pope Tawadros spoke.", "Tawadros"),
        ("Prince William came.", "William"),
        ("Judge Smith ruled.", "Smith"),
        ("Bishop Muster prayed.", "Muster"),
    ],
)
def test_titles_that_are_first_names(text: str, expected: str) -> None:
    """A well-known name, or "Pope" before a name that no pope has, is a whole name."""
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "Georgia O'Keeffe",
        "Georgia May Foote",
        "Cuba Gooding Jr.",
        "Brooklyn Beckham",
        "London McMuster",
        "Paris April Muster",
    ],
)
def test_people_with_the_name_of_a_place(name: str) -> None:
    """A second given name, a family's prefix or a suffix shows that the place is a first name."""
    found = dateline.annotate(Article(body=f"{name} left on Monday.", language="en"))

    assert [mention.name for mention in found.mentions] == [name]
    assert found.places == ()
