"""Years that are counted from another beginning: Japan's eras, the Republic of China, the Buddhist
era; and numbers in Chinese characters.

Eras begin as the Unicode CLDR has them (supplemental data, calendars "japanese", "roc" and
"buddhist"). The Buddhist year of Thailand is the Gregorian one and 543, since 1941.
"""

from __future__ import annotations

_BEFORE = {
    **dict.fromkeys(("令和", "R"), 2018),
    **dict.fromkeys(("平成", "H"), 1988),
    **dict.fromkeys(("昭和", "S"), 1925),
    **dict.fromkeys(("大正", "T"), 1911),
    **dict.fromkeys(("明治", "M"), 1867),
    **dict.fromkeys(("民國", "民国"), 1911),
}
_BUDDHIST = 543
BUDDHIST_YEARS = range(1900 + _BUDDHIST, 2100 + _BUDDHIST)
_DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "零": 0, "元": 1}

ERA = "|".join(name for name in _BEFORE if len(name) == 2)
"""The names of eras, as an expression."""


def year_of_era(era: str, year: int) -> int:
    """The Gregorian year."""
    return _BEFORE[era] + year


def from_buddhist(year: int) -> int:
    """The Gregorian year. Two digits are those of the twenty-sixth century."""
    return year + (2500 if year < 100 else 0) - _BUDDHIST


def number_of(text: str) -> int | None:
    """A number in digits or in Chinese characters, below 100 or digit by digit ("二〇二五")."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        digits = [_DIGITS.get(sign) for sign in text]
        return None if None in digits else int("".join(map(str, digits)))
    parts = (_DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None))
    return None if None in parts else 10 * (parts[0] or 0) + (parts[1] or 0)
