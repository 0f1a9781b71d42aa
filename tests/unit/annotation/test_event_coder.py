"""Who did what to whom, sentence by sentence."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.coder import code_sentence
from dateline.annotation.events.grammar.actors import actor_table
from dateline.annotation.events.grammar.lexicon import event_lexicon
from dateline.annotation.events.grammar.noun_phrases import Phrase


def coded(text: str) -> tuple[CandidateEvent, ...]:
    return code_sentence(text, event_lexicon(), actor_table())


def names(phrases: tuple[Phrase, ...]) -> list[str | None]:
    return [
        f"{phrase.code or '?'} {phrase.sector}" if phrase.sector else phrase.code
        for phrase in phrases
    ]


class Expected(NamedTuple):
    """A sentence with its event: type, mode, actors and recipients."""

    text: str
    event_type: str
    mode: str | None
    actors: list[str]
    recipients: list[str]


TOLD = [
    # voices and orders
    Expected("Norway praised Chile on Friday.", "SUPPORT", None, ["NOR"], ["CHL"]),
    Expected("Chile was condemned by Norway.", "ACCUSE", "disapprove", ["NOR"], ["CHL"]),
    Expected("Peru and Bolivia agreed to open a road.", "AGREE", None, ["PER", "BOL"], []),
    Expected("Peru, Chile and Bolivia met on Monday.", "CONSULT", None, ["PER", "CHL", "BOL"], []),
    Expected(
        "The president of Ghana met the king of Norway.", "CONSULT", None, ["GHA GOV"], ["NOR GOV"]
    ),
    Expected("Talks between Peru and Chile dragged on.", "CONSULT", None, ["PER", "CHL"], []),
    Expected("Kenyan ministers visited Uganda.", "CONSULT", "visit", ["KEN GOV"], ["UGA"]),
    Expected("Kenya hosted Ugandan ministers.", "CONSULT", "visit", ["UGA GOV"], ["KEN"]),
    Expected("Kenya signed a treaty and promised aid to Malawi.", "SUPPORT", None, ["KEN"], []),
    # verbs that begin or end the event that a noun names
    Expected("Togo held talks with Benin.", "CONSULT", None, ["TGO"], ["BEN"]),
    Expected("Togo lifted its sanctions against Benin.", "CONCEDE", None, ["TGO"], ["BEN"]),
    Expected("Togo cancelled its talks with Benin.", "REJECT", "meet", ["TGO"], ["BEN"]),
    Expected("Togo suspended aid to Benin.", "SANCTION", "withdraw", ["TGO"], ["BEN"]),
    # mood
    Expected("Togo will send food to Benin.", "AGREE", None, ["TGO"], ["BEN"]),
    Expected("Togo would not send food to Benin.", "REJECT", "assist", ["TGO"], ["BEN"]),
    Expected("Togo will attack Benin.", "THREATEN", "violence", ["TGO"], ["BEN"]),
    Expected("Togo will withdraw its troops from Benin.", "CONCEDE", None, ["TGO"], ["BEN MIL"]),
    Expected("Togo is willing to withdraw its troops.", "AGREE", None, ["TGO"], []),
    Expected("Togo said Benin must release the captives.", "REQUEST", "yield", ["TGO"], ["BEN"]),
    Expected("Togo and Benin to expand ties.", "AGREE", None, ["TGO", "BEN"], []),
    # who reports it is not who does it
    Expected(
        "Benin expelled two diplomats from Togo, officials said.",
        "SANCTION",
        "expel",
        ["BEN"],
        ["TGO GOV"],
    ),
    Expected(
        "Togo said it had expelled Benin's ambassador.", "SANCTION", "expel", ["TGO"], ["BEN GOV"]
    ),
    Expected("LOME: Togo accused Benin of spying.", "ACCUSE", "allege", ["TGO"], ["BEN"]),
    # exercises alone and together
    Expected("Malian troops began exercises on Monday.", "MOBILIZE", "troops", ["MLI MIL"], []),
    Expected(
        "Malian and Nigerien troops began exercises.", "COOPERATE", None, ["MLI MIL", "NER MIL"], []
    ),
    Expected(
        "Malian troops began exercises with live shells.", "MOBILIZE", "troops", ["MLI MIL"], []
    ),
    Expected("Mali began exercises with Niger.", "COOPERATE", None, ["MLI"], ["NER"]),
    # who acts may change what it is
    Expected("French troops arrived in Mali.", "MOBILIZE", "troops", ["FRA MIL"], ["MLI"]),
    Expected("Cuban troops left Angola.", "RETREAT", "withdraw", ["CUB MIL"], ["AGO"]),
    Expected("Nigerian peacekeepers arrived in Mali.", "AID", None, ["NGA MIL"], ["MLI"]),
    Expected("Malian farmers blocked a road.", "PROTEST", "obstruct", ["MLI CVL"], []),
    Expected("Mali blocked a road.", "COERCE", "restrict", ["MLI"], []),
    # what somebody wants, says of somebody, or may do
    Expected("Togo wants Benin to disarm.", "REQUEST", "yield", ["TGO"], ["BEN"]),
    Expected("Togo described Benin as a threat.", "ACCUSE", "disapprove", ["TGO"], ["BEN"]),
    Expected("Togo said it may cut aid to Benin.", "THREATEN", "relations", ["TGO"], ["BEN"]),
    Expected("Up to 50 Malians demonstrated in Chad.", "PROTEST", "demo", ["MLI"], ["TCD"]),
    # the recipient is in the object of the verb, whatever country follows
    Expected("Togo accused ministers of selling Benin.", "ACCUSE", "allege", ["TGO"], ["? GOV"]),
    Expected("Togo rejected the idea, saying Benin was poor.", "REJECT", None, ["TGO"], []),
    # a capital that acts is its government; politicians attack with words
    Expected("Lome condemned Benin.", "ACCUSE", "disapprove", ["TGO GOV"], ["BEN"]),
    Expected("Downing Street condemned Benin.", "ACCUSE", "disapprove", ["GBR GOV"], ["BEN"]),
    Expected("The opposition attacked Benin.", "ACCUSE", "disapprove", ["? OPP"], ["BEN"]),
    Expected("Togo began to arrest students.", "COERCE", "arrest", ["TGO"], ["? EDU"]),
    Expected("Togo launched strikes against Benin.", "ASSAULT", None, ["TGO"], ["BEN"]),
    Expected(
        "Togo released three prisoners from Benin.", "RETREAT", "release", ["TGO"], ["BEN CVL"]
    ),
    # kinds of conflict
    Expected("Police in Peru arrested two students.", "COERCE", "arrest", ["PER COP"], ["? EDU"]),
    Expected("Peruvian rebels kidnapped a judge.", "ASSAULT", "abduct", ["PER REB"], ["? JUD"]),
    Expected("Peruvian miners went on strike.", "PROTEST", "strike", ["PER LAB"], []),
    Expected("Peruvian students began a hunger strike.", "PROTEST", "hunger", ["PER EDU"], []),
]


@pytest.mark.parametrize("expected", TOLD, ids=lambda expected: expected.text)
def test_the_first_event_of_a_sentence(expected: Expected) -> None:
    """Type, mode, actors and recipients of the first event are those of the sentence."""
    first = coded(expected.text)[0]

    assert expected.event_type == first.event_type
    assert expected.mode == first.mode
    assert expected.actors == names(first.actors)
    assert expected.recipients == names(first.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Chile said the weather condemned the harvest.",
        "Norway knows what I said and we condemned.",
        "Every Peruvian I condemned has left.",
        "The worst hit are Peru and Chile, with at least 200 people killed.",
        "Peru published rules for workers arrested in the north.",
        "Chile said nothing would condemn Peru.",
        "Norwegian sales showed the biggest monthly decline.",
        "Norway said Peruvian questions were raised.",
        "The party battled for votes.",
        "Chile plans to limit new casinos.",
        "She is the third Chilean minister to resign.",
        "Norway went on to promise that Chile would pay.",
        "Chile captured the title.",
        "Peru called it a budget for Norway.",
        "Chile beat Norway by two goals.",
        "Norway has been irritated by the talks in Peru.",
        "Peru will press on with its road.",
        "The release of the miners eased tensions in Chile.",
    ],
)
def test_no_event_from_another_clause_or_sense(text: str) -> None:
    """A thing, "I" or "nothing" that acts is nobody; a participle that describes, a noun that looks
    like a verb, and words in another sense tell of no event."""
    assert coded(text) == ()


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        (
            "While Peru suggested a new road, the mayor of Oslo condemned Chile.",
            "ACCUSE",
            ["NOR GOV"],
            ["CHL"],
        ),
        ("Peru denied the Chilean ban had hurt Norway.", "REJECT", ["PER"], []),
        ("Norway praised Chile and said it condemned Peru.", "SUPPORT", ["NOR"], ["CHL"]),
        ("Chile reduced by one hour its curfew in Arica.", "CONCEDE", ["CHL"], []),
        ("A Peruvian judge banned Chile from the auction.", "COERCE", ["PER JUD"], ["CHL"]),
        ("The Chilean minister clashed with campaigners.", "ACCUSE", ["CHL GOV"], []),
        ("Peru went back on a pledge to Chile.", "REJECT", ["PER"], ["CHL"]),
        ("Peru summoned the Chilean charge d'affaires.", "ACCUSE", ["PER"], ["CHL"]),
        ("Doe attacked the government of Norway.", "ACCUSE", [None], ["NOR GOV"]),
        ("Peru promised a limit on the number of miners.", "AGREE", ["PER"], []),
        ("European firms protested that Peru raised taxes.", "ACCUSE", ["? BUS"], ["PER"]),
    ],
)
def test_actors_and_recipients_are_those_of_the_clause(
    text: str, event_type: str, actors: list[str | None], recipients: list[str]
) -> None:
    """The actor is in the clause of the verb; whoever is in the next clause is no recipient."""
    first = coded(text)[0]

    assert first.event_type == event_type
    assert names(first.actors) == actors
    assert names(first.recipients) == recipients


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Peru was fine.",
        "A protester demolished the building.",
        "Four people were killed by a bomb.",
        "Togo did not attack Benin.",
        "Togo could attack Benin.",
        "Togo gave a news conference.",
        "A Cuban singer left Angola.",
        "The report was aimed at urging Benin to act.",
        # what somebody says, may do, wants to do or always does is no deed
        "“Togo attacked Benin last night with everything that it had,” he said.",
        "Togo has the power to ban imports from Benin.",
        "Togo helps the farmers of Benin.",
        # help and trade without a recipient
        "Togo provided coordinates.",
        # nobody commits them
        "The storm killed five people in Togo.",
        # no talks, no demand, no threat
        "The company met tough new rules in Togo.",
        "Togo asked whether the bill was ready.",
        "Analysts warned that Togo was in debt.",
        "Togo's chancellor met his own rule.",
        "The police of Togo released the names of the dead.",
        "The Liberal Democrats warned Togo.",
        "The budget of Togo comes on 16 March.",
        "Togo's minister rallied voters.",
        # a law, and a nationality of a thing
        "The Police Bill banned demonstrations.",
        "The British pound hit the dollar.",
        "",
    ],
)
def test_sentences_without_an_event(text: str) -> None:
    """What has no named actor, did not happen, or is only possible or a purpose is not coded."""
    assert coded(text) == ()


def test_background_comes_last() -> None:
    """A clause after "after" is background and follows the event of the main clause."""
    found = coded("Togo recalled its ambassador to Benin after Benin arrested two reporters.")

    assert [(event.event_type, event.background) for event in found] == [
        ("SANCTION", False),
        ("COERCE", True),
    ]


def test_a_participle_in_a_headline_is_passive() -> None:
    """A headline leaves out "was": a participle with a preposition after it is passive."""
    (event,) = code_sentence(
        "Minister arrested in Togo", event_lexicon(), actor_table(), headline=True
    )

    assert (names(event.actors), names(event.recipients)) == (["TGO"], ["? GOV"])


def test_a_rule_names_its_pattern() -> None:
    """Each event names its pattern of the lexicon and the effect of its mood."""
    (event,) = coded("Togo will send food to Benin.")

    assert event.rule.startswith("verb: send")
    assert event.rule.endswith("to come")
    assert event.mood.future


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Togo refused to meet Benin.", "meet"),
        ("Togo asked Benin for military aid.", "assist"),
        ("Togo demanded that Benin release the captives.", "yield"),
        ("Togo threatened to attack Benin.", "violence"),
        ("Togo threatened to cut ties with Benin.", "relations"),
        ("Togo threatened to expel Benin's ambassador.", "expel"),
        ("Togo will attack Benin.", "violence"),
    ],
)
def test_the_mode_of_a_request_or_threat_is_that_of_its_act(text: str, mode: str) -> None:
    """REQUEST, REJECT and THREATEN have their mode from the act that they are about."""
    assert coded(text)[0].mode == mode
