"""The dateline.toml of a stranger's archive names a server: it gets no password."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytest.importorskip("psycopg")
pytest.importorskip("opensearchpy")

_ASKS_FOR_PASSWORD = b"R\0\0\0\x08\0\0\0\x03"  # AuthenticationCleartextPassword of PostgreSQL


def _sent(place: Path, setting: str, command: str, environment: dict[str, str]) -> bytes:
    """What a command sends to a server that the archive's dateline.toml names, on port PORT."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(10)
                    received.append(connection.recv(65536))
                    if b"HTTP" not in received[-1]:
                        connection.sendall(_ASKS_FOR_PASSWORD)
                        received.append(connection.recv(65536))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        (place / "dateline.toml").write_text(setting.replace("PORT", str(port)))
        arguments = [sys.executable, "-m", "dateline", *command.split()]
        ran = subprocess.run(arguments, env={**os.environ, **environment}, capture_output=True)
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert ran.returncode == 6, ran.stderr
    assert received
    return b"".join(received)


@pytest.mark.parametrize("address", ["ann@127.0.0.1:PORT/news?", "ann@:PORT/news?host=127.0.0.1&"])
@pytest.mark.parametrize(("host", "is_sent"), [("127.0.0.1", True), ("example.org", False)])
def test_the_password_of_a_database_is_for_its_host(
    place: Path, address: str, host: str, is_sent: bool
) -> None:
    setting = f'database = "postgresql+psycopg://{address}sslmode=disable"'
    environment = {"PGHOST": host, "PGPASSWORD": "much-secret", "PGPASSFILE": os.devnull}
    assert (b"much-secret" in _sent(place, setting, "sources", environment)) is is_sent


@pytest.mark.parametrize(("host", "is_sent"), [("127.0.0.1", True), ("example.org", False)])
def test_the_password_of_an_index_is_for_its_host(place: Path, host: str, is_sent: bool) -> None:
    subprocess.run([sys.executable, "-m", "dateline", "init"], check=True, capture_output=True)
    setting = 'index = "opensearch+http://127.0.0.1:PORT/news"'
    environment = {"DATELINE_INDEX_LOGIN": f"ann:much-secret@{host}"}
    secret = base64.b64encode(b"ann:much-secret")
    assert (secret in _sent(place, setting, "search libya", environment)) is is_sent
