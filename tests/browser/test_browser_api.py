"""The examples for the API do what they say, in each of their languages, at a real server."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from dateline.web.pages.help import EXAMPLES
from tests.browser.conftest import Open, Server, dateline
from tests.conftest import ROOT

TOKEN, ADDRESS = "dateline_…", "http://127.0.0.1:8710"
Example = dict[str, str]


def examples() -> dict[str, Example]:
    """The code of each heading, by language."""
    page = (ROOT / "docs" / "api-examples.md").read_text("utf-8")
    return {
        section.partition("\n")[0]: dict(re.findall(r"^```(\w+)\n(.*?)^```$", section, re.M | re.S))
        for section in page.split("\n## ")[1:]
    }


def test_the_page_is_the_one_that_is_installed() -> None:
    """`python tools/write_query_page.py` writes it; each heading has every language."""
    assert (ROOT / "docs" / "api-examples.md").read_text("utf-8") == EXAMPLES.read_text("utf-8")
    assert {tuple(sorted(each)) for each in examples().values()} == {("js", "py", "sh")}


@pytest.fixture
def served(stock: Path, serve: Callable[..., Server], tmp_path: Path) -> tuple[Server, str]:
    """A server with users, and the token of one who may edit."""
    users = tmp_path / "users.json"
    command = ("users", "add", "ann", "--role", "editor", "--users", users)
    dateline(stock, *command, stdin="a long enough word\n")
    token = dateline(stock, "users", "token", "ann", "laptop", "--scope", "edit", "--users", users)
    return serve("--users", str(users)), token.split()[-1]


def test_examples_say_the_same_in_every_language(
    browse: Open, served: tuple[Server, str], tmp_path: Path
) -> None:
    """What Python and JavaScript print is equal; curl gets the same from the server."""
    server, token = served
    page = browse(server, "/login")
    begin, *rest = (
        {
            name: code.replace(TOKEN, token).replace(ADDRESS, server.address)
            for name, code in each.items()
        }
        for each in examples().values()
    )
    for example in rest:
        printed = in_python(begin["py"] + example["py"])
        assert printed
        assert in_javascript(page, begin["js"] + example["js"]) == printed
        if shutil.which("curl"):
            assert_curl_gets(begin["sh"] + example["sh"], printed, tmp_path)
    tags = json.loads(server.dateline("tag", "--json"))["tags"]
    assert [tag["tag"] for tag in tags] == ["to read"]


def in_python(code: str) -> list[str]:
    lines = io.StringIO()
    with redirect_stdout(lines):
        exec(code, {})
    return lines.getvalue().splitlines()


def in_javascript(page: Any, code: str) -> list[str]:
    collect = "const lines = [], console = { log: (...all) => lines.push(all.join(' ')) };"
    lines: list[str] = page.evaluate(f"async () => {{ {collect}\n{code}\nreturn lines; }}")
    return lines


def assert_curl_gets(code: str, printed: list[str], folder: Path) -> None:
    """Its answers have every value that the other languages printed."""
    ran = subprocess.run(
        ["bash", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    kept = folder / "article.json"
    got = ran.stdout + (kept.read_text() if kept.exists() else "")
    for word in re.findall(r"\w{4,}", " ".join(printed)):
        assert word in got
