"""A real server and a real Chromium: what people see, and nothing that leaves the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SEEDS, json_lines, story

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

STEEL = (
    {
        "id": "s1",
        "title": "Minister rules out steel tariffs",
        "text": 'The minister ruled out steel tariffs on Monday. "They are off," she said.',
        "date": "2024-03-06",
        "source": "Harbor Post",
        "section": "Economy",
        "authors": ["Jane Example"],
        "url": "https://example.org/tariffs",
    },
    {
        "id": "s2",
        "title": "Steel makers ask for help",
        "text": "Steel makers asked the minister for help.\n\nSteel is dear, they say.",
        "date": "2024-05-20",
        "source": "Tide Times",
        "section": "Business",
    },
    {
        "id": "s3",
        "title": "The last steel bridge",
        "text": "The steel bridge was built long ago. Nobody knows by whom.",
        "date": "2021-11-02",
        "source": "Tide Times",
    },
    {
        "id": "s4",
        "title": "وزير يرفض رسوم الفولاذ",
        "text": "قال الوزير إنه لن يفرض رسوما على الفولاذ هذا العام.",
        "date": "2024-04-01",
        "source": "صحيفة الميناء",
        "language": "ar",
    },
)
PAGE = b"""<!doctype html><html><head><title>A saved page</title>
<script>document.title = "it ran"</script></head>
<body><article><h1>A saved page about fog</h1><time datetime="2024-01-05">5 January 2024</time>
<p>Fog lay over the bay for the whole of the day, and ships had to wait outside of it until
the evening, the harbor master said on Friday.</p><img src="https://elsewhere.example/fog.png">
</article></body></html>"""


def dateline(archive: Path, *arguments: str | Path, stdin: str = "") -> str:
    """Run a command on the archive; return what it printed."""
    command = [sys.executable, "-m", "dateline", "--archive", archive, *arguments]
    ran = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    return ran.stdout


def make_stock(folder: Path) -> Path:
    """An archive in this folder with the seed, a saved page, and stories on steel and councils."""
    archive = folder / "archive"
    archive.mkdir()
    (folder / "steel.jsonl").write_text(json_lines(*STEEL))
    (folder / "council.jsonl").write_text(
        json_lines(*(story(n, date=f"2024-{n % 12 + 1:02}-03") for n in range(30)))
    )
    (folder / "fog.html").write_bytes(PAGE)
    dateline(archive, "ingest", SEEDS, "--source", "Arab News")
    dateline(archive, "ingest", folder / "steel.jsonl")
    dateline(archive, "ingest", folder / "council.jsonl", "--source", "Council News")
    dateline(archive, "ingest", folder / "fog.html", "--source", "Bay Post")
    return archive


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test changes, to be copied."""
    return make_stock(tmp_path_factory.mktemp("stock"))


class Server:
    """A running `dateline serve`, and the archive that it serves."""

    def __init__(self, archive: Path, *options: str) -> None:
        self.archive = archive
        command = [sys.executable, "-m", "dateline", "--archive", archive, "serve", "--port", "0"]
        self._process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, text=True, env={**os.environ}
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        self.address = found[0].rstrip("/")

    def dateline(self, *arguments: str | Path, stdin: str = "") -> str:
        return dateline(self.archive, *arguments, stdin=stdin)

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate()


@pytest.fixture
def serve(stock: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a server of a copy of the stock, or of another folder, with these options."""
    running: list[Server] = []

    def start(*options: str, archive: Path | None = None) -> Server:
        if archive is None:
            archive = tmp_path / "archive"
            shutil.copytree(stock, archive)
        running.append(Server(archive, *options))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture(scope="session")
def reading(stock: Path) -> Iterator[Server]:
    """A server of the stock for tests that only read."""
    server = Server(stock)
    yield server
    server.close()


@pytest.fixture(scope="module")  # its loop would be in the way of other tests of this process
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: pages were not looked at in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


Open = Callable[..., Any]


@pytest.fixture
def browse(chromium: Any) -> Iterator[Open]:
    """Open a page of a server; `options` are those of a context of Playwright. At the end no
    request has left the server, and no page has reported an error."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(server: Server, path: str = "/", **options: Any) -> Any:
        context = chromium.new_context(base_url=server.address, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)

        def finished(request: Any) -> None:
            if not request.url.startswith((f"{server.address}/", "data:", "blob:")):
                faults.append(f"left the server: {request.url}")

        def failed(request: Any) -> None:
            if request.failure != "csp":  # the policy let nothing out
                finished(request)

        def said(message: Any) -> None:
            if message.text.startswith(("htmx:sendError", "htmx:afterRequest")):
                return  # the page was left before an answer came
            # The frame of a saved page has a policy of its own, which is to forbid.
            of_frame = "/frame" in f"{message.location.get('url')} {message.text}" or any(
                sign in message.text for sign in ("default-src 'none'", "sandboxed")
            )
            if message.type == "error" and not of_frame and "Failed to load" not in message.text:
                faults.append(message.text)

        context.on("requestfinished", finished)
        context.on("requestfailed", failed)
        context.on("console", said)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults
