"""Signs that a terminal would obey, made visible: nothing from a file or an argument steers it.

These are the control characters of ASCII and of ISO 6429, which begin escape sequences, the ends of
lines that only Unicode has, the marks that change the direction of writing (Unicode Annex 9), and
bytes that are not UTF-8. Text that is written from right to left needs none of them. The joiners
U+200C and U+200D stay: Persian and the languages of India are spelled with them.
"""

from __future__ import annotations

import re

# A class of a regular expression: all of them but tab, line feed and carriage return.
SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff"
)
SEQUENCES = "(?:\x1b\\[|\x9b(?=[\\d;]))[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]{0,200}(?:\x07|\x1b\\\\)"
"""What a terminal obeys as a whole (ISO 6429): colors, the title of its window."""

# Not compiled before they are needed: that takes a hundredth of a cold search.
# A pattern that begins with a class is searched for in a seventh of the time of an alternative.
_IN_TEXT = f"[{SIGNS}\r](?<!\r(?=\n))"
_IN_LINE = f"[{SIGNS}\t\n\r]"


def visible(text: str) -> str:
    """The text with each of these signs as an escape: "\\x1b". Tabs and ends of lines stay."""
    return re.sub(_IN_TEXT, escape, text)


def one_line(text: str) -> str:
    """The same, with tabs and ends of lines as escapes too: "\\n"."""
    return re.sub(_IN_LINE, escape, text)


def visible_json(text: str) -> str:
    """JSON that means the same, with each of these signs as an escape of JSON: "\\u009b"."""
    if text.isprintable():  # then it has none of them; this takes a third of the time
        return text
    return re.sub(_IN_TEXT, lambda sign: f"\\u{ord(sign[0]):04x}", text)


def escape(sign: re.Match[str]) -> str:
    """The escape for a sign that was found, as Python writes it."""
    return sign[0].encode("unicode_escape", "surrogatepass").decode()
