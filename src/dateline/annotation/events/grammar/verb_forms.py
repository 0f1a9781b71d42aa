"""Forms of English verbs and nouns, made from the dictionary form."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag


class Form(IntFlag):
    """Which forms of a verb a word may be."""

    BASE = 1
    PRESENT = 2  # third person singular
    PAST = 4
    PARTICIPLE = 8
    ING = 16
    STATE = 32  # an adjective after a form of be


_VOWELS = frozenset("aeiou")


def conjugate(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, Form]:
    """Every form of the verb. `irregular` has past and participle of irregular verbs."""
    found: dict[str, Form] = {verb: Form.BASE}

    def add(form: str, kind: Form) -> None:
        found[form] = found.get(form, Form(0)) | kind

    add(_with_s(verb), Form.PRESENT)
    for stem in _stems(verb):
        add(stem + "ing", Form.ING)
    if verb in irregular:
        past, *participle = irregular[verb]
        add(past, Form.PAST)
        add(participle[0] if participle else past, Form.PARTICIPLE)
        return found
    for stem in _stems(verb):
        add(stem + "ed", Form.PAST | Form.PARTICIPLE)
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        add(verb[:-1] + "ied", Form.PAST | Form.PARTICIPLE)
        found.pop(verb + "ed", None)
    return found


def plural(noun: str) -> str:
    """The regular plural of an English noun or noun phrase."""
    return _with_s(noun)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and len(word) < 4):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stems(verb: str) -> tuple[str, ...]:
    """What -ed and -ing are added to. If the last consonant may be doubled, both spellings are
    returned: a spelling that nobody uses does no harm in a table of words."""
    if verb.endswith("ie"):
        return (verb[:-2] + "y", verb[:-1])
    if verb.endswith("ee"):
        return (verb, verb[:-1])
    if verb.endswith("e"):
        return (verb[:-1],)
    if (
        len(verb) > 2
        and verb[-1] not in _VOWELS | set("wxy")
        and verb[-2] in _VOWELS
        and (verb[-3] not in _VOWELS or verb[-4:-2] == "qu")
    ):
        return (verb, verb + verb[-1])
    return (verb,)
