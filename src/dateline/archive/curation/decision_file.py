"""The file that decisions go from archive to archive in: JSON lines, sorted by time, for git.

The file may come from anybody: whatever is not exactly a decision is an error that names the line.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from dateline.archive.curation.correction_values import correction_values
from dateline.errors import DatelineError, UsageError, unreadable
from dateline.exports.files import new_file
from dateline.values.curation.decision_data import is_digest, problem
from dateline.values.curation.decisions import Action, Decision, PortableDecision

_HEAD = {"format": "dateline decisions 1"}
_KEYS = ("action", "article", "at", "by", "data", "reason", "record")
_IN_BUNDLE = "decisions.jsonl"
_LONGEST_LINE = 1_000_000  # characters: a note may have a tenth of that


def write_file(portable: Iterable[PortableDecision], path: str) -> None:
    """The file has these decisions, and is replaced as a whole."""
    with new_file(Path(path)) as file:
        for line in lines(portable):
            file.write(f"{line}\n".encode())


def read_file(path: str) -> list[PortableDecision]:
    """The decisions of a file, or of the one in a bundle: a folder, or a zip file. Raises
    UsageError for what is not such a file."""
    try:
        with _opened(path) as file:
            return read_lines(iter(lambda: file.readline(_LONGEST_LINE + 1), ""), path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise UsageError(f"{path} is a zip file that is damaged or encrypted: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: it is not a file of decisions") from error


def _opened(path: str) -> TextIO:
    if os.path.isdir(path):
        return open(os.path.join(path, _IN_BUNDLE), encoding="utf-8")
    if not zipfile.is_zipfile(path):
        return open(path, encoding="utf-8")
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if f"/{name}".endswith(f"/{_IN_BUNDLE}")]
        if len(names) != 1:
            raise UsageError(f"{path} is a zip file without {_IN_BUNDLE}")
        return io.TextIOWrapper(packed.open(names[0]), encoding="utf-8")


def lines(portable: Iterable[PortableDecision]) -> Iterator[str]:
    """The lines of the file: its format, then one for each decision, with sorted keys."""
    yield json.dumps(_HEAD)
    for each in portable:
        decision = each.decision
        values = {
            "action": decision.action.value,
            "article": decision.article,
            "at": decision.at,
            "by": decision.by,
            "data": dict(decision.data),
            "reason": decision.reason,
            "record": each.record,
        }
        yield json.dumps(values, ensure_ascii=False, sort_keys=True)


def read_lines(text: Iterable[str], name: str) -> list[PortableDecision]:
    """The decisions of a file called `name`. Raises UsageError for what is not such a file."""
    found: list[PortableDecision] = []
    head = None
    for number, line in enumerate(text, 1):
        try:
            _expect(len(line) <= _LONGEST_LINE, "it is too long")
            values = json.loads(line)
            if number == 1:
                head = values
                _expect(head == _HEAD, f"the first line must be {json.dumps(_HEAD)}")
            else:
                found.append(_decision(values))
        except (ValueError, RecursionError, DatelineError) as error:
            what = error.message if isinstance(error, DatelineError) else error
            raise UsageError(
                f"line {number} of {name} is not a decision: {what}",
                hint="“dateline decisions export” writes such files",
            ) from error
    if head is None:
        raise UsageError(f"{name} is empty: it is not a file of decisions")
    return found


def _decision(values: Any) -> PortableDecision:
    _expect(isinstance(values, dict) and tuple(sorted(values)) == _KEYS, f"it needs {_KEYS}")
    record = values.pop("record")
    _expect(record is None or is_digest(record), "“record” is not a SHA-256")
    decision = Decision(**{**values, "action": Action(values["action"])})
    _expect(decision.action is not Action.UNDO, "an undone run stays in its archive")
    what = problem(decision)
    _expect(what is None, what or "")
    if decision.action is Action.EDIT:
        given = {decision.data["field"]: decision.data["value"]}
        _expect(correction_values(given) == given, f"“value” cannot be {decision.data['value']!r}")
    return PortableDecision(decision=decision, record=record)


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)
