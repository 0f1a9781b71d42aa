"""Uploads to a real server: what is too much is refused while it arrives, and memory stays flat."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.conftest import SEEDS

PIECE = b"x" * (1 << 16)
LIMIT = 48 << 20
HEAD = (
    b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\ntoken\r\n'
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
)


class Server:
    """A server of an archive with one article, whose uploads have at most 48 MB."""

    def __init__(self, archive: Path) -> None:
        self.uploads = archive / "db" / "uploads"
        dateline = [sys.executable, "-m", "dateline", "--archive", archive]
        subprocess.run([*dateline, "ingest", SEEDS], check=True)
        command = [*dateline, "serve", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, "--upload-limit", "48"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        found = re.search(r":(\d+)/", self.process.stdout.readline())
        assert found
        self._port = int(found[1])

    def begin(self, length: int | None, pieces: Iterable[bytes] = ()) -> HTTPConnection:
        """Send the head of an upload with this length (None: in chunks), and these pieces."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.putrequest("POST", "/add")
        connection.putheader("Cookie", "dateline_csrf=token")
        connection.putheader("Content-Type", "multipart/form-data; boundary=b")
        if length is None:
            connection.putheader("Transfer-Encoding", "chunked")
        else:
            connection.putheader("Content-Length", str(length))
        connection.endheaders()
        for piece in pieces:
            connection.send(piece if length is not None else b"%x\r\n%b\r\n" % (len(piece), piece))
        return connection

    def status(self, length: int | None, pieces: Iterable[bytes] = ()) -> int:
        with closing(self.begin(length, pieces)) as connection:
            return connection.getresponse().status

    def page(self, address: str) -> int:
        """The status of a page."""
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            connection.request("GET", address)
            return connection.getresponse().status

    def most_memory(self) -> int:
        """The most memory that it ever had, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) << 10

    def kept(self) -> list[str]:
        """The files of uploads; folders may vanish while they are looked at."""
        return [name for _, _, files in os.walk(self.uploads) for name in files]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served"))
    yield running
    running.process.terminate()
    running.process.communicate()


def settled(server: Server, number: int) -> None:
    """Wait until this many files are kept."""
    for _ in range(600):
        if len(server.kept()) == number:
            return
        time.sleep(0.05)
    raise AssertionError(server.kept())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc")
def test_memory_stays_flat_however_much_is_uploaded(server: Server) -> None:
    """An upload of the full size, in chunks, that breaks off at its end."""
    # Everything is loaded, also what is loaded in advance: the page waits for it.
    assert server.page("/archive") == 200
    assert server.status(None, [HEAD, b"--b--\r\n", b""]) == 400
    before = server.most_memory()
    pieces = (PIECE for _ in range((LIMIT - len(HEAD)) // len(PIECE)))
    assert server.status(None, [HEAD, *pieces, b""]) == 400
    assert server.most_memory() - before < LIMIT / 4
    assert server.kept() == []


def test_a_length_that_is_too_large_is_refused_at_once(server: Server) -> None:
    assert server.status(LIMIT + 1) == 413
    assert server.status(1 << 60) == 413


def test_a_body_that_grows_too_large_is_refused(server: Server) -> None:
    """Whether it comes in chunks, or is larger than it said."""
    pieces = [HEAD, *[PIECE] * (LIMIT // len(PIECE))]
    assert server.status(None, pieces) == 413
    assert server.kept() == []


def test_too_many_files_are_refused(server: Server) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n\r\n'
    first = HEAD.partition(b'--b\r\nContent-Disposition: form-data; name="files"')[0]
    assert server.status(None, [first, *[part * 100] * 100, part]) == 413
    assert server.kept() == []


def test_long_fields_and_headers_are_refused(server: Server) -> None:
    text = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    assert server.status(None, [text, *[PIECE] * 65]) == 413
    assert server.status(None, [b"--b\r\nX: ", PIECE]) == 400


def test_nothing_is_written_before_the_form_is_known_as_ours(server: Server) -> None:
    assert server.status(None, [HEAD.replace(b"token", b"other")]) == 403
    assert server.status(None, [HEAD[HEAD.index(b"--b", 3) :]]) == 403
    assert server.kept() == []


def test_few_uploads_run_at_a_time(server: Server) -> None:
    """One more is refused; when they have gone, nothing is left of them, and others are taken."""
    many = [server.begin(None, [HEAD, PIECE]) for _ in range(8)]
    settled(server, 8)
    assert server.status(None, [HEAD]) == 503
    for connection in many:
        with suppress(OSError):
            connection.close()
    settled(server, 0)
    assert server.status(None, [HEAD, b"--b--\r\n", b""]) == 400
