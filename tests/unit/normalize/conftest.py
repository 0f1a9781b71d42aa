"""Builds the article of a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.normalize import normalize
from dateline.values.article import Article
from dateline.values.context import Context
from dateline.values.draft import Block, Claim, Draft, Role

LEAD = "The harbour bridge was opened to traffic on Monday after three years of work."
NEXT = "Engineers said that the new span can carry twice the weight of the old one."


def article(
    *texts: str | tuple[Role, str],
    claims: tuple[tuple[str, str, str, str], ...] = (),
    url: str | None = None,
    source: str | None = None,
    **known: Any,
) -> Article:
    """The article of a draft with these blocks and claims, in a context of the other arguments.
    Blocks are paragraphs, or pairs of role and text; LEAD and NEXT if there are none. Claims are
    tuples of field, value, method and where."""
    pairs = [text if isinstance(text, tuple) else (Role.PARAGRAPH, text) for text in texts]
    pairs = pairs or [(Role.PARAGRAPH, LEAD), (Role.PARAGRAPH, NEXT)]
    draft = Draft(
        reader="test 1",
        media_type="text/plain",
        blocks=tuple(Block(role=role, text=text) for role, text in pairs),
        claims=tuple(
            Claim(field=field, value=value, method=method, where=where)
            for field, value, method, where in claims
        ),
    )
    return normalize(draft, Context(url=url, source=source, **known))


@pytest.fixture
def make_article() -> Callable[..., Article]:
    return article
