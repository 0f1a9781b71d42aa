"""Markup that feeds wrap texts in: CDATA marks that were escaped, and links to the page."""

from __future__ import annotations

import re

_CDATA = re.compile(r"\A\s*<!\[CDATA\[(.*?)(?:\]\]>)?\s*\Z", re.S)
_WORDS = (
    r"(?:read (?:the )?(?:more|full (?:story|article|post)|on|rest)|(?:continue|keep) reading|"
    r"learn more|find out more|full story|more|weiterlesen|mehr lesen|lesen sie mehr|mehr|"
    r"lire (?:la suite|plus)|en savoir plus|leer más|seguir leyendo|sigue leyendo|"
    r"leggi (?:tutto|di più)|continua a leggere|leia mais|continuar lendo|"
    r"lees (?:verder|meer)|czytaj (?:dalej|więcej)|läs mer|les mer|læs mere|lue lisää|"
    r"číst (?:dál|více|dále)|devamını oku|читать (?:далее|дальше))"
)
_ENDS = r"[\s.…»›→>\[\]()-]|&(?:hellip|raquo|rarr|rsaquo|nbsp|#8230|#8594|#187|gt);"
_LINK = re.compile(
    rf"<a\b[^<>]*>(?:{_ENDS})*{_WORDS}\b[^<>]{{0,200}}"
    rf"(?:<span\b[^<>]*>[^<>]{{0,200}}</span>[^<>]{{0,20}})?</a>(?:{_ENDS})*(?=(?:\s|</\w+>)*\Z)",
    re.I,
)
_PLAIN = re.compile(rf"(?<=[.!?…\]])\s+{_WORDS}(?:{_ENDS})*\Z", re.I)


_ENDING = 1000
"""Characters in which the link at the end is looked for."""


def without_wrapping(text: str) -> str:
    """The text without CDATA marks around it, and without the link at its end that asks to read
    on."""
    text = _CDATA.sub(r"\1", text)
    ending = _PLAIN.sub("", _LINK.sub("", text[-_ENDING:]))
    return text[:-_ENDING] + ending
