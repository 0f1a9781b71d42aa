"""The version of Dateline that writes a row."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def dateline_version() -> str:
    """The version of the running Dateline."""
    try:
        return version("dateline")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"
