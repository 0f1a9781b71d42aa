"""Articles to export, with defaults for everything that a test does not set, and what each form
makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from dateline.exports.job import Job
from dateline.exports.registry import FORMS, writer
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import ArchivedArticle, Original, Source
from dateline.values.curation.decisions import Labels, Note
from dateline.values.moment import Moment

# What would do harm in a file, a spreadsheet, a page, a path, TeX, YAML or a terminal.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1)\r\nER  - \r\nTY  - BOOK",
    "\x1b]0;mine\x07\x9b35m \x00 \x85 \u2028 \u202e \ufffe",
    "../../../etc/passwd\n---\nevil: yes\n---",
    "</p></article><script>alert(1)</script><img src=x onerror=alert(1)>",
    "},\n@misc{x, \\input{/etc/passwd} ^^5c %$&#_{}~^",
    "[[link]] ![[embed]] ![](http://x) #tag %%note%% $x$ `code` *b* _i_ ~~s~~ <b> &lt; {% raw %}",
    '"; DROP, "x\\',
)


class _Shelf:
    """An archive with one original."""

    def open(self, original: Original) -> BinaryIO:
        del original
        return BytesIO(b"original")

    def earlier(self, article: ArchivedArticle) -> tuple[ArchivedArticle, ...]:
        del article
        return ()

    def decisions(self) -> Iterator[str]:
        return iter(())


def exported(
    *,
    number: int = 1,
    published: str | None = "2025-07-18",
    offset: str | None = None,
    updated: str | None = None,
    source: str | None = "Harbor Post",
    domain: str | None = "post.example",
    tags: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    **fields: Any,
) -> ExportedArticle:
    """An article whose id ends with `number`."""
    article = ArchivedArticle(
        id=f"{number:016x}",
        version=1,
        copy_of=None,
        story=f"{number:016x}",
        added="2025-08-01T10:20:30Z",
        original=Original(
            sha256="ab" * 32, size=123, media_type="text/plain", locations=("a.txt",), record=None
        ),
        published=Moment(value=published, offset=offset) if published else None,
        updated=Moment(value=updated) if updated else None,
        source=Source(name=source, domain=domain),
        **{"title": "Harbor plan", "body": "One paragraph.\n\nAnother.", "language": "en"} | fields,
    )
    written = tuple(Note(text=text, by="ann", at="2025-08-02T00:00:00.000000Z") for text in notes)
    return ExportedArticle(article=article, labels=Labels(tags=tags, notes=written))


def hostile(number: int, text: str) -> ExportedArticle:
    """An article that has this text in every field."""
    return exported(
        number=number,
        source=text,
        domain=text,
        tags=(text,),
        notes=(text,),
        **dict.fromkeys(("title", "subtitle", "dateline", "section", "url", "body"), text),
        **dict.fromkeys(("authors", "credit", "summary", "keywords"), (text,)),
    )


def job(form: str, *fields: str, query: str | None = None) -> Job:
    return Job(
        query=query,
        fields=fields or FORMS[form].fields,
        made="2025-08-03T00:00:00Z",
        shelf=_Shelf(),
    )


def written(
    form: str, *values: ExportedArticle, fields: Iterable[str] = (), query: str | None = None
) -> bytes:
    """The file that the form makes of these articles."""
    out = BytesIO()
    writer(FORMS[form])(iter(values), out, job(form, *fields, query=query))
    return out.getvalue()
