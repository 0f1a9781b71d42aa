"""Entities of FollowTheMoney, by the schemata that its project publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.exports.ftm import ftm_entities
from dateline.values.archive.exported import NOTHING_FOUND, FoundInText
from dateline.values.article import ArchivedArticle
from dateline.values.moment import Moment
from tests.unit.exports.articles import ARTICLES, FULL, HOSTILE, archived

_SCHEMATA = Path(__file__).parents[2] / "fixtures" / "schemas" / "followthemoney"
_FORMS = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?"),
    "country": re.compile("[a-z]{2}"),
    "language": re.compile("[a-z]{3}"),
    "url": re.compile(r"https?://\S+"),
    "entity": re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z\.\-]*[0-9a-zA-Z])?"),
}


def schema(name: str) -> tuple[dict[str, Any], set[str]]:
    """The properties and the required properties of a schema and of those that it extends."""
    stated = yaml.safe_load((_SCHEMATA / f"{name}.yaml").read_text("utf-8"))[name]
    properties, required = dict(stated.get("properties", {})), set(stated.get("required", ()))
    for parent in stated.get("extends", ()):
        inherited = schema(parent)
        properties |= inherited[0]
        required |= inherited[1]
    return properties, required


_WORDS = ("Lovelace", "Ada Lovelace", "UN")


def mention(text: str) -> list[Any]:
    return ["body", (at := " ".join(_WORDS).index(text)), at + len(text), "name", None]


NAMED = FoundInText(
    texts={"body": " ".join(_WORDS)},
    names=(
        ("person", "Ada Lovelace", "Minister", "GBR", None, [mention("Lovelace")]),
        ("person", "Ada Lovelace", None, None, None, [mention("Ada Lovelace")]),
        ("organization", "United Nations", None, "IGO", None, [mention("UN")]),
    ),
)


def faults(entity: dict[str, Any]) -> Iterator[str]:
    properties, required = schema(entity["schema"])
    for name, values in entity["properties"].items():
        kind = properties[name].get("type", "string") if name in properties else None
        form = _FORMS.get(str(kind))
        if kind is None or not all(isinstance(value, str) and value for value in values):
            yield name
        elif form and not all(form.fullmatch(value) for value in values):
            yield f"{name} {values}"
    yield from required - {"name"} - entity["properties"].keys()
    if entity["schema"] != "Article":
        yield from {"name"} - entity["properties"].keys()


@pytest.mark.parametrize("article", [*ARTICLES.values(), HOSTILE], ids=[*ARTICLES, "hostile"])
def test_entities_fit_their_schemata(article: ArchivedArticle) -> None:
    """Properties are those of the schema, with values of its types."""
    entities = list(ftm_entities(article, NAMED))

    assert [entity["schema"] for entity in entities] == [
        *("Article", "Organization", "Mention", "Person", "Mention")
    ]
    assert [fault for entity in entities for fault in faults(entity)] == []
    assert len({entity["id"] for entity in entities}) == 5


def test_a_name_is_the_same_entity_in_every_article() -> None:
    """A mention joins it to each article, under every form that its name has there."""
    one = list(ftm_entities(FULL, NAMED))
    two = list(ftm_entities(archived(id="f" * 16, body="Words."), NAMED))

    assert one[3] == two[3]
    assert one[3]["properties"] == {
        "name": ["Ada Lovelace"],
        "country": ["gb"],
        "position": ["Minister"],
    }
    assert one[4]["properties"]["name"] == ["Ada Lovelace", "Lovelace"]
    assert (one[4]["properties"]["document"], one[4]["properties"]["resolved"]) == (
        [one[0]["id"]],
        [one[3]["id"]],
    )
    assert one[4]["id"] != two[4]["id"]


@pytest.mark.parametrize(
    ("value", "offset", "wanted"),
    [
        ("2025-07-18T02:30", "+05:00", "2025-07-17T21:30"),
        ("2025-07-18T02:30:09", "-03:30", "2025-07-18T06:00:09"),
        ("2025-07-18T02", "+05:00", "2025-07-17T21"),
        ("2025-07-18T02:30", None, "2025-07-18"),
        ("2025-07", None, "2025-07"),
        ("0001-01-01T00:00", "+14:00", "0001-01-01"),
    ],
)
def test_times_are_utc(value: str, offset: str | None, wanted: str) -> None:
    """As FollowTheMoney requires; of a time that cannot be converted, the day is left."""
    article = archived(published=Moment(value=value, offset=offset), body="Words.")
    [entity] = ftm_entities(article, NOTHING_FOUND)

    assert entity["properties"]["publishedAt"] == [wanted]
