"""Lists of objects with roles, as ninjs 2 and 3 have them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.readers.conftest import Read, block_lines, claim_values, only


def ninjs(**lists: Any) -> str:
    return json.dumps({"bodies": [{"value": "Words of it."}], **lists})


@pytest.mark.parametrize(
    ("lists", "field", "values"),
    [
        ({"subjects": [{"name": "Metro", "rel": "section"}, {"name": "Dam"}]}, "section", "Metro"),
        ({"subjects": [{"name": "Metro", "rel": "section"}, {"name": "Dam"}]}, "keywords", "Dam"),
        ({"infoSources": [{"name": "AP"}, {"name": "Post", "role": "publisher"}]}, "source.name",
         "Post"),
        ({"infosources": [{"literal": "a.org", "role": "publisher"}]}, "source.domain", "a.org"),
        ({"renditions": [{"href": "https://a.org/1.mp3", "contentType": "audio/mp3"},
                         {"href": "https://a.org/1", "contentType": "text/html"}]}, "url",
         "https://a.org/1"),
        ({"headlines": [{"value": "Head"}, {"value": "Sub", "role": "subheadline"}]}, "subtitle",
         "Sub"),
        ({"subjects": ["Dam", {"rel": "x"}, 7, None], "renditions": {}, "headlines": "x"},
         "keywords", ""),
    ],
)  # fmt: skip
def test_a_role_decides_the_field(
    read: Read, lists: dict[str, Any], field: str, values: str
) -> None:
    """Each object fills the field of its role, and what has another shape fills none."""
    assert claim_values(only(read, ninjs(**lists)), field) == [values][: bool(values)]


def test_points_and_pictures_of_ninjs_3(read: Read) -> None:
    """Several descriptions in the role of a summary are its points; a picture is described in a
    list as well."""
    points = [{"role": "summary", "value": text} for text in ("First.", "Second.")]
    picture = {"type": "picture", "descriptions": [{"value": "A dam."}], "by": "Ada"}
    draft = only(read, ninjs(descriptions=points, associations=[picture, {"type": "picture"}]))

    assert block_lines(draft) == [
        "caption: A dam.",
        "credit: Ada",
        "summary: First.",
        "summary: Second.",
        "paragraph: Words of it.",
    ]
