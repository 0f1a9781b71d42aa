"""Words around a name that make it a province's, not a town's or a country's."""

from __future__ import annotations

import re

# "New York governor", "the state of Washington": the province, not the town.
_PROVINCE_AFTER = re.compile(
    r" (?:[Ss]tate\b|[Pp]rovince\b|[Gg]overnor|Gov\.|[Ss]enator|Sen\.|[Ll]egislat)"
)
_PROVINCE_BEFORE = re.compile(r"\b(?:state|province|governor|Governor) of $")
# What has a province and no country: it decides for names that both have ("Georgia").
_OF_PROVINCE_AFTER = re.compile(
    r" (?:Lt\. |Reps?\.|[Cc]ongress(?:wo)?m[ae]n\b|Republican|Democrat|GOP\b|General Assembly\b|"
    r"National Guard\b|Attorney General\b|[Ss]enate\b|(?:voting|election|abortion) law|primary\b|"
    r"runoff\b|Supreme Court\b|Court of Appeals\b|State Patrol\b|Highway Patrol\b|"
    r"Bureau of Investigation\b|Department of\b|Secretary of State\b|House of Representatives\b|"
    r"Power\b|Tech\b|Bulldogs\b|(?:[Ss]tate )?(?:troopers?|lawmakers)\b)"
)
_OF_PROVINCE_BEFORE = re.compile(
    r"\b(?:[Gg]overnor|Gov\.|[Ss]enators?|Sens?\.|[Rr]epresentatives?|Reps?\.|Republicans?|"
    r"Democrats?|[Cc]ongress(?:wo)?m[ae]n)(?: [A-Z][\w.’'-]*){0,3} (?:of|from|in) $"
)


def is_called_province(text: str, start: int, begin: int, stop: int) -> bool:
    """Whether the words beside text[begin:stop] call it a province."""
    before = _PROVINCE_BEFORE.search(text, max(start, begin - 16), begin)
    return bool(before or _PROVINCE_AFTER.match(text, stop))


def has_what_only_provinces_have(text: str, start: int, begin: int, stop: int) -> bool:
    """Whether the words beside text[begin:stop] are about what only provinces have."""
    before = _OF_PROVINCE_BEFORE.search(text, max(start, begin - 60), begin)
    return bool(before or _OF_PROVINCE_AFTER.match(text, stop))
