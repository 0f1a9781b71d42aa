"""People whose names are written in several forms, or are also titles, ranks or countries."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"


def annotated(file: str) -> dateline.Annotations:
    """The annotations of the article in a file."""
    (article,) = dateline.read((FILES / file).read_bytes(), name=file)
    return dateline.annotate(article)


def people(text: str) -> list[str]:
    """The full names that the mentions in an English text have, in order."""
    found = dateline.annotate(Article(body=text, language="en")).mentions
    return [mention.name for mention in found if mention.kind == "person"]


@pytest.mark.parametrize(
    ("file", "mentions"),
    [
        pytest.param("p10.json", ["Ursula von der Leyen"] * 3, id="P10"),
        pytest.param(
            "p11.json",
            ["Bashar al-Assad", "Vladimir Putin", "Bashar al-Assad", "Bashar al-Assad"],
            id="P11",
        ),
        pytest.param(
            "p13.json",
            [
                "Mohammed bin Salman",
                "Benjamin Netanyahu",
                "Mohammed bin Salman",
                "Benjamin Netanyahu",
                "Kim Jong Un",
                "Kim Jong Un",
            ],
            id="P13",
        ),
    ],
)
def test_short_forms_are_the_same_person(file: str, mentions: list[str]) -> None:
    """Particles may have a capital letter or be left out; a family name may be first."""
    found = annotated(file).mentions

    assert [mention.name for mention in found if mention.kind == "person"] == mentions


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Anna van der Muster", "Van der Muster"),
        ("Anna van der Muster", "Muster"),
        ("Karl von Beispiel", "Von Beispiel"),
        ("Karl zu Beispiel", "Zu Beispiel"),
        ("Pierre de Exemple", "De Exemple"),
        ("Pierre de la Exemple", "De la Exemple"),
        ("Pierre d’Exemple", "D’Exemple"),
        ("Anna O’Muster", "O'Muster"),
        ("Anna McMuster", "McMuster"),
        ("Ahmed el-Mathal", "El-Mathal"),
        ("Ahmed al-Mathal", "Al Mathal"),
        ("Ahmed al-Mathal", "Mathal"),
        ("Ahmed bin Mathal", "Bin Mathal"),
        ("David Ben-Mashal", "Ben Mashal"),
        ("Pedro dos Exemplos", "Dos Exemplos"),
        ("Li Lizi", "Li"),
        ("Nguyen Van Vidu", "Nguyen"),
        ("Muszter Anna", "Muszter"),
        ("Park Li-zi", "Park"),
        ("Tsai Ming-zi", "Tsai"),
    ],
)
def test_a_short_form_at_the_beginning_of_a_sentence(full: str, short: str) -> None:
    """A last name with a particle, or a family name that is first, means the person."""
    text = f"The mayor, {full}, a lawyer, spoke in Leeds. {short} said that it had rained."

    assert people(text) == [full, full]


def test_a_particle_with_a_small_letter_belongs_to_the_mention() -> None:
    """The span of "von der Muster" begins at its particle."""
    text = "Anna von der Muster, a lawyer, spoke. “We agree,” von der Muster said."
    found = dateline.annotate(Article(body=text, language="en")).mentions

    assert [mention.span.text for mention in found] == ["Anna von der Muster", "von der Muster"]


def test_two_people_do_not_become_one() -> None:
    """A given name that looks like a particle is no particle, and other words are no first name."""
    text = (
        "Al Muster, a lawyer, met Tina Muster, a doctor. Ben Beispiel, a farmer, met Eva Beispiel, "
        "a nurse. Texas Food, a chain, said so. Texas said no."
    )

    assert people(text) == ["Al Muster", "Tina Muster", "Ben Beispiel", "Eva Beispiel"]


def test_a_given_name_that_is_a_rank() -> None:
    """Marine Le Pen is no marine (case P20)."""
    first, second = annotated("p20.json").mentions[:2]

    assert {first.name, second.name} == {"Marine Le Pen"}
    assert first.sector is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Stephen King said no. King was born in Maine.", ["Stephen King"] * 2),
        ("Sen. Angus King of Maine said no. King left.", ["Angus King"] * 2),
        ("John Major said no. Mr Major left.", ["John Major"] * 2),
        ("Mike Judge, a writer, said no.", ["Mike Judge"]),
        ("Bryan Singer, a director, said no.", ["Bryan Singer"]),
        ("Dean Martin sang. Martin said no.", ["Dean Martin"] * 2),
        ("Duke Ellington played. Ellington said no.", ["Duke Ellington"] * 2),
        ("Senator Dean Heller said no. Heller left.", ["Dean Heller"] * 2),
        ("Actor Judge Reinhold said no.", ["Judge Reinhold"]),
        ("Sacha Baron Cohen, an actor, said no.", ["Sacha Baron Cohen"]),
        ("Dr. Martin Luther King said no. Dr. King left.", ["Martin Luther King"] * 2),
        ("Marine Cpl. John Muster died.", ["John Muster"]),
        ("Judge Anna Muster said no. King Karl left.", ["Anna Muster", "Karl"]),
        ("General Electric said no.", []),
        ("Georgia Republican Brian Muster said no. Muster left.", ["Brian Muster"] * 2),
    ],
)
def test_titles_that_are_names(text: str, names: list[str]) -> None:
    """King, Major, Judge and their kin are names after a given name, and titles before a name."""
    assert people(text) == names


@pytest.mark.parametrize(
    ("file", "names", "absent"),
    [
        pytest.param(
            "g04.json",
            ["Jim Jordan", "Jim Jordan", "Michael Jordan", "Michael Jordan"],
            {"JOR"},
            id="G04",
        ),
        pytest.param("g08.json", ["Chad Wolfson", "Chad Wolfson"], {"TCD"}, id="G08"),
        pytest.param(
            "g25.json",
            ["Kenya Barris", "Israel Katz", "India Hicks", "Israel Katz", "China Miéville"],
            {"KEN", "ISR", "IND", "CHN"},
            id="G25",
        ),
        pytest.param("e50.json", ["Jim Jordan", "Jim Jordan"], {"JOR"}, id="E50"),
        pytest.param(
            "e51.json", ["Israel Katz", "Israel Katz", "Chad Wolf"], {"ISR", "TCD"}, id="E51"
        ),
    ],
)
def test_people_are_not_the_country_of_their_name(
    file: str, names: list[str], absent: set[str]
) -> None:
    """They are people, and neither places nor actors with the code of that country."""
    found = annotated(file)
    codes = {place.code for place in found.places} | {
        actor.code for report in found.reports for actor in (*report.actors, *report.recipients)
    }

    assert [m.name for m in found.mentions if m.kind == "person"] == names
    assert absent.isdisjoint(codes)


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        ("Rep. Steve Israel voted. Israel said no.", ["Steve Israel"] * 2, []),
        ("Mark Cuban, an investor, left. Cuban said no.", ["Mark Cuban"] * 2, []),
        ("Lisa Monaco, a lawyer, left. “No,” Monaco said.", ["Lisa Monaco"] * 2, []),
        ("Jack London, a writer, left.", ["Jack London"], []),
        ("Denzel Washington, an actor, left.", ["Denzel Washington"], []),
        ("Jordan Peterson, a professor, left. Peterson said no.", ["Jordan Peterson"] * 2, []),
        ("Victoria Nuland, a diplomat, left.", ["Victoria Nuland"], []),
        ("Paris Hilton, a singer, left.", ["Paris Hilton"], []),
        ("Homeland Secretary Chad Wolf resigned.", ["Chad Wolf"], []),
        ("Jim Jordan went home. It rained in Jordan.", ["Jim Jordan"], ["JOR"]),
        ("Jim Jordan spoke of Jordanians and of Jordan.", ["Jim Jordan"], ["JOR"]),
        ("Israel Katz, a minister, said that Israel would not.", ["Israel Katz"], ["ISR"]),
        ("Will Iran agree? Will Turkey?", [], ["IRN", "TUR"]),
        ("Jordan King Abdullah left.", ["Abdullah"], ["JOR"]),
        ("China Daily said no. Israel Radio said no.", [], ["CHN", "ISR"]),
    ],
)
def test_a_country_in_a_name(text: str, names: list[str], places: list[str]) -> None:
    """What is beside the name, and what else the article says of the country, decides."""
    found = dateline.annotate(Article(body=text, language="en"))

    assert [m.name for m in found.mentions if m.kind == "person"] == names
    assert [place.code for place in found.places] == places


def test_a_search_for_a_person_with_the_name_of_a_country(tmp_path: Path) -> None:
    """The person is found by `person:`, and not by `country:` or `place:` (case S60)."""
    with dateline.open_archive(tmp_path) as archive:
        archive.ingest([FILES / "s60.json"])

        found = {
            query: [hit.title for hit in archive.search(query).hits]
            for query in ("person:jordan", "country:JOR", "place:jordan")
        }

    assert found == {"person:jordan": ["Aa"], "country:JOR": [], "place:jordan": []}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("New Jersey Gov. Anna Muster left.", "USA"),
        ("British Columbia Premier Anna Muster left.", "CAN"),
        ("Georgia Secretary of State Anna Muster left.", None),
        ("England Captain Anna Muster left.", "GBR"),
        ("Jersey Governor Anna Muster left.", "GBR"),
    ],
)
def test_the_country_of_an_office(text: str, code: str | None) -> None:
    """A province with the name of a country in its own is in its own country."""
    (mention,) = dateline.annotate(Article(body=text, language="en")).mentions

    assert mention.code == code
