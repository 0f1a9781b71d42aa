"""Events in what commands print."""

from __future__ import annotations

from tests.conftest import Command, Ran


def events(ran: Ran) -> list[dict[str, object]]:
    return ran.json["events"] if ran.out else []


def id_of(dateline: Command, *arguments: str) -> str:
    (event,) = events(dateline("events", *arguments, "--json"))
    return str(event["id"])
