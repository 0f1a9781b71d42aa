"""Log lines of Dateline, through the standard library's logging: a logger for each module.

A module logs through `get_logger(__name__)`. Nothing is printed unless the application asks for
it: `-v` on the command line, or a handler of its own. Importing logging takes 4 ms, so code on the
path of a search imports this module only if something else has imported logging before.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple, TextIO

from dateline.visible import one_line, visible, visible_json

get_logger = logging.getLogger

# Without a handler, Python itself would print warnings.
get_logger("dateline").addHandler(logging.NullHandler())


class LogFormat(StrEnum):
    """How a log line is written."""

    TEXT = "text"
    JSON = "json"


class LogSettings(NamedTuple):
    """What is logged to stderr: records of Dateline from `level` on, and warnings of libraries."""

    level: str
    format: LogFormat


@contextmanager
def log_to_stderr(settings: LogSettings | None) -> Iterator[None]:
    """Log lines go to stderr; with None, none do, not even the warnings of libraries that Python
    prints by default. For a process of Dateline's own: it adds a handler to the root logger. The
    levels of other loggers are left as they are."""
    handler = _StderrHandler(settings) if settings else logging.NullHandler()
    root, own = get_logger(), get_logger("dateline")
    level = own.level
    root.addHandler(handler)
    if settings:
        own.setLevel(settings.level)
    try:
        yield
    finally:
        root.removeHandler(handler)
        own.setLevel(level)


def log_settings() -> LogSettings | None:
    """What this process logs to stderr, for its worker processes; None if nothing."""
    handlers = get_logger().handlers
    return next((item.settings for item in handlers if isinstance(item, _StderrHandler)), None)


class _StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to stderr as it is at the time: a progress bar replaces it to keep its place."""

    def __init__(self, settings: LogSettings) -> None:
        logging.Handler.__init__(self)
        self.settings = settings
        json_lines = settings.format is LogFormat.JSON
        self.setFormatter(JsonFormatter() if json_lines else TextFormatter())

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _: TextIO) -> None:
        raise AttributeError("the stream of this handler is always stderr")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (ISO 8601, UTC), level, logger, message, the extra fields of
    the record, and the traceback of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return visible_json(json.dumps(line, ensure_ascii=False, default=str))


class TextFormatter(logging.Formatter):
    """Time, level, logger and message, then the extra fields as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={value}" for name, value in _extra(record).items())
        line = f"{_time(record)} {record.levelname} {record.name}: {record.getMessage()}{fields}"
        line = one_line(line)
        if record.exc_info:
            line += f"\n{visible(self.formatException(record.exc_info))}"
        return line


def _time(record: logging.LogRecord) -> str:
    time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return time.replace("+00:00", "Z")


_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime"}


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}
