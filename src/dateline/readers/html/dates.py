"""The dates that a page prints: microdata, time tags, and texts beside the headline.

A line of a page may print several dates with their labels, and normalization tells them apart. For
this reason the claim of a time tag begins with the words before it. Comments, embedded posts, lists
of other stories, boxes of events and the page's footer are left out: their dates are of other
things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from dateline.readers.html.date_places import (
    Place,
    is_copyright,
    is_in_sentence,
    place_of,
    place_of_part,
)
from dateline.readers.html.headline import headline_of, name_of, text_of, without_topics
from dateline.values.draft import Claim

MAX_TEXT = 120
"""Characters of a text that is a date, with its label and a byline."""

HAS_DAY = re.compile(
    r"(?<!\d)\d{1,2}[^\d\n]{1,20}(?:\d{1,2}[^\d\n]{1,3})?(?:19|20)\d\d(?!\d)|"
    r"(?<!\d)(?:19|20)\d\d[^\d\n]{1,12}\d{1,2}(?!\d)|(?<!\d)(?:19|20)\d{6}(?!\d)|"
    r"[٠-٩۰-۹०-९๐-๙]{4}|[a-z]{3,9}\.?\s+(?:\d{1,2},?\s+)?['’]\d\d(?!\d)|"
    r"(?:令和|平成|昭和|大正|民[國国]|〇)\S{1,4}年|\d{1,2}\s*[ก-๛][^\d\n]{1,20}\d\d|"
    r"\d{1,2}\s+[آ-ی]{2,8}\s+1[34]\d\d(?!\d)|(?<!\d)1[34]\d\d([/-])\d{1,2}\1\d{1,2}(?!\d)|"
    r"(?:19|20)\d\d-?W\d\d-?[1-7]|\sת[א-ת]{1,3}[\"״][א-ת]"
)
"""What a text must hold to be worth reading as a date."""

_ITEMPROPS = {"datepublished": "published", "datecreated": "published", "datemodified": "updated"}
_MAX_TIME_TAGS = 20
_NEAR = 60
"""How many elements after the headline, and half as many before it, may hold its date."""

_MAX_TEXTS = 12
_MAX_LABEL = 40
_STATED = re.compile(r"(?:1[6-9]|20)\d\d(?!\d{9})|\d{9}|\d{1,2}[./-]\d{1,2}[./-]\d\d")
"""What the `datetime` of a time tag must hold to be a date: not a duration, not "2 days ago"."""

_EPOCH = re.compile(r"\d{9,16}")
_BEFORE_NUMBER = re.compile(r"(?P<words>[^\d]*[^\W\d_]{3}[^\d]*?)[\s(]*(?=\d)")
_AFTER_NUMBER = re.compile(
    r"\d\s*(?P<words>\([^()\d]{3,}\))$|(?:\d{4}|日)\s*(?P<last>[^\W\d_]{2,})$"
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|dato|fecha|data|time|timestamp|datetime|published|publish|posted|"
    r"pubdate|created|byline|meta|stand|dateline|info)(?:$|[\s_-])|date$|time$|Date|Time",
)
_CHANGED = re.compile(
    r"updat|modif|aktualis|actualiz|actualis|mis à jour|aggiorn|zuletzt|geändert|"
    r"uppdater|oppdatert|opdater|güncel|aktualizac|zmieni",
    re.I,
)
_LIST = re.compile(
    r"teaser|(?:^|[^a-z])(?:archive|latest|recent|more-\w+|sidebar)(?:$|[^a-z])", re.I
)
_OF_STORY = re.compile(r"date$|publish", re.I)
_TEXT_TAGS = ("span", "p", "div", "li", "small", "em", "abbr", "td", "a", "strong", "b", "h4", "h5")
_LINE_TAGS = {*_TEXT_TAGS, "dl", "dd", "ul", "i", "h2", "h3", "h6", "section", "header"} - {"a"}
_LABEL_TAGS = ("span", "b", "strong", "em", "i", "small", "label", "abbr", "dt", "th", "td")


def date_claims(tree: HtmlElement) -> Iterator[Claim]:
    """Claims from microdata, time tags and texts beside the headline, in the page's order."""
    for element in tree.xpath("descendant-or-self::*[@itemprop and not(self::meta)]"):
        field = _ITEMPROPS.get(element.get("itemprop").strip().lower())
        value = element.get("content") or element.get("datetime") or element.text_content()
        if field and value.strip():
            where = f"itemprop={element.get('itemprop').strip()}"
            yield Claim(field=field, value=value.strip(), method="microdata", where=where)
    headline = headline_of(tree)
    around = set(headline.iterancestors()) if headline is not None else set()
    near = list(_around_headline(headline)) if headline is not None else []
    beside = set(near)
    for element in islice(tree.iter("time"), _MAX_TIME_TAGS):
        if text := _time_text(element):
            near_headline = headline is None or element in beside
            if method := _time_method(element, around, near=near_headline):
                yield Claim(field=_time_field(element), value=text, method=method, where="<time>")
    places = {element: place_of(element, around) for element in near}
    of_place = {place: [e for e in near if places[e] is place] for place in Place}
    yield from _texts(iter(of_place[Place.OWN]), "date text")
    yield from _lines(of_place[Place.OWN], "date line")
    yield from _lines(of_place[Place.LABELLED], "date line elsewhere")
    yield from _lines(of_place[Place.OTHER], "other date")
    elsewhere = (element for element in tree.iter(*_TEXT_TAGS) if element not in beside)
    texts = _texts(elsewhere, "date text elsewhere", around)
    yield from islice(texts, _MAX_TEXTS)


def _around_headline(headline: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around the headline, those after it first, nearest first."""
    yield from headline.xpath(f"following::*[position() <= {_NEAR}]")
    yield from islice(reversed(headline.xpath(f"preceding::*[position() <= {_NEAR}]")), _NEAR // 2)


def _texts(
    elements: Iterator[HtmlElement], method: str, around: set[HtmlElement] | None = None
) -> Iterator[Claim]:
    """Short texts that hold a date, in elements that are named for dates."""
    for element in elements:
        name = name_of(element)
        if element.tag not in _TEXT_TAGS or not name or not _NAMED.search(name):
            continue
        text = text_of(element)
        other = around is not None and (
            place_of(element, around) is not Place.OWN or _is_list(element, around)
        )
        if _may_be_date(text) and not other:
            field = "updated" if _says_changed(name) else "published"
            where = f"<{element.tag} class={name[:40]}>"
            yield Claim(field=field, value=text, method=method, where=where)


def _lines(elements: Sequence[HtmlElement], method: str) -> Iterator[Claim]:
    """Short texts that hold a date outside of links, whatever their elements are named."""
    for element in elements:
        name = name_of(element)
        named = method == "date line" and name and _NAMED.search(name)
        if element.tag in _LINE_TAGS and not named:
            text = text_of(element)
            if _may_be_date(text) and not any(map(_has_other_date, element.iterdescendants())):
                where = f"<{element.tag}>"
                yield Claim(field="published", value=text, method=method, where=where)


def _has_other_date(part: HtmlElement) -> bool:
    """Whether a part of a line is a link, a caption or the like, and holds the date."""
    other = part.tag == "a" or place_of_part(part) is Place.OTHER
    return other and HAS_DAY.search(text_of(part)) is not None


def _is_list(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether an element far from the headline is in a teaser or a list of stories."""
    parts = (element, *element.iterancestors())
    own = takewhile(lambda part: part not in around, parts)
    return any(_LIST.search(without_topics(name_of(part))) for part in own)


def _may_be_date(text: str) -> bool:
    return len(text) <= MAX_TEXT and HAS_DAY.search(text) is not None and not is_copyright(text)


def _time_method(element: HtmlElement, around: set[HtmlElement], *, near: bool) -> str | None:
    """The method of a time tag's date; None if it is not the article's."""
    place = place_of(element, around)
    if place in (Place.FOOTER, Place.OTHER):
        return None
    if place is Place.LABELLED or is_in_sentence(element):
        return "date line elsewhere"
    if near:
        return "time tag"
    return None if _is_list(element, around) else "time tag elsewhere"


def _time_text(element: HtmlElement) -> str:
    """What a time tag says: the date for programs, if there is one, after the words beside the
    printed date in the tag, else after those before the tag."""
    printed, value = text_of(element), (element.get("datetime") or "").strip()
    if len(HAS_DAY.findall(printed)) > 1 or not _STATED.search(value):
        return f"{_words_before(element)} {printed}".strip()
    if _EPOCH.fullmatch(value):
        return value
    label = _label_in(printed)
    for name in ("title", "aria-label"):
        text = (element.get(name) or "").strip()
        label = label or (_label_in(text) if any(map(str.isdigit, text)) else text[:_MAX_LABEL])
    return " ".join(filter(None, (_words_before(element), label, value)))


def _label_in(text: str) -> str:
    """The words before the first number of a printed date, or in brackets after it."""
    found = _BEFORE_NUMBER.match(text) or _AFTER_NUMBER.search(text)
    label = " ".join((found[found.lastgroup or 0]).split()) if found else ""
    return label if len(label) <= _MAX_LABEL else ""


def _words_before(element: HtmlElement) -> str:
    """The words directly before a time tag, which may say what it is of."""
    for part in (element, element.getparent()):
        parent = part.getparent() if part is not None else None
        if part is None or parent is None:
            break
        previous = part.getprevious()
        words = parent.text if previous is None else previous.tail
        if previous is not None and previous.tag in _LABEL_TAGS and not (words or "").strip():
            words = text_of(previous)
        if previous is not None or (words or "").strip():
            found = " ".join((words or "").split())
            return found if len(found) <= _MAX_LABEL and not HAS_DAY.search(found) else ""
    return ""


def _time_field(element: HtmlElement) -> str:
    marks = " ".join(
        (node.get("class") or "") + " " + (node.get("id") or "")
        for node in (element, element.getparent())
        if node is not None
    )
    return "updated" if _says_changed(marks) else "published"


def _says_changed(name: str) -> bool:
    """Whether a class says that a date is of a change. WordPress writes "entry-date updated" for
    the only date of a story, as hAtom demands (http://microformats.org/wiki/hatom)."""
    others = [word for word in name.split() if word != "updated"]
    if len(others) < len(name.split()) and any(_OF_STORY.search(word) for word in others):
        return False
    return _CHANGED.search(name) is not None
