"""Pages of the documentation site that are not files in docs/: a hook of mkdocs.

The README becomes the front page, so its links lose "docs/". The references are made from the
code: the commands from the Click tree by mkdocs-click, the Python names from `dateline.__all__`
by mkdocstrings.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import dateline

ROOT = Path(__file__).resolve().parent.parent

COPIED = {
    "index.md": "README.md",
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
    "conduct.md": "CODE_OF_CONDUCT.md",
    "LICENSE": "LICENSE",
    "NOTICE": "NOTICE",
}
"""Page of the site, and the file at the top of the repository that it shows."""

COMMANDS = """# Commands

::: mkdocs-click
    :module: dateline.cli
    :command: cli
    :prog_name: dateline
    :depth: 1
    :style: table
    :list_subcommands: True
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    pages = {page: _moved((ROOT / name).read_text("utf-8")) for page, name in COPIED.items()}
    pages["reference/commands.md"] = COMMANDS
    pages["reference/python.md"] = _python()
    for page, text in pages.items():
        files.append(File.generated(config, page, content=text))
    return files


def _moved(text: str) -> str:
    """The text with its links as they are on the site."""
    for page, name in COPIED.items():
        text = text.replace(f"]({name})", f"]({page})")
    return text.replace("](docs/", "](").replace('src="docs/', 'src="')


def _python() -> str:
    """A heading and a directive for each public name."""
    return "# Python\n\n" + "\n".join(f"::: dateline.{name}\n" for name in dateline.__all__)
