"""Sentences that stand in no paragraph of their own, between the paragraphs of a container.

Browsers draw them as paragraphs (anonymous blocks, https://www.w3.org/TR/CSS2/visuren.html).
Extractors lose them with the box or the picture that they follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from dateline.readers.html.text.sentences import INLINE

MIN_LOOSE = 40
"""Characters outside of inline elements that are a sentence. Shorter ones are labels."""

_TEXT = {*INLINE, "br", "img"}
_NOT_LINKED = "descendant::text()[not(ancestor::a)]"
_SENTENCE = re.compile(r"[^\W\d_][.!?…。]")


def wrap_loose_text(tree: HtmlElement, cells: Sequence[HtmlElement]) -> None:
    """Makes paragraphs of the sentences in `tree` that stand beside paragraphs, or in one of the
    `cells` of a layout, where they may be bold or small as a whole."""
    beside = dict.fromkeys(p.getparent() for p in tree.iter("p"))
    for container in dict.fromkeys((*beside, *cells)):
        if container is not None and container.tag != "body":
            own = container in beside
            for run in [*_runs(container)]:
                if len(run.own_text if own else run.sentences) >= MIN_LOOSE:
                    _wrap(container, run)


@dataclass(slots=True)
class _Run:
    """Text and inline elements of a container, after one that is a block (None: from the start)."""

    after: HtmlElement | None
    text: str
    elements: list[HtmlElement] = field(default_factory=list)

    @property
    def own_text(self) -> str:
        """What is in none of the elements."""
        return " ".join((self.text, *(e.tail or "" for e in self.elements))).strip()

    @property
    def sentences(self) -> str:
        """What is in no link, if it has a sentence."""
        inside = (text for e in self.elements for text in e.xpath(_NOT_LINKED))
        text = f"{self.own_text} {''.join(inside)}".strip()
        return text if _SENTENCE.search(text) else ""


def _runs(container: HtmlElement) -> Iterator[_Run]:
    run = _Run(None, container.text or "")
    for child in container:
        if child.tag in _TEXT:
            run.elements.append(child)
        else:
            yield run
            run = _Run(child, child.tail or "")
    yield run


def _wrap(container: HtmlElement, run: _Run) -> None:
    paragraph = etree.Element("p")
    paragraph.text = run.text
    if run.after is None:
        container.text = None
        container.insert(0, paragraph)
    else:
        run.after.tail = None
        run.after.addnext(paragraph)
    paragraph.extend(run.elements)
