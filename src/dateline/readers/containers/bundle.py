"""Bundles, as `dateline export --to bundle` writes them: of all that is in one, only the files that
its articles came in are read. The rest says the same again, for people and other programs."""

from __future__ import annotations

from collections.abc import Collection

BUNDLED = "originals"
"""The folder of these files in a bundle."""

_LISTS = frozenset({"SHA256SUMS", "articles.jsonl", "decisions.jsonl"})


def is_bundle(names: Collection[str]) -> bool:
    """Whether a folder with these names in it is a bundle."""
    return BUNDLED in names and _LISTS.issubset(names)


def folder_of_bundle(paths: Collection[str]) -> str | None:
    """The folder of its files, with a slash at the end, if these are the paths in a packed bundle,
    be it in folders of its own or not; else None."""
    for path in paths:
        if path.rpartition("/")[2] == "SHA256SUMS":
            top = path.removesuffix("SHA256SUMS")
            below = {each.removeprefix(top).partition("/")[0] for each in paths}
            if all(each.startswith(top) for each in paths) and is_bundle(below):
                return f"{top}{BUNDLED}/"
    return None
