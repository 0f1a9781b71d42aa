"""Dictionaries in the formats of the PETRARCH coders, made up for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.coder import code_sentence
from dateline.annotation.events.petrarch import read_actors, read_verbs
from dateline.dictionaries.cameo import plover_type

VERBS = """
# a comment
&SWEET
+CAKE
+PIE_

--- BAKE [---] ---
BAKE
- * &SWEET [057]       # BAKE
- * (FOR +) [071] ;note

--- SHOVE [182] ---
SHOVE {SHUV SHOVING}
+ELBOW_OUT
- * GENTLY [---]

--- HOST [043] ---
HOST
- $ FORMERLY * + [010]
"""
ACTORS = """
OZ_ [OZA]
+LAND_OF_OZ
+EMERALD_CITY_
DOROTHY_ [OZACVL]
THE_WIZARD_ [OZAGOV 19000101-19391231]
	[OZAELI >19400101]
MUNCHKINS_ [MUN]
"""
AGENTS = """
<AgentDictionary>
!PERSON! = MAN, WOMAN
WINGED_MONKEY [~INS]
TIN_!PERSON! {TIN_MEN} [~MIL]
"""


def events_in(text: str, on: date | None = None) -> tuple[CandidateEvent, ...]:
    actors = read_actors(ACTORS, AGENTS, "mine 1", on)
    return code_sentence(text, read_verbs(VERBS, "mine 1"), actors)


def parties(text: str, on: date | None = None) -> list[tuple[str | None, str | None]]:
    (event,) = events_in(text, on)
    return [(phrase.code, phrase.sector) for phrase in (*event.actors, *event.recipients)]


@pytest.mark.parametrize(
    ("cameo", "plover"),
    [
        ("057", ("SUPPORT", None)),
        ("0841", ("RETREAT", "release")),
        ("1712", ("ASSAULT", "destroy")),
        ("192", ("COERCE", "seize")),
        ("2041", ("ASSAULT", "unconventional")),
        ("010", None),
        ("---", None),
    ],
)
def test_cameo_codes(cameo: str, plover: tuple[str, str | None] | None) -> None:
    """The longest listed prefix of a code gives type and mode; statements have none."""
    assert plover_type(cameo) == plover


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Oz baked pies for the Munchkins.", "SUPPORT", None),
        ("Oz baked bread for the Munchkins.", "AID", None),
        ("Oz shuv the Munchkins.", "ASSAULT", "beat"),
        ("Oz elbowed out the Munchkins.", "ASSAULT", "beat"),
        ("Oz hosted the Munchkins.", "CONSULT", "visit"),
    ],
)
def test_verbs_of_the_dictionary_are_used(text: str, event_type: str, mode: str | None) -> None:
    """Patterns, sets of synonyms, irregular forms and verbs of several words are used."""
    (event,) = events_in(text)

    assert (event.event_type, event.mode) == (event_type, mode)


def test_hosting_makes_the_visitor_the_actor() -> None:
    """The subject of 043 is the host; in PLOVER the visitor is the actor."""
    assert parties("Oz hosted the Munchkins.") == [("MUN", None), ("OZA", None)]


def test_three_dashes_are_no_event() -> None:
    """A pattern with the code --- reports no event."""
    assert events_in("Oz shuv gently the Munchkins.") == ()


def test_synonyms_and_agents_have_codes() -> None:
    """A synonym has the code of its name; agents have the country beside them."""
    text = "The Emerald City shuv tin men from Oz."

    assert parties(text) == [("OZA", None), ("OZA", "MIL")]


def test_sectors_of_cameo_are_renamed() -> None:
    """Insurgents are REB in PLOVER."""
    assert parties("A winged monkey of Oz shuv the Munchkins.")[0] == ("OZA", "REB")


@pytest.mark.parametrize(
    ("on", "sector"), [(date(1939, 1, 1), "GOV"), (date(1950, 1, 1), "ELI"), (None, "ELI")]
)
def test_codes_are_valid_for_their_dates(on: date | None, sector: str) -> None:
    """An actor has the code of the day; without a day, the code without an end."""
    assert parties("The Wizard shuv the Munchkins.", on)[0] == ("OZA", sector)


def test_rules_name_the_users_dictionary() -> None:
    """An event names the user's dictionary that it is based on."""
    assert read_verbs(VERBS, "mine 1").label == "mine 1"
    assert read_actors(ACTORS, AGENTS, "mine 1").label == "mine 1"
