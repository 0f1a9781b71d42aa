"""Events: passives, attacks that are the subject, gunmen, requests, peaceful deeds, recipients."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.values.article import Article

FILES = Path(__file__).parent / "files"


def events(article: Article) -> list[str]:
    """The events of an article: type, mode, codes of the actors and of the recipients."""
    return [
        " ".join(
            [
                report.event_type,
                "/".join(report.modes) or "-",
                "+".join(a.code or a.sector or "?" for a in report.actors) or "-",
                "+".join(a.code or a.sector or "?" for a in report.recipients) or "-",
            ]
        )
        for report in dateline.annotate(article).reports
        if not report.background
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("e01.json", ["ASSAULT aerial TUR IRQ", "ACCUSE disapprove DEU -"], id="E01"),
        pytest.param("e14.json", ["ASSAULT aerial ISR PSE"], id="E14"),
        pytest.param("e27.json", [], id="E27"),
        pytest.param("e30.json", ["REQUEST yield ZAF ISR"], id="E30"),
        pytest.param("e33.json", ["ASSAULT drone ISR LBN"], id="E33"),
        pytest.param("e34.json", ["ASSAULT - UAF NGA"], id="E34"),
        pytest.param("e41.json", ["MOBILIZE weapons PRK -"], id="E41"),
    ],
)
def test_the_events_of_an_article(file: str, expected: list[str]) -> None:
    """Each has its type, who did it and to whom."""
    (article,) = dateline.read((FILES / file).read_bytes(), name=file)

    assert events(article) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # attacks that are the subject
        ("A Togolese drone strike in Benin killed four Ghanaian rebels.", "ASSAULT drone TGO GHA"),
        ("Togolese shelling of Cotonou wounded five people.", "ASSAULT heavy-weapons TGO BEN"),
        ("Togolese airstrikes hit Cotonou on Monday.", "ASSAULT aerial TGO BEN"),
        ("Togolese strikes killed 12 Ghanaians.", "ASSAULT - TGO GHA"),
        ("A raid by the Togolese army killed 12 Ghanaians.", "ASSAULT - TGO GHA"),
        ("A car bomb killed two Ghanaian soldiers and wounded three.", "ASSAULT explosives - GHA"),
        ("Togolese police in a raid killed two Ghanaians.", "ASSAULT - TGO GHA"),
        ("Two Ghanaians were killed by a Togolese drone strike.", "ASSAULT drone TGO GHA"),
        ("The strike of German pilots hit airports in Norway.", ""),
        # gunmen and the place
        ("Gunmen attacked a bus in Ghana, killing 12 people.", "ASSAULT - UAF GHA"),
        ("Gunmen killed at least 12 people in an attack in Ghana.", "ASSAULT - UAF GHA"),
        ("Gunmen killed at least 12 people in an attack on Monday.", ""),
        ("Armed men kidnapped 12 students in Ghana.", "ASSAULT abduct UAF GHA"),
        ("Masked men killed a judge in Ghana.", "ASSAULT targeted UAF GHA"),
        ("A gunman opened fire at a school in Ghana.", "ASSAULT firearms UAF GHA"),
        # weapons that are the subject
        ("Togolese drones struck a car in Ghana.", "ASSAULT drone TGO GHA"),
        ("Drones hit an airfield in Ghana.", "ASSAULT drone - GHA"),
        ("Togolese jets struck a convoy in Ghana.", "ASSAULT aerial TGO GHA"),
        ("Togolese missiles hit Accra.", "ASSAULT heavy-weapons TGO GHA"),
        ("Togo's drones were sold to Ghana.", ""),
        ("The drone hit a tree.", ""),
        # who is shot
        ("A Ghanaian teenager was shot dead by Togolese troops.", "ASSAULT targeted TGO GHA"),
        ("Two Ghanaian fishermen were killed by Togolese troops.", "ASSAULT targeted TGO GHA"),
        # no conflict
        ("Togo launched a satellite.", ""),
        ("Togo launched a spy satellite.", "MOBILIZE weapons TGO -"),
        ("Togo attacked well in the second half.", ""),
        ("Togo invaded the charts.", ""),
        ("Togo invaded Ghana.", "ASSAULT - TGO GHA"),
        ("NASA fired its rocket engine.", ""),
        # weapons that are aimed at nobody
        ("Togo launched a rocket into space.", ""),
        ("Togo test-fired a missile.", "MOBILIZE weapons TGO -"),
        ("Togo launched two missiles toward the Gulf of Guinea.", "MOBILIZE weapons TGO -"),
        ("Togo fired a missile at Benin.", "ASSAULT heavy-weapons TGO BEN"),
        ("Togo fired missiles at a base.", "ASSAULT heavy-weapons TGO -"),
        # peaceful deeds
        ("Togo opened a new bridge.", ""),
        ("Togo opened its longest bridge.", ""),
        ("Togo reopened its border with Benin.", "RETREAT access TGO BEN"),
        # requests
        ("Togo called on Benin to end its war in Ghana.", "REQUEST yield TGO BEN"),
        ("Togo called on Benin to stop the fighting.", "REQUEST yield TGO BEN"),
        ("Togo called for an end to the war.", "AGREE - TGO -"),
        # recipients
        ("Togo seized a ship in the Gulf of Oman.", "COERCE seize TGO -"),
        ("Togo, which had backed Benin, condemned Ghana.", "ACCUSE disapprove TGO GHA"),
        ("The governor of New Jersey condemned Togo.", "ACCUSE disapprove USA TGO"),
        ("Anna Muster, the minister, criticized Togo.", "ACCUSE disapprove GOV TGO"),
    ],
)
def test_who_did_what_to_whom(text: str, expected: str) -> None:
    """Siblings of the cases, one event each or none."""
    assert "; ".join(events(Article(body=text, language="en"))) == expected


def test_who_suffers_in_a_relative_clause() -> None:
    """ "which" means what is right before it, not the subject of the sentence."""
    text = "Togo sent food to Benin, which was invaded by Ghana."
    found = dateline.annotate(Article(body=text, language="en")).reports
    invasion = next(report for report in found if report.event_type == "ASSAULT")

    assert [actor.code for actor in invasion.recipients] == ["BEN"]
