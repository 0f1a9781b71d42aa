"""Words that are written in several ways: each query finds its articles, and highlights in them
what it found, as it stands there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines

FILES = Path(__file__).parent / "files"
# For each file: queries, the titles of the articles that they find, and what is highlighted.
_Expected = dict[str, tuple[set[str], set[str]]]
_CASES: dict[str, _Expected] = {
    "S01": {
        "ispanya": ({"Aa"}, {"İSPANYA"}),
        "istanbul": ({"Aa"}, {"İstanbul’da"}),
        "İstanbul": ({"Aa"}, {"İstanbul’da"}),
        '"istanbul"': ({"Aa"}, {"İstanbul’da"}),
        "ısparta": ({"Aa"}, {"ISPARTA"}),
        "ISPARTA": ({"Aa"}, {"ISPARTA"}),
        "isparta": ({"Aa"}, {"ISPARTA"}),
        "diyarbakır": ({"Aa"}, {"Diyarbakır"}),
        "Diyarbakir": ({"Aa"}, {"Diyarbakır"}),
        "DİYARBAKIR": ({"Aa"}, {"Diyarbakır"}),
        "Dıyarb*": ({"Aa"}, {"Diyarbakır"}),
    },
    "S04": {
        "محمد": ({"Aa"}, {"محـــــمد"}),
        '"محمد"': ({"Aa"}, {"محـــــمد"}),
        '"مُحَمَّد حضر"': ({"Aa"}, {"محـــــمد حضر"}),
        '"مستشفي المدينه"': ({"Aa"}, {"مستشفى المدينة"}),
        '"ان الاسكندرية"': ({"Aa"}, {"إن الإسكندرية"}),
    },
    "S07": {
        "القاهرة": ({"Aa", "Bb"}, {"القاهره", "القاهرة"}),
        '"القاهره"': ({"Aa", "Bb"}, {"القاهره", "القاهرة"}),
        '"لبحث الأزمة"': ({"Aa", "Bb"}, {"لبحث الازمه", "لبحث الأزمة"}),
    },
    "S29": {
        "Lodz": ({"Aa"}, {"Łódź"}),
        "Da Nang": ({"Aa"}, {"Đà", "Nẵng"}),
        "Oresund": ({"Aa"}, {"Øresund"}),
        "Krakow": ({"Aa"}, {"Kraków"}),
        "Aethelred": ({"Aa"}, {"Æthelred"}),
        "oeuvre": ({"Aa"}, {"Œuvre"}),
        "Hamrun": ({"Aa"}, {"Ħamrun"}),
        "thorshofn": ({"Aa"}, {"Þórshöfn"}),
        "STRASSE": ({"Aa"}, {"Straße"}),
        "=łódź": ({"Aa"}, {"Łódź"}),
    },
    "S35": {
        "رئیس‌جمهور": ({"Aa"}, {"رئیس‌جمهور"}),
        '"رئیس جمهور"': ({"Aa"}, {"رئیس‌جمهور"}),
        "کتاب": ({"Aa"}, {"کتاب"}),
        "كتاب": ({"Aa"}, {"کتاب"}),
        "علی": ({"Aa"}, {"علي", "علی"}),
        "تهران": ({"Aa"}, {"تهران"}),
    },
    "S61": {
        "walesa": ({"Aa"}, {"Wałęsa"}),
        "Wałęsa": ({"Aa"}, {"Wałęsa"}),
        "wałesa": ({"Aa"}, {"Wałęsa"}),
        "gdansk": ({"Aa"}, {"Gdańsk"}),
        "Walesa~": ({"Aa"}, {"Wałęsa"}),
        "Wałensa~": ({"Aa"}, {"Wałęsa"}),
        '"lech walesa"': ({"Aa"}, {"Lech Wałęsa"}),
        "wal*a": ({"Aa"}, {"Wałęsa"}),
    },
    "S62": {
        "צה״ל": ({"Aa"}, {'צה"ל'}),
        "ארה״ב": ({"Aa"}, {"ארה״ב"}),
        'ארה"ב': ({"Aa"}, {"ארה״ב"}),
        '"צה"ל הודיע"': ({"Aa"}, {'צה"ל הודיע'}),
        'ארה"ב -"צה"ל תסייע"': ({"Aa"}, {"ארה״ב"}),
        "ארה*": ({"Aa"}, {"ארה״ב"}),
    },
    "S63": {
        '"Union européenne"': ({"Aa"}, {"l’Union européenne"}),
        '"Air France"': ({"Aa"}, {"d’Air France"}),
        '"accord le siège"': ({"Aa"}, {"l’accord. Le siège"}),
        '"l\'Union européenne"': ({"Aa"}, {"l’Union européenne"}),
        "Air France": ({"Aa"}, {"d’Air", "France"}),
        "=arc": ({"Aa"}, {"d’Arc"}),
    },
}

_ENGLISH = (
    "Donald Trump's plan, Russia’s answer, the workers' strike, 'quoted' in James’s book. "
    "O'Brien's band played rock'n'roll in Hawai‘i and in N'Djamena."
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case) for case in _CASES])
def test_letters(dateline: Command, case: str) -> None:
    assert dateline("ingest", FILES / f"{case.lower()}.json").code == 0

    assert {query: _found(dateline, query) for query in _CASES[case]} == _CASES[case]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            _ENGLISH,
            {
                '"donald trump"': "Donald Trump's",
                '"donald trump\'s plan"': "Donald Trump's plan",
                "=trump": "Trump's",
                "=trump’s": "Trump's",
                '"russia"': "Russia’s",
                "russia": "Russia’s",
                "rus*a": "Russia’s",
                "rusia~": "Russia’s",
                '"workers strike"': "workers' strike",
                "=o’brien": "O'Brien's",
                "=brien": None,
                "rock'n'roll": "rock'n'roll",
                "=rock": None,
                "hawaiʻi": "Hawai‘i",
                "=djamena": None,
                '"strike quoted in"': "strike, 'quoted' in",
                "=james": "James’s",
            },
        ),
        (
            "it",
            "La sede dell'Unione è a Roma, all’Aquila un'altra. L'accordo d'oggi è d’aiuto.",
            {
                '"unione"': "dell'Unione",
                "unione": "dell'Unione",
                "=aquila": "all’Aquila",
                '"altra accordo"': "un'altra. L'accordo",
                '"dell’unione è a roma"': "dell'Unione è a Roma",
            },
        ),
        (
            "ca",
            "L’Ajuntament d'Andorra i el col·legi de l'Hospitalet.",
            {
                '"ajuntament"': "L’Ajuntament",
                '"andorra"': "d'Andorra",
                "collegi": "col·legi",
                "=hospitalet": "l'Hospitalet",
            },
        ),
        (
            "uk",
            "Українська м’ята та обʼєкт у п'ятницю.",
            {
                "м'ята": "м’ята",
                '"обʼєкт"': "обʼєкт",
                "об’єкт": "обʼєкт",
                "пʼят*": "п'ятницю",
                "=ята": None,
            },
        ),
        (
            "fa",
            "می‌گوید سال ۱۴۰۴ در پاکستان و کی‌یف گذشت.",
            {"1404": "۱۴۰۴", "پاكستان": "پاکستان", '"می گوید"': "می‌گوید", "گوید": "گوید"},
        ),
    ],
    ids=["English", "Italian", "Catalan", "Ukrainian", "Persian"],
)
def test_letters_of_a_language(
    dateline: Command, tmp_path: Path, language: str, text: str, expected: dict[str, str | None]
) -> None:
    """A query with None finds nothing; others find the article, and highlight this."""
    path = tmp_path / "story.jsonl"
    path.write_text(json_lines({"title": "Aa", "text": text, "language": language}))
    assert dateline("ingest", path).code == 0

    for query, highlighted in expected.items():
        expected_hit = ({"Aa"}, {highlighted}) if highlighted else (set(), set())
        assert _found(dateline, query) == expected_hit, query


def _found(dateline: Command, query: str) -> tuple[set[str], set[str]]:
    """The titles of the articles that a query finds, and what is highlighted in them."""
    ran = dateline("search", query, "--json")
    assert ran.code in (0, 1), ran.err
    hits = ran.json["hits"]
    highlighted = {
        snippet["text"][start:end]
        for hit in hits
        for snippet in hit["snippets"]
        for start, end in snippet["highlights"]
    }
    return {hit["title"] for hit in hits}, highlighted


@pytest.mark.parametrize(
    "forms",
    [
        "المدرسة مدرسة المدرسه مدرسه بالمدرسة للمدرسة والمدرسة",
        "الحكومة حكومة الحكومه حكومه والحكومة",
        "القاهرة القاهره بالقاهرة",
        "الوزير وزير والوزير",
        "المستشفى مستشفى مستشفي",
        "الوجه وجه",
        "والدة والدته الوالدة",
    ],
)
def test_arabic_with_and_without_the_article(dateline: Command, tmp_path: Path, forms: str) -> None:
    """Also where a final ه is typed for ة."""
    articles = [
        {"title": form, "text": f"قال {number} {form} اليوم", "language": "ar"}
        for number, form in enumerate(forms.split())
    ]
    (tmp_path / "a.json").write_text(json.dumps(articles), "utf-8")
    assert dateline("ingest", tmp_path / "a.json").code == 0

    everything = set(forms.split())
    assert {form: _found(dateline, form)[0] for form in everything} == dict.fromkeys(
        everything, everything
    )
