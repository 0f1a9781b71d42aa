"""The lexicon of events, and the forms of words."""

from __future__ import annotations

import pytest

from dateline.annotation.events.grammar.lexicon import compile_lexicon, event_lexicon
from dateline.annotation.events.grammar.verb_forms import Form, conjugate, plural
from dateline.dictionaries.files import parse
from dateline.plover import TYPES

HEAD = "# version: 3\n# licence: none needed\n# source: this test\n"
TAIL = "".join(f"[{part}] a note\ngo\n" for part in ("start", "stop", "say", "future"))
IRREGULAR = "[irregular] a note\ngo\twent, gone\n[also nouns] a note\nvisit\n"


def test_the_lexicon_covers_every_type() -> None:
    """Each of the 16 types has verbs and nouns, and there are many hundred patterns."""
    entries = event_lexicon().entries.values()
    verbs = {(p.event_type, p.name) for entry in entries for p in entry.verb_patterns}
    nouns = {(p.event_type, p.name) for entry in entries for p in entry.noun_patterns}

    assert set(TYPES) <= {event_type for event_type, _ in verbs}
    assert set(TYPES) <= {event_type for event_type, _ in nouns}
    assert len(verbs | nouns) > 1000


def test_a_pattern_of_an_unknown_kind_is_an_error() -> None:
    """A misprint in a dictionary is an error, not a pattern that never matches."""
    text = f"{HEAD}[AGREE] a note\nverbs\tgo\n{IRREGULAR}{TAIL}"

    with pytest.raises(ValueError, match="verbs"):
        compile_lexicon(parse("mine", text))


def test_a_users_lexicon_is_compiled() -> None:
    """A set of words means its members in both numbers; the label has the version."""
    text = f"{HEAD}[words shop] a note\nshop\n[AGREE] a note\nverb\tgo @shop\n{IRREGULAR}{TAIL}"
    found = compile_lexicon(parse("mine", text))

    assert found.label == "mine 3"
    assert found.entries["went"].verb_patterns[0].words == (frozenset({"shop", "shops"}),)


@pytest.mark.parametrize(
    ("verb", "form", "kind"),
    [
        ("stop", "stopped", Form.PAST | Form.PARTICIPLE),
        ("acquit", "acquitted", Form.PAST | Form.PARTICIPLE),
        ("carry", "carried", Form.PAST | Form.PARTICIPLE),
        ("free", "freeing", Form.ING),
        ("accuse", "accusing", Form.ING),
        ("go", "gone", Form.PARTICIPLE),
        ("clash", "clashes", Form.PRESENT),
    ],
)
def test_forms_of_verbs(verb: str, form: str, kind: Form) -> None:
    """Regular forms are made by rule, irregular ones are listed."""
    assert conjugate(verb, {"go": ("went", "gone")})[form] == kind


def test_plurals_of_nouns() -> None:
    """Nouns take -s, -es and -ies."""
    assert [plural(noun) for noun in ("army", "church", "boy")] == ["armies", "churches", "boys"]
