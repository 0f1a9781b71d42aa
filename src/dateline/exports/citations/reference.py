"""What a citation says of an article, in any form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.exports.citations.names import PersonName, person_name
from dateline.exports.plain import in_one_line, link
from dateline.values.archive.exported import ExportedArticle

ARCHIVE = "Dateline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article as it is cited; all texts are in one line.

    `key` stays the same whatever is corrected. `authors` are people, as printed, or the agencies
    if nobody is named: then `by_agency` is set. `issued` has year, month and day as far as they
    are known, `accessed` is the day on which the article was added to the archive (UTC).
    `publication` is the publisher's name, else its domain. `keywords` are those of the publisher,
    then tags. `url` is as `link` makes it.
    """

    key: str
    id: str
    title: str | None
    subtitle: str | None
    authors: tuple[str, ...]
    by_agency: bool
    publication: str | None
    section: str | None
    issued: tuple[int, ...]
    accessed: tuple[int, ...]
    url: str | None
    language: str | None
    abstract: str | None
    keywords: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def names(self) -> tuple[PersonName | str, ...]:
        """The authors; the parts of a name where they are known."""
        if self.by_agency:
            return self.authors
        return tuple(person_name(name, self.language) or name for name in self.authors)


def reference(one: ExportedArticle) -> Reference:
    article = one.article
    people = _lines(article.authors)
    return Reference(
        key=f"dateline-{article.id}",
        id=article.id,
        title=_line(article.title),
        subtitle=_line(article.subtitle),
        authors=people or _lines(article.credit),
        by_agency=not people,
        publication=_line(article.source.name or article.source.domain),
        section=_line(article.section),
        issued=_day(article.published.value) if article.published else (),
        accessed=_day(article.added),
        url=link(article.url),
        language=_line(article.language),
        abstract=_line("; ".join(article.summary)),
        keywords=tuple(dict.fromkeys(_lines((*article.keywords, *one.labels.tags)))),
        notes=_lines(note.text for note in one.labels.notes),
    )


def _day(value: str) -> tuple[int, ...]:
    """Year, month and day, as far as the beginning of ISO 8601 has them."""
    return tuple(map(int, value[:10].split("-")))


def _line(text: str | None) -> str | None:
    return in_one_line(text or "") or None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(in_one_line, texts)))
