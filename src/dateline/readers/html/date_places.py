"""Where on a page a date stands: whether it may be the article's, and whether it needs a word that
says so.

Captions, other stories, comments, embedded posts and footers have dates of their own. A date in a
sentence, in a table of data or in a list is what the text tells of, unless a label is beside it.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from dateline.readers.html.headline import is_footer_part, is_foreign_part, name_of, text_of

INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark",
        "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
    )
)  # fmt: skip
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-|image-?|photo-?|picture-?|media-?|img-?|foto-?)?"
    r"(?:caption|(?<=[a-z]-)credit|legend[ea]?|bildunterschrift|bildtext|bildnachweis)"
    r"(?:$|[\s_-])|(?:image|photo|picture|media|img|foto)[_-]?(?:caption|credit)",
    re.I,
)
_PICTURE = ".//img or .//picture or .//video or .//amp-img"
_BESIDE_TEXT = re.compile(r"meta|info|byline|date|author|publish|header", re.I)
_COPYRIGHT = re.compile(
    r"©|\(c\)\s|\bcopyright\b|all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|(?:todos los derechos|todos os direitos) reservados|"
    r"tutti i diritti riservati|все права защищены|جميع الحقوق محفوظة|版权所有|著作権",
    re.I,
)
_BY = re.compile(r"\W*(?:by|von|par|por|di|door|av|af|przez|text|written|от|автор)\b", re.I)
_STOP = re.compile(r"[.!?…。！？؟۔][\"'»”’)\]]*$")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MAX_TEASER = 250  # characters of a box that is little more than a link to a story
_MIN_HEADLINE = 25  # characters of a link that is a headline, not an author or a section
_MIN_WORDS = 4
_OF_PARAGRAPH = 0.55  # the share of a paragraph that is the headline, if it tells of another story
_LEVELS = 5
_SMALL_WORDS = 5  # in small letters: so many make a sentence of a line without a full stop


class Place(Enum):
    """Where a date stands: where it counts by itself, where it needs a label, where it counts only
    if the page has no other, and where it is of something else."""

    OWN = auto()
    LABELLED = auto()
    FOOTER = auto()
    OTHER = auto()


def place_of(element: HtmlElement, around: set[HtmlElement]) -> Place:
    """Where an element stands. `around` are the elements that hold the headline."""
    found, names = Place.OWN, ""
    for level, part in enumerate((element, *element.iterancestors())):
        if part in around or part.tag in ("body", "html", "main"):
            break
        place = place_of_part(part, element if level <= _LEVELS else None)
        if place in (Place.FOOTER, Place.OTHER):
            return place
        names += f" {name_of(part)}"
        if place is Place.LABELLED and not (part.tag == "aside" and _BESIDE_TEXT.search(names)):
            found = place
    return found


def place_of_part(part: HtmlElement, element: HtmlElement | None = None) -> Place:
    """What a part of the page is, by itself, for the dates in it. With `element`, the one in it
    that has the date, it may also be a teaser."""
    if is_footer_part(part):
        return Place.FOOTER
    if is_foreign_part(part) or _is_caption(part):
        return Place.OTHER
    if element is not None and _is_teaser(part, element):
        return Place.OTHER
    data = part.tag == "table" and len(part.xpath("(.//tr)[position() <= 2]")) > 1
    return Place.LABELLED if data or part.tag in ("aside", "dt") else Place.OWN


def is_in_sentence(element: HtmlElement) -> bool:
    """Whether an inline element stands in running text: with the words of its line it makes a
    sentence, or a line of a list or a heading that says more than a date."""
    block = next((part for part in element.iterancestors() if part.tag not in INLINE), None)
    if block is None:
        return False
    before, after = _line_around(element, block)
    if after[:1] in tuple("-–—") and 0 < len(before.split()) <= _MIN_WORDS:
        return False  # a dateline
    line = f"{before} {after}".strip()
    words = [word for word in line.split() if word[:1].isalpha()]
    small = [word for word in words if word[:1].islower()]
    if block.tag in ("li", "dd", *_HEADINGS) and len(words) >= 2 and small:
        return not _BY.match(before)
    if _STOP.search(after or before) and (len(words) >= 3 or len(line) >= 20):
        return True
    return len(small) >= _SMALL_WORDS and not _BY.match(before)


def is_copyright(text: str) -> bool:
    """Whether a line says who has the rights: its date is the site's."""
    return _COPYRIGHT.search(text) is not None


def _is_caption(part: HtmlElement) -> bool:
    if part.tag in ("figure", "figcaption", "caption") or part.get("itemprop") == "caption":
        return True
    name, parent = name_of(part), part.getparent()
    if parent is None or not name or not _is_caption_name(name):
        return False
    return bool(parent.xpath(f"boolean({_PICTURE})"))


@lru_cache(maxsize=4096)
def _is_caption_name(name: str) -> bool:
    return _CAPTION.search(name) is not None


def _is_teaser(part: HtmlElement, element: HtmlElement) -> bool:
    """Whether a box is little more than a date and the headline of a story that it leads to."""
    if part is element or part.tag in ("ul", "ol", "header", "h1"):
        return False
    text = text_of(part)
    if len(text) > _MAX_TEASER:
        return False
    if part.tag == "a":
        return _is_headline(text.replace(text_of(element), ""))
    others = [*part.iter(*_HEADINGS)]
    if part.tag in ("li", "article", "p"):
        others += [a for a in part.iter("a") if (a.get("href") or "#").lstrip("#")]
    least = _OF_PARAGRAPH * len(text) if part.tag == "p" else 0
    return any(
        len(words) >= least and _is_headline(words) and element not in other.iter()
        for other in others
        for words in (text_of(other),)
    )


def _is_headline(text: str) -> bool:
    return len(text) >= _MIN_HEADLINE and len(text.split()) >= _MIN_WORDS


def _line_around(element: HtmlElement, block: HtmlElement) -> tuple[str, str]:
    """The words before and after an element in its line of `block`."""
    before: list[str] = [block.text or ""]
    after: list[str] = []
    words, inside = before, False
    for event, node in etree.iterwalk(block, events=("start", "end")):
        if node is block:
            continue
        if node is element:
            inside = event == "start"
            words = after
        elif not inside and node.tag not in INLINE:  # a line ends here
            if words is after:
                break
            before.clear()
        if inside:
            continue
        words.append((node.text if event == "start" else node.tail) or "")
    return " ".join(" ".join(before).split()), " ".join(" ".join(after).split())
