"""What was done goes with the visitor to the next page."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.requests import HTTPConnection
from starlette.responses import Response

from dateline.values.curation.decisions import Action, Decision
from dateline.web.notice import Notice, in_words, keep, kept


def asking(cookie: str) -> HTTPConnection:
    return HTTPConnection({"type": "http", "headers": [(b"cookie", cookie.encode())]})


def merged(number: int) -> Decision:
    data = {"change": "merge", "kind": "person", "name": f"{number}" + "字" * 999}
    return Decision(action=Action.ENTITY, data={**data, "other": "字" * 999}, at=f"{number}")


def test_a_cookie_has_room_for_the_longest_notice() -> None:
    """Texts are cut, and of many decisions some are told."""
    notice = Notice.of([merged(number) for number in range(9)])
    assert notice is not None
    assert notice.said.endswith("And 6 more")
    response = Response()
    keep(response, notice, secure=True)
    cookie = response.headers["set-cookie"]
    assert len(cookie) < 4096
    assert kept(asking(cookie.partition(";")[0])) == notice


@pytest.mark.parametrize("value", ["", "x", "bnVsbA==", "WzEsIDJd", "é", "eyJhIjogMX0=", '"', "[]"])
def test_a_cookie_that_is_not_ours_says_nothing(value: str) -> None:
    assert kept(asking(f"dateline_done={value}")) is None


def test_every_decision_has_words() -> None:
    """And those about several articles are counted."""
    data = dict.fromkeys(("tag", "field", "name", "into", "run", "type", "decision", "other"), "x")
    for action, change in product(Action, ("merge", "split", "alias", "hide", "restore")):
        values = {**data, "value": ["x"], "right": False, "change": change}
        one = Decision(action=action, data=values)
        assert "{" not in in_words([one])
        assert in_words([one, one]) == f"{in_words([one])} (2 articles)"
