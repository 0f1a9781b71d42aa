"""Drafts to articles: one module for each field, which gives its value with the evidence for it.

The docstring of each module states the rule by which it chooses. Nothing here reads a file, uses
the clock or keeps state: the same draft gives the same article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.errors import NotAnArticle
from dateline.normalize.authors import authors_of
from dateline.normalize.clean import clean
from dateline.normalize.dateline import Dateline, split_dateline, stated_dateline
from dateline.normalize.dates.candidates import (
    caption_dates,
    claimed_dates,
    context_dates,
    hints_of,
    printed_dates,
)
from dateline.normalize.dates.from_caption import published_from_captions
from dateline.normalize.dates.ledger import Ledger, ledger_of
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.evidence import FieldValue, claims_for, is_placeholder, stated
from dateline.normalize.labels import keywords_of, paywalled, section_of
from dateline.normalize.language import language_of
from dateline.normalize.people.credit import credit_of
from dateline.normalize.source import source_of
from dateline.normalize.text.about_authors import without_about_authors
from dateline.normalize.text.layout import Layout, lay_out
from dateline.normalize.text.summary import summary_of
from dateline.normalize.title import subtitle_of, title_of
from dateline.normalize.url import canonical_url_of, domain_of, url_of
from dateline.values.article import Article, Evidence
from dateline.values.context import Context
from dateline.values.draft import Claim, Draft, Role

T = TypeVar("T")

NORMALIZER_VERSION = 17
"""Increases when the same drafts give other articles."""

__all__ = ["NORMALIZER_VERSION", "normalize"]


def normalize(draft: Draft, context: Context = Context()) -> Article:  # noqa: B008 - frozen
    """The article that `draft` is. What `context` knows takes precedence over the file.

    Raises NotAnArticle if no text is left once headline, captions and boilerplate are removed.
    """
    draft = replace(draft, claims=tuple(c for c in draft.claims if not is_placeholder(c)))
    claims = draft.claims
    address = url_of(claims, context.url)
    canonical = canonical_url_of(claims, _value(address))
    title = title_of(draft.blocks, claims, _value(canonical))
    layout = lay_out(draft.blocks, _value(title))
    place, dateline, paragraphs = _split_dateline(layout.paragraphs, claims)
    if not paragraphs:
        raise NotAnArticle("no text apart from a headline and captions", stage="normalize")
    source = source_of(claims, context, _value(canonical))
    authors = authors_of(claims, layout.bylines, source.value.name)
    paragraphs = without_about_authors(paragraphs, authors.value if authors else ())
    leads, body = (paragraphs[0], layout.paragraphs[0]), "\n\n".join(paragraphs)
    domain = domain_of(_value(canonical) or "")
    language = language_of(claims, body, archive=context.language, domain=domain or "")
    hints = hints_of(claims, domain, language.value)
    ledger = _ledger(draft, context, layout, dateline, hints, _value(canonical))
    credit = credit_of(claims, dateline.printed if dateline else None, paragraphs)
    summary = summary_of(layout.bullets, claims, title=_value(title), leads=leads)
    subtitle = subtitle_of(draft.blocks, claims, _value(title))
    section, keywords, pay = section_of(claims), keywords_of(claims), paywalled(claims)
    found = {
        "title": title,
        "subtitle": subtitle,
        "authors": authors,
        "credit": credit,
        "dateline": place,
        "published": ledger.published,
        "updated": ledger.updated,
        "language": language,
        "section": section,
        "source": source,
        "url": address,
        "canonical_url": canonical,
        "summary": summary,
        "keywords": keywords,
        "paywalled": pay,
    }
    evidence = {field: value.evidence for field, value in found.items() if value is not None}
    if ledger.doubt is not None:
        evidence["published"] = ledger.doubt
    if layout.captions:
        evidence["captions"] = _caption_evidence(draft)
    evidence["body"] = _body_evidence(draft)
    return Article(
        title=_value(title),
        subtitle=_value(subtitle),
        authors=authors.value if authors else (),
        credit=credit.value if credit else (),
        dateline=_value(place),
        published=_value(ledger.published),
        updated=_value(ledger.updated),
        language=language.value,
        section=_value(section),
        source=source.value,
        url=_value(address),
        canonical_url=_value(canonical),
        summary=summary.value if summary else (),
        body=body,
        captions=layout.captions,
        keywords=keywords.value if keywords else (),
        paywalled=_value(pay),
        partial=draft.partial,
        dates=ledger.dates,
        evidence=evidence,
    )


def _value(found: FieldValue[T] | None) -> T | None:
    return found.value if found is not None else None


def _split_dateline(
    paragraphs: tuple[str, ...], claims: Sequence[Claim]
) -> tuple[FieldValue[str] | None, Dateline | None, tuple[str, ...]]:
    """The place of the dateline, the dateline, and the paragraphs without it: as printed before the
    lead, else as the file states it."""
    if not paragraphs:
        return None, None, ()
    lead, *others = paragraphs
    dateline = split_dateline(lead, others)
    if dateline is not None:
        evidence = Evidence(
            method="before the lead", text=dateline.printed, where="first paragraph"
        )
        return FieldValue(dateline.place, evidence), dateline, (dateline.lead, *others)
    for claim in claims_for(claims, "dateline"):
        dateline = stated_dateline(clean(claim.value), lead)
        if dateline is not None:
            return FieldValue(dateline.place, stated(claim)), dateline, (dateline.lead, *others)
    return None, None, paragraphs


def _ledger(
    draft: Draft,
    context: Context,
    layout: Layout,
    dateline: Dateline | None,
    hints: DateHints,
    url: str | None,
) -> Ledger:
    """The ledger of everything that may say when the article was published."""
    lead = layout.paragraphs[0] if layout.paragraphs else ""
    lines = (
        *claimed_dates(draft.claims, hints),
        *printed_dates(
            layout.date_lines, layout.bylines, dateline.date if dateline else None, hints
        ),
        *caption_dates(published_from_captions(layout.captions, lead)),
        *context_dates(context, url),
    )
    return ledger_of(lines, context.now)


def _caption_evidence(draft: Draft) -> Evidence:
    marked = any(block.role is Role.CAPTION for block in draft.blocks)
    return Evidence(method="markup" if marked else "before the lead", where=draft.reader)


def _body_evidence(draft: Draft) -> Evidence:
    for claim in claims_for(draft.claims, "body"):
        return Evidence(method=claim.method, text=claim.value, where=claim.where)
    return Evidence(method="paragraphs", where=draft.reader)
