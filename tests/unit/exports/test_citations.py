"""Citations are read back by the libraries of their forms, with what a reference manager needs."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import pytest
import rispy
from jsonschema import Draft7Validator

from tests.conftest import ROOT
from tests.unit.exports.builders import HOSTILE, exported, hostile, written

SCHEMA = json.loads((ROOT / "tests/fixtures/schemas/csl-data.json").read_text("utf-8"))
FULL = exported(
    authors=("Ann Lee", "Ursula von der Leyen"),
    credit=("AFP",),
    subtitle="The tides decide",
    section="World",
    summary=("First point", "Second point"),
    keywords=("harbor", "ports, old"),
    tags=("to cite", "harbor"),
    notes=("ask Ann\nfirst",),
    url="https://post.example/plan?a=1&b=50%25",
)


def _bibtex(*values: Any) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(written("bibtex", *values).decode("utf-8"))
    assert not library.failed_blocks
    return [
        {"type": entry.entry_type, "key": entry.key} | {f.key: f.value for f in entry.fields}
        for entry in library.entries
    ]


def _ris(*values: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = rispy.loads(written("ris", *values).decode("utf-8"))
    return entries


def _csl(*values: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(written("csl-json", *values))
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(items)] == []
    return items


def test_bibtex_has_what_a_library_needs() -> None:
    """Access date, publisher, language, address, and the id in the archive."""
    (entry,) = _bibtex(FULL)

    assert entry == {
        "type": "article",
        "key": "dateline-0000000000000001",
        "title": "{Harbor plan}",
        "subtitle": "{The tides decide}",
        "journal": "Harbor Post",
        "entrysubtype": "newspaper",
        "language": "en",
        "abstract": "First point; Second point",
        "keywords": r"harbor, ports  old, to cite",
        "annote": "ask Ann first",
        "author": "Lee, Ann and von der Leyen, Ursula",
        "date": "2025-07-18",
        "year": "2025",
        "month": "jul",
        "url": "https://post.example/plan?a=1&b=50%25",
        "urldate": "2025-08-01",
        "eprint": "0000000000000001",
        "eprinttype": "Dateline",
    }


def test_ris_has_what_a_library_needs() -> None:
    """The same in the tags of RIS."""
    (entry,) = _ris(FULL)

    assert entry == {
        "type_of_reference": "NEWS",
        "id": "dateline-0000000000000001",
        "title": "Harbor plan",
        "secondary_title": "Harbor Post",
        "authors": ["Lee, Ann", "von der Leyen, Ursula"],
        "section": "World",
        "year": "2025",
        "date": "2025/07/18/",
        "abstract": "First point; Second point",
        "keywords": ["harbor", "ports, old", "to cite"],
        "notes": ["ask Ann first"],
        "language": "en",
        "urls": ["https://post.example/plan?a=1&b=50%25"],
        "access_date": "2025/08/01/",
        "name_of_database": "Dateline",
        "accession_number": "0000000000000001",
    }


def test_csl_json_has_what_a_library_needs() -> None:
    """The same in the variables of CSL; the items follow its schema."""
    (item,) = _csl(FULL)

    assert item == {
        "id": "dateline-0000000000000001",
        "type": "article-newspaper",
        "title": "Harbor plan",
        "container-title": "Harbor Post",
        "author": [
            {"family": "Lee", "given": "Ann"},
            {"family": "von der Leyen", "given": "Ursula"},
        ],
        "section": "World",
        "issued": {"date-parts": [[2025, 7, 18]]},
        "abstract": "First point; Second point",
        "keyword": "harbor, ports  old, to cite",
        "annote": "ask Ann first",
        "language": "en",
        "URL": "https://post.example/plan?a=1&b=50%25",
        "accessed": {"date-parts": [[2025, 8, 1]]},
        "archive": "Dateline",
        "archive_location": "0000000000000001",
    }


@pytest.mark.parametrize(
    ("printed", "bibtex", "ris", "csl"),
    [
        ("2025", ("2025", None), "2025///", [2025]),
        ("2025-07", ("2025-07", "jul"), "2025/07//", [2025, 7]),
        ("2025-07-18T10:20:30", ("2025-07-18", "jul"), "2025/07/18/", [2025, 7, 18]),
        ("0800-12-01", ("0800-12-01", "dec"), "0800/12/01/", [800, 12, 1]),
    ],
)
def test_a_date_stays_as_precise_as_it_was_printed(
    printed: str, bibtex: tuple[str, str | None], ris: str, csl: list[int]
) -> None:
    """A year only stays a year, in every form."""
    one = exported(published=printed)
    (entry,) = _bibtex(one)

    assert (entry["date"], entry.get("month")) == bibtex
    assert entry["year"] == printed[:4]
    assert _ris(one)[0]["date"] == ris
    assert _csl(one)[0]["issued"] == {"date-parts": [csl]}


def test_what_is_not_known_is_left_out() -> None:
    """No date, publisher, author or title is made up."""
    one = exported(published=None, source=None, domain=None, title=None, language=None)
    (entry,) = _bibtex(one)

    assert sorted(entry) == ["eprint", "eprinttype", "key", "type", "urldate"]
    assert entry["type"] == "misc"
    assert not {"date", "title", "secondary_title", "authors"} & set(_ris(one)[0])
    assert not {"issued", "title", "container-title", "author"} & set(_csl(one)[0])


def test_a_publisher_without_a_name_is_its_domain() -> None:
    """In the place of its name."""
    assert _csl(exported(source=None))[0]["container-title"] == "post.example"


@pytest.mark.parametrize(
    ("printed", "family", "given", "suffix"),
    [
        ("Ben Smith", "Smith", "Ben", None),
        ("John D Rivers", "Rivers", "John D", None),
        ("Juan de la Cruz", "de la Cruz", "Juan", None),
        ("Dick Van Dyke", "Van Dyke", "Dick", None),
        ("Martin Luther King Jr.", "King", "Martin Luther", "Jr."),
        ("José Ñandú", "Ñandú", "José", None),
        ("Иван Петров", "Петров", "Иван", None),
    ],
)
def test_a_family_name_is_told_apart(
    printed: str, family: str, given: str, suffix: str | None
) -> None:
    """As lists of references are sorted by it."""
    one = exported(authors=(printed,), language=None)
    wanted = {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})
    assert _csl(one)[0]["author"] == [wanted]
    assert _ris(one)[0]["authors"] == [", ".join(filter(None, (family, given, suffix)))]


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        *(("Madonna", "en"), ("李四", "zh"), ("Nagy Anna", "hu"), ("Lee, Ann", "en")),
        *(("Harbor Post staff", "en"), ("van Gogh", "nl"), ("Jr.", "en"), ("علی خان", "ur")),
    ],
)
def test_a_name_that_nobody_can_divide_stays_as_printed(printed: str, language: str) -> None:
    """One word, an organization, and names of languages in which the family name is first."""
    one = exported(authors=(printed,), language=language)
    assert _csl(one)[0]["author"] == [{"literal": printed}]
    assert _ris(one)[0]["authors"] == [printed]
    assert _bibtex(one)[0]["author"] == f"{{{printed}}}"


def test_an_agency_is_the_author_if_nobody_else_is() -> None:
    """BibTeX does not divide its name, nor a name with a comma or an "and" in it."""
    assert _bibtex(exported(credit=("Agence France-Presse",)))[0]["author"] == (
        "{Agence France-Presse}"
    )
    (entry,) = _bibtex(exported(authors=("Lee, Ann", "Salt and Co", "Andy Sand")))
    assert entry["author"] == "{Lee, Ann} and {Salt and Co} and Sand, Andy"
    assert _csl(exported(credit=("AFP",)))[0]["author"] == [{"literal": "AFP"}]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "post.example/a"])
def test_only_addresses_of_the_web_are_cited(url: str) -> None:
    """A reference manager makes links of them."""
    assert "URL" not in _csl(exported(url=url))[0]
    assert "url" not in _bibtex(exported(url=url))[0]
    assert "urls" not in _ris(exported(url=url))[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_leaves_its_field(text: str) -> None:
    """Entries are as many as articles, each with its own id, whatever their texts are."""
    values = (hostile(1, text), hostile(2, text), exported(number=3))
    ids = [f"{number:016x}" for number in (1, 2, 3)]

    assert [entry["eprint"] for entry in _bibtex(*values)] == ids
    assert [entry["type"] for entry in _bibtex(*values)] == ["article"] * 3
    assert [entry["accession_number"] for entry in _ris(*values)] == ids
    assert [entry["type_of_reference"] for entry in _ris(*values)] == ["NEWS"] * 3
    assert [item["archive_location"] for item in _csl(*values)] == ids


def test_no_style_of_tex_changes_a_headline_or_divides_a_family_name() -> None:
    """A style sets "Trump meets NATO" in small letters unless braces keep it, and takes the last
    word of a name for the family name unless a comma says otherwise."""
    one = exported(title="Trump meets NATO", subtitle="In Paris", authors=("Jason Del Rey",))
    (entry,) = _bibtex(one)

    assert (entry["title"], entry["subtitle"]) == ("{Trump meets NATO}", "{In Paris}")
    assert entry["author"] == "Del Rey, Jason"


def test_tex_obeys_nothing() -> None:
    """Every sign that means something to TeX is printed as that sign."""
    (entry,) = _bibtex(exported(title=r"50% of $9 & #1 for {A_B}^2 ~ \input"))

    assert entry["title"] == (
        r"{50\% of \$9 \& \#1 for \textbraceleft{}A\_B\textbraceright{}\textasciicircum{}2 "
        r"\textasciitilde{} \textbackslash{}input}"
    )
