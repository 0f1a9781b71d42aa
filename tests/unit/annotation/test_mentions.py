"""People and organizations, their roles, and the forms of their names."""

from __future__ import annotations

import pytest

from dateline.annotation.names.mentions import mentions
from dateline.annotation.text.sentences import sentences
from dateline.values.annotations import Mention, MentionKind


def read(text: str, part: str = "body") -> list[Mention]:
    return list(mentions([(text, sentences(part, text))]))


def people(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(m.name, m.role, m.code, m.sector) for m in read(text) if m.kind is MentionKind.PERSON]


def organizations(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(m.name, m.code, m.sector) for m in read(text) if m.kind is MentionKind.ORGANIZATION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Libyan Army Chief Lt. Gen. Anna Maria Musterfrau arrived.",
            ("Anna Maria Musterfrau", "Army Chief Lt. Gen.", "LBY", "MIL"),
        ),
        ("Mr Xyzna Mustermann left.", ("Xyzna Mustermann", None, None, None)),
        ("Prime Minister Mr Xyz Muster left.", ("Xyz Muster", "Prime Minister", None, "GOV")),
        ("French leader Erika Mustermann left.", ("Erika Mustermann", "leader", "FRA", None)),
        (
            "Erika Mustermann, a senior judge, left.",
            ("Erika Mustermann", "senior judge", None, "JUD"),
        ),
        ("“No,” said Xyzna Mustermann.", ("Xyzna Mustermann", None, None, None)),
        ("Xyzna Mustermann, 42, left.", ("Xyzna Mustermann", None, None, None)),
        (
            "South African President Erika al-Muster left.",
            ("Erika al-Muster", "President", "ZAF", "GOV"),
        ),
    ],
)
def test_who_is_a_person(text: str, expected: tuple[str | None, ...]) -> None:
    """A title, an office beside the name, a verb of saying or an age shows a person."""
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["It rained in New South Wales.", "The World Cup began on Friday.", "Red Square was shut."],
)
def test_capitals_alone_are_no_person(text: str) -> None:
    """Capitalized words need a sign of a person."""
    assert people(text) == []


def test_short_forms_are_joined_to_the_full_name() -> None:
    """Later forms have the fullest name, the role and the country; the caption counts too."""
    text = "President Erika Mustermann met guests. Mustermann spoke.\n\nMs. Mustermann left."

    found = read(text)

    assert {mention.name for mention in found} == {"Erika Mustermann"}
    assert [mention.span.text for mention in found] == [
        "Erika Mustermann",
        "Mustermann",
        "Mustermann",
    ]
    assert found[1].rule.name == "short form"


def test_a_shared_last_name_means_the_person_named_last() -> None:
    """A last name that two people share means whoever was named before it."""
    text = (
        "Minister Anna Muster met Judge Peter Muster. Muster left. Anna Muster spoke. Muster left."
    )

    names = [m.name for m in read(text) if m.kind is MentionKind.PERSON]

    assert names == ["Anna Muster", "Peter Muster", "Peter Muster", "Anna Muster", "Anna Muster"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Pakistan Army moved.", [("Pakistan Army", "PAK", "MIL")]),
        (
            "The Ministry of Foreign Affairs and the WHO met.",
            [("Ministry of Foreign Affairs", None, "GOV"), ("WHO", "UNO", None)],
        ),
        (
            "The Example Watch Society (EWS) met. The EWS left.",
            [("Example Watch Society", None, None)] * 3,
        ),
        (
            "Pakistan Army Chief Field Marshal Erika Muster spoke.",
            [("Pakistan Army", "PAK", "MIL")],
        ),
        ("The Example Fever Virus (EFV) spread.", []),
        ("Canada's Food Safety Agency met.", [("Food Safety Agency", "CAN", None)]),
    ],
)
def test_organizations(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """An organization is recognized by its head; its acronym is the same organization."""

    assert organizations(text) == expected


def test_headline_with_capitals_everywhere_introduces_nobody() -> None:
    """If every word has a capital letter, only names known from other fields are found."""
    title = "Erika Mustermann Visits Big Example Town Again"
    body = "President Erika Mustermann came."

    alone = read(title, "title")
    both = mentions([(title, sentences("title", title)), (body, sentences("body", body))])

    assert alone == []
    assert {mention.name for mention in both} == {"Erika Mustermann"}


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The union's General Secretary Erika Mustermann spoke.", None),
        ("General Erika Mustermann spoke.", "MIL"),
        ("Attorney General Erika Mustermann spoke.", "GOV"),
    ],
)
def test_general_is_a_rank_only_by_itself(text: str, sector: str | None) -> None:
    """In Secretary General or Attorney General the word General is no rank."""
    (person,) = [m for m in read(text) if m.kind is MentionKind.PERSON]

    assert person.sector == sector


def test_a_general_manager_is_not_a_general() -> None:
    """The office after the name is read to its end."""
    (person,) = [m for m in read("Erika Mustermann, general manager, spoke.") if m.role]

    assert (person.role, person.sector) == ("general manager", None)


def test_half_a_title_introduces_nobody() -> None:
    """First, Air and similar words are titles only before another title."""
    assert read("The First Harmony Prize went to Air Muster.") == []
    assert [m.name for m in read("First Minister Erika Mustermann spoke.")] == ["Erika Mustermann"]
