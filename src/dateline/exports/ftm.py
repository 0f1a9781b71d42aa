"""Articles and whom they name as entities of FollowTheMoney (https://followthemoney.tech), the
model of Aleph and OpenSanctions: a line of JSON for each entity.

Source: the schemata Article, Person, Organization and Mention of FollowTheMoney 4 with those that
they extend, and its types of dates, countries and languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha1
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from dateline.exports.job import Job
from dateline.exports.plain import in_one_line, link, plain
from dateline.values.annotations import MentionKind
from dateline.values.archive.exported import ExportedArticle, FoundInText
from dateline.values.article import ArchivedArticle
from dateline.values.moment import Moment
from dateline.visible import visible_json

_SCHEMATA = {"person": "Person", "organization": "Organization"}
_PAIRS = (
    "af:afr ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell "
    "en:eng es:spa et:est fa:fas fi:fin fr:fra he:heb hi:hin hr:hrv hu:hun hy:hye id:ind "
    "is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lb:ltz lt:lit lv:lav "
    "mk:mkd mn:mon ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pl:pol pt:por ro:ron ru:rus "
    "sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa tg:tgk tk:tuk tl:tgl tr:tur uk:ukr ur:urd "
    "uz:uzb zh:zho"
)
_LANGUAGES = dict(pair.split(":") for pair in _PAIRS.split())
"""The languages that FollowTheMoney knows, by their ISO 639-1 codes."""


def write(values: Iterator[ExportedArticle], out: BinaryIO, job: Job) -> None:
    """The entities of one article after the other. Who is named in several articles comes with each
    of them under the same id: `ftm aggregate` merges them."""
    del job
    for one in values:
        for entity in ftm_entities(one.article, one.found):
            line = json.dumps(entity, ensure_ascii=False)
            out.write(f"{visible_json(line)}\n".encode())


def ftm_entities(article: ArchivedArticle, found: FoundInText) -> Iterator[dict[str, Any]]:
    """The article, then whoever it names, each with a Mention that joins the two. Ids are hashes of
    kind and name: the same name is the same entity, as far as the text tells."""
    document = f"dateline-{article.id}"
    named = sorted(found.names, key=itemgetter(0, 1))
    yield _entity(document, "Article", _article(article, named))
    for (kind, name), group in groupby(named, key=itemgetter(0, 1)):
        roles, codes, words = [], [], []
        for _, _, role, code, _, spans in group:
            roles.append(role)
            codes.append(code)
            words += [found.texts[part][start:end] for part, start, end, *_ in spans]
        schema, countries = _SCHEMATA[kind], _countries(codes)
        who = _id(schema, name)
        properties = {"name": [name], "country": countries}
        if kind == MentionKind.PERSON:
            properties["position"] = [role for role in roles if role]
        yield _entity(who, schema, properties)
        mentioned = {
            "document": [document],
            "resolved": [who],
            "name": [name, *words],
            "detectedSchema": [schema],
            "contextCountry": countries,
        }
        yield _entity(_id(document, who), "Mention", mentioned)


def _article(article: ArchivedArticle, names: Iterable[Sequence[Any]]) -> dict[str, Iterable[Any]]:
    named: dict[str, list[str]] = {kind: [] for kind in MentionKind}
    for kind, name, *_ in names:
        named[kind].append(name)
    original = article.original
    name = PurePosixPath(original.locations[-1]).name if original.locations else ""
    language = _LANGUAGES.get(article.language or "")
    return {
        "fileName": [name or article.id],
        "title": [article.title],
        "name": [article.title],
        "author": article.authors,
        "publishedAt": [_date(article.published)],
        "modifiedAt": [_date(article.updated)],
        "retrievedAt": [article.added[:19]],
        "language": [language],
        "summary": article.summary or [article.subtitle],
        "bodyText": [article.body],
        "keywords": article.keywords,
        "publisher": [article.source.name or article.source.domain],
        "sourceUrl": [link(article.url)],
        "mimeType": [original.media_type],
        "processingAgent": ["Dateline"],
        "peopleMentioned": named[MentionKind.PERSON],
        "companiesMentioned": named[MentionKind.ORGANIZATION],
    }


def _entity(id: str, schema: str, properties: Mapping[str, Iterable[Any]]) -> dict[str, Any]:
    """The entity with those properties that have a value, each value once."""
    texts = {
        key: list(dict.fromkeys(plain(value) for value in values if value))
        for key, values in properties.items()
    }
    return {
        "id": id,
        "schema": schema,
        "properties": {key: values for key, values in texts.items() if values},
    }


def _id(*parts: str) -> str:
    return sha1("\0".join(map(in_one_line, parts)).encode()).hexdigest()


def _date(moment: Moment | None) -> str | None:
    """As exact as it is known. FollowTheMoney's times are UTC: of a time whose offset is not known
    the day is left."""
    if moment is None:
        return None
    if moment.offset is None or len(moment.value) <= len("2025-07-18"):
        return moment.value[:10]
    try:
        at = datetime.fromisoformat(moment.value + moment.offset).astimezone(UTC)
    except OverflowError:  # in the first or the last year that there is
        return moment.value[:10]
    return at.strftime("%Y-%m-%dT%H:%M:%S").zfill(19)[: len(moment.value)]


def _countries(codes: Iterable[str | None]) -> list[str]:
    """Two letters in lower case for each of these codes that is a country."""
    from babel.core import get_global

    alpha_2 = get_global("territory_aliases")
    found = (["XK"] if code == "KOS" else alpha_2.get(code or "", []) for code in codes)
    return [letters[0].lower() for letters in found if letters]
