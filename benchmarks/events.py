"""The quality and the speed of the event coder, on sentences coded by hand by others.

Usage: python benchmarks/events.py FOLDER, where FOLDER holds plover/gold.jsonl and
petrarch/gold.jsonl (one object a line, as tests/eval/test_events.py says). Prints measures in per
cent, and words per second on one core.

plover, over all records: `type`: the first event has the gold type; `actor` and `recipient`: one of
them matches, by words (half of them shared, or one name within the other) or by code; `all three`.
A record without a recipient is right if none is given, or only one that is also an actor. `type X`:
of the records of a type, those with the right type.
petrarch: `quiet`: no event if none may be coded; `type` of the first event; `pairs`: actor and
recipient both match in one event, in either direction, by country or by a word of the name.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.annotation.events.reports import reports
from dateline.annotation.text.sentences import sentences
from dateline.values.annotations import Actor, Report

# The gold of petrarch still has the type names of 2016.
CURRENT_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
SAME_CODE = {"UNO": "IGO", "EUR": "IGO"}  # the gold of 2016 has one code for all
UNDATED = "2000-01-01"
SMALL = {"the", "a", "an", "of", "and", "in", "on", "at", "s", "to", "for"}

Record = Mapping[str, Any]


def coded(text: str, day: str | None) -> list[Report]:
    """The events of a text, those of main clauses first."""
    today = date.fromisoformat(day[:10]) if day else None
    found = reports(sentences("body", text), today=today)
    return sorted(found, key=lambda report: report.background)


def words(text: str) -> list[str]:
    """The words of a name in lower case, without full stops and small words."""
    joined = re.sub(r"\b(?:\w\.){2,}", lambda found: found[0].replace(".", ""), text.lower())
    return [word for word in re.findall(r"[^\W_]+", joined) if word not in SMALL]


def matches(actor: Actor, gold: Record) -> bool:
    """Whether the actor is that of the gold, by code or by words."""
    code, wanted = actor.code, gold.get("code")
    if code and wanted and SAME_CODE.get(code, code) == SAME_CODE.get(wanted[:3], wanted[:3]):
        return True
    own, other = words(actor.span.text), words(gold["text"])
    if not own or not other:
        return False
    shared = sum((Counter(own) & Counter(other)).values())
    return 4 * shared >= len(own) + len(other) or set(own) <= set(other) or set(other) <= set(own)


def role_is_right(found: Sequence[Actor], gold: Sequence[Record], other: Sequence[Record]) -> bool:
    """Whether one of the actors found in a role matches the gold. If the gold has none: whether
    none is found, or only one of the gold's `other` role."""
    if gold:
        return any(matches(actor, wanted) for actor in found for wanted in gold)
    return not found or any(matches(actor, wanted) for actor in found for wanted in other)


def plover(records: Iterable[Record]) -> dict[str, float]:
    """Measures in per cent over the records of plover."""
    right: Counter[str] = Counter()
    types: Counter[str] = Counter()
    count = 0
    for record in records:
        count += 1
        day = record["date"]
        found = coded(record["text"], day if day != UNDATED else None)
        types[record["type"]] += 1
        if not found:
            continue
        first = found[0]
        source, target = record["source"], record["target"]
        has_type = first.event_type == record["type"]
        actor = not source or role_is_right(first.actors, source, ())
        recipient = role_is_right(first.recipients, target, source)
        right.update(
            {
                "type": has_type,
                "actor": actor,
                "recipient": recipient,
                "all three": has_type and actor and recipient,
                f"type {record['type']}": has_type,
            }
        )
    measures = {name: right[name] / count for name in ("type", "actor", "recipient", "all three")}
    return percent(measures | {name: right[f"type {name}"] / n for name, n in types.items()})


def petrarch(records: Iterable[Record]) -> dict[str, float]:
    """Measures in per cent over the records of petrarch."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for record in records:
        found = coded(record["text"], record["date"])
        wanted = record["events"]
        if not wanted:
            count["quiet"] += 1
            right["quiet"] += not found
            continue
        types = {
            CURRENT_TYPES.get(event["type"], event["type"]) for event in wanted if event.get("type")
        }
        if types:
            count["type"] += 1
            right["type"] += bool(found) and found[0].event_type in types
        for event in wanted:
            if "---" not in (event["actor"][:3], event["recipient"][:3]):
                count["pairs"] += 1
                right["pairs"] += any(has_pair(report, event) for report in found)
    return percent({name: right[name] / count[name] for name in ("quiet", "type", "pairs")})


def has_pair(report: Report, event: Record) -> bool:
    """Whether the report has both parties of the gold event, in whichever role."""
    parties = (*report.actors, *report.recipients)
    return all(
        any(
            (party.code or "")[:3] == event[role][:3]
            or any(
                set(words(name)) & set(words(party.span.text))
                for name in event.get(f"{role}_text") or ()
            )
            for party in parties
        )
        for role in ("actor", "recipient")
    )


def percent(measures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(100 * value, 1) for name, value in measures.items()}


MEASURED = {"plover": plover, "petrarch": petrarch}


def read(folder: Path, name: str) -> list[Record]:
    """The records of one set."""
    lines = (folder / name / "gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words_per_second(texts: Sequence[str]) -> float:
    """Words per second of CPU time of the coder alone; sentences are split before."""
    split = [sentences("body", text) for text in texts]
    for found in split:  # reads the dictionaries and warms the page cache
        reports(found)
    began = time.process_time()
    for found in split:
        reports(found)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began)


def main() -> None:
    folder = Path(sys.argv[1])
    texts = []
    for name, measure in MEASURED.items():
        records = read(folder, name)
        texts += [record["text"] for record in records]
        print(name, len(records))
        for key, value in measure(records).items():
            print(f"  {key:<12}{value:6.1f}")
    print(f"words per second {words_per_second(texts):,.0f}")


if __name__ == "__main__":
    main()
