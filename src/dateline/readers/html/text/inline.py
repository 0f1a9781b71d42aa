"""Marks inside a paragraph, as readers see them: the quotation marks of <q>, struck words, numbers
of footnotes, drop caps, lists in the cells of a table, and scripts between the words.

Extractors take some of these for blocks of their own, and others for text.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

MAX_CELL = 500
"""Characters of a cell whose list is written as a line. Longer cells lay out a page."""

_LOW, _ANGLED = ("„", "“"), ("«", "»")
_MARKS = {"de": _LOW, "cs": _LOW} | dict.fromkeys(("fr", "it", "es", "pt", "ru"), _ANGLED)
_QUOTES = ("“", "„", "«", "»", '"', "‘", "‚", "'")
_ONE_NOTE = r"(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})"
_NOTE = re.compile(rf"[\[(]?{_ONE_NOTE}(?:\s*[,;–-]\s*{_ONE_NOTE})*[\])]?")
_NOTE_NAME = re.compile(
    r"foot-?_?note|end-?_?note|note-?_?ref|\bfn-?ref|cite[_-]?(?:ref|note)|reference|citation|"
    r"fu(?:ss|ß)note|\bs?d?ftn",
    re.I,
)
_NOTE_TARGET = re.compile(r"^#|#[\w-]*(?:fn|ftn|note|cite|ref)", re.I)
_SUPER = re.compile(r"vertical-align\s*:\s*super", re.I)
_GLUED = re.compile(r"\S$")
_COUNTED = re.compile(r"[^\W\d_]{4,}$")
_MEASURE = re.compile(r"m[eè]t(?:re|er|ro|ri)s?$|feet$|foot$|miles?$|inch(?:es)?$|yards?$", re.I)
_BACK = re.compile(r"[↩↑⏎^\ufe0e\ufe0f\s]+")
_SENTENCE_END = re.compile(r"[.,;:!?”’\"')\]»]\s*$")
_DROP_CAP = re.compile(r"drop-?cap|first-?letter(?!:)|initial-?(?:letter|cap)|lettrine|float", re.I)
_WORDS = "AEIOUYKSVWZÀÁÉÈÓ"  # words of one letter in some language
_DATELINES = (
    "descendant::body/descendant::*[contains(@class, 'dateline') or @itemprop='dateline']"
    "[not(ancestor::p)]"
)
_PLACE = re.compile(r"[^\W\d_a-z][^\d]{2,60}")  # what has a digit is a date
_MARK = re.compile(r"[:–—-]\s*$")
_MAX_NOTE = 20
_MAX_CAPITAL = 9  # with white space around it
_CAPITAL = re.compile(r"[\"'“„«‘¿¡]?[^\W\d_]")
_CUSTOM = (
    "descendant::*[contains(name(), '-') and normalize-space(text())"
    " and (normalize-space(following-sibling::node()[1][self::text()])"
    " or normalize-space(preceding-sibling::node()[1][self::text()])"
    " or parent::span or parent::em or parent::strong or parent::b or parent::i or parent::a)]"
)
"""Elements that a site defines itself, with words in them, and right beside them or in a line."""

_LINES = ("p", "li", "figcaption", "h1", "h2", "h3")


def mend_inline_marks(tree: HtmlElement, page: str) -> None:
    """Replaces these marks in `tree` by what they mean. `page` is the text it was parsed from."""
    for element in [*tree.iter("style", "script", "noscript")]:
        if _is_hidden(element):
            element.drop_tree()
    for element in tree.xpath(_CUSTOM):
        element.tag = "span"
    for quote in reversed([*tree.iter("q")]):
        _write_marks(quote, tree.get("lang") or "")
    for struck in [*tree.iter("del", "s", "strike")]:
        struck.drop_tree()
    for note in [*tree.iter("sup", "a", "span")]:
        if note.getparent() is not None and (_is_note(note) or _is_way_back(note)):
            note.drop_tree()
    for items in tree.xpath("descendant::td[ul or ol or div/ul or div/ol]"):
        _write_as_line(items)
    for capital in [*tree.iter("span", "b", "strong", "big", "font", "div", "p")]:
        if len(capital.text or "") < _MAX_CAPITAL and not len(capital):
            _join_capital(capital)
    for place in tree.xpath(_DATELINES) if "dateline" in page else ():
        _join_dateline(place)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is a style, or code between the words of a line that is not JSON."""
    if element.tag == "style" or "json" in (element.get("type") or ""):
        return bool(element.tag == "style")
    return next(element.iterancestors(*_LINES), None) is not None


def _write_marks(quote: HtmlElement, language: str) -> None:
    if quote.text_content().strip()[:1] in _QUOTES:
        opening = closing = ""
    else:
        opening, closing = _MARKS.get(language[:2].lower(), ("“", "”"))
    if opening and next(quote.iterancestors("q"), None) is not None:
        opening, closing = "‘", "’"
    quote.text = opening + (quote.text or "")
    if len(quote):
        quote[-1].tail = (quote[-1].tail or "") + closing
    else:
        quote.text += closing
    quote.tag = "span"


def _is_note(element: HtmlElement) -> bool:
    """Whether the element is the number of a footnote: named for it; a link within the page that is
    raised or stands right after a word; or raised, after the end of a sentence or after a word that
    is no unit. Other raised numbers are powers and units."""
    if len(element.text or "") > _MAX_NOTE or not _NOTE.fullmatch(element.text_content().strip()):
        return False
    if _NOTE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    raised = element if _is_raised(element) else element.find("sup")
    before = _before(element if raised is None else raised)
    links = [element] if element.tag == "a" else [*element.iter("a"), *element.iterancestors("a")]
    if any(_NOTE_TARGET.search(link.get("href") or "") for link in links):
        within = next(element.iterancestors("sup"), None) is not None
        return raised is not None or within or _GLUED.search(before) is not None
    if raised is None or element.tag == "a":
        return False
    return bool(_SENTENCE_END.search(before)) or _follows_word(element, before)


def _is_raised(element: HtmlElement) -> bool:
    return element.tag == "sup" or _SUPER.search(element.get("style") or "") is not None


def _follows_word(raised: HtmlElement, before: str) -> bool:
    """Whether a raised number or sign stands right after a word that is not counted in powers."""
    mark = raised.text_content().strip()[:1]
    word = _COUNTED.search(before)
    return word is not None and not _MEASURE.search(word[0]) and not mark.isalpha()


def _is_way_back(element: HtmlElement) -> bool:
    """Whether the element is the arrow of a footnote that leads back to the text."""
    within = element.tag == "a" and element.get("href", "").startswith("#")
    return within and bool(_BACK.fullmatch(element.text_content()))


def _before(element: HtmlElement) -> str:
    """The text right before the element, in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail or previous.text_content())
    return (parent.text or "") if parent is not None else ""


def _write_as_line(cell: HtmlElement) -> None:
    """Writes the items of a cell's lists after one another. Extractors lose lists in cells."""
    if len(cell.text_content()) > MAX_CELL:
        return
    for item in [*cell.iter("li")]:
        if item.getnext() is not None:
            item.tail = "; "
        item.drop_tag()
    for block in [*cell.iter("ul", "ol")]:
        block.drop_tag()


def _join_capital(capital: HtmlElement) -> None:
    """Joins a drop cap to the rest of its word, in the same block or in the next. It is named so,
    or floats, or stands first in a paragraph; a letter that is a word stays one."""
    text = (capital.text or "").strip()
    parent, following, tail = capital.getparent(), capital.getnext(), capital.tail or ""
    if not _CAPITAL.fullmatch(text) or parent is None:
        return
    rest = tail if tail.strip() or following is None else following.text or ""
    named = _DROP_CAP.search(f"{capital.get('class') or ''} {capital.get('style') or ''}")
    first = parent.tag == "p" and parent[0] is capital and not (parent.text or "").strip()
    if not (named or first) or not rest.lstrip()[:1].islower():
        return
    if text[-1] in _WORDS and (rest[:1].isspace() or not named):
        text += " "
    if rest is tail:
        capital.text, capital.tail = None, text + rest.lstrip()
        capital.drop_tag()
    else:
        following.text = text + rest.lstrip()
        capital.drop_tree()


def _join_dateline(element: HtmlElement) -> None:
    """Moves a dateline that is an element of its own to the paragraph after it, as others print it.
    It is in capitals, or ends in a mark or an agency: other lines of that name say when."""
    place, paragraph = " ".join(element.text_content().split()), element.getnext()
    capitals = place.split("(")[0].isupper()
    if paragraph is None or paragraph.tag != "p" or not _PLACE.fullmatch(place):
        return
    if not (capitals or _MARK.search(place) or place.endswith(")")) or (element.tail or "").strip():
        return
    mark = "" if _MARK.search(place) else " —"
    paragraph.text = f"{place}{mark} {paragraph.text or ''}"
    element.drop_tree()
