"""What only an engine on a server has to hold: late requests, paged answers, what cannot be had."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from dateline.errors import ArchiveBusy, ArchiveDamaged, ServerUnreachable, UsageError
from dateline.search.engine_query import AnyOf, Everything, Term, TermKind
from dateline.search.engines.base import Engine, EngineRequest, put_all
from dateline.search.engines.opensearch import dictionary, schema
from dateline.search.engines.opensearch.engine import OpenSearchEngine
from dateline.search.engines.opensearch.server import Server
from dateline.search.engines.opensearch.writer import Writer
from dateline.search.query.parser import parse
from dateline.search.storage.server import ServerStorage
from tests.contract.builders import ANALYZER, ARTICLES, document, found_ids, search
from tests.servers.engines import engine_on, name_of


@pytest.fixture
def engine(search_server: str) -> Iterator[Engine]:
    with engine_on(search_server, ANALYZER) as made:
        yield made


@pytest.fixture
def server(search_server: str) -> Server:
    return Server(search_server)


def test_a_late_request_overwrites_nothing(engine: Engine, server: Server) -> None:
    """What an earlier writing sent and what arrives only now changes neither a document of a later
    writing, nor one that it dropped; and whoever sent it is told."""
    put_all(engine, [document("a", "Fog."), document("b", "Fog.")])
    with engine.writing() as writer:
        writer.put(document("a", "Sun."))
        writer.drop("b")

    for id in "ab":
        late = Writer(ANALYZER)
        late.put(document(id, "Rain."))
        with pytest.raises(ArchiveBusy, match="another process has written"):
            late.finish(server, name_of(engine), 1)
    server.ask("POST", f"/{name_of(engine)}/_refresh")
    assert found_ids(engine, "rain") == ""
    assert found_ids(engine, "sun") == "a"


def test_the_same_request_twice_is_as_once(engine: Engine, server: Server) -> None:
    """A request that is sent again, since its answer was lost, changes nothing more."""
    writer = Writer(ANALYZER)
    writer.put(document("a", "Fog."))
    writer.drop("b")
    for _ in range(2):
        writer.finish(server, name_of(engine), 10)
    server.ask("POST", f"/{name_of(engine)}/_refresh")
    assert found_ids(engine, "fog") == "a"


def test_lists_of_any_length_are_complete(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms and values of facets that do not fit into one answer are asked for page by page."""
    for module in (dictionary, schema):
        monkeypatch.setattr(module, "AT_ONCE", 7)
    monkeypatch.setattr(dictionary, "_FEW", 3)
    many = [document(f"{n:03}", f"Word{n:03} fog.", source=f"Paper {n:03}") for n in range(40)]
    put_all(engine, many)

    expected = [f"word{n:03}" for n in range(40)]
    assert list(engine.terms(None, TermKind.WORDS)) == ["fog", *expected]
    assert list(engine.terms(None, TermKind.WORDS, "word")) == expected
    assert list(engine.terms(None, TermKind.WORDS, "word03")) == expected[30:]
    assert list(engine.terms(None, TermKind.WORDS, "word039")) == ["word039"]
    assert engine.terms(None, TermKind.WORDS, "absent") == {}
    facets = engine.search(Everything(), EngineRequest(0, facets=("source", "year"))).facets
    assert facets == {
        "source": {f"Paper {n:03}": 1 for n in range(40)},
        "year": {"undated": 40},
    }


def test_more_than_a_page_of_hits(engine: Engine) -> None:
    """All hits are as many as there are, in order, however many pages they take."""
    put_all(engine, [document(f"{n:04}", "Fog.") for n in range(1203)])

    result = engine.search(Everything(), EngineRequest(None))
    assert [hit.id for hit in result.hits] == [f"{n:04}" for n in range(1203)]
    assert result.read(1202) == document("1202", "Fog.")
    assert len(engine.matching_ids(Everything())) == len(list(engine.ids())) == 1203


def test_a_very_long_word_is_found(engine: Engine) -> None:
    """A word that Lucene would refuse is found, alone, in a phrase, and as a whole value."""
    long, alike = "a" * 40_000, "a" * 40_001
    put_all(engine, [document("a", f"Fog {long} harbor.", source=long), document("b", alike)])

    assert found_ids(engine, f'"fog {long}"') == "a"
    assert found_ids(engine, alike) == "b"
    assert found_ids(engine, f'source:"{long}"') == "a"


def test_a_query_with_more_words_than_the_server_takes(engine: Engine, server: Server) -> None:
    """It is refused with the setting that allows it."""
    setting = {"indices.query.bool.max_clause_count": 100}
    many = AnyOf(tuple(Term(f"absent{n}", TermKind.WORDS) for n in range(101)))
    server.ask("PUT", "/_cluster/settings", {"transient": setting})
    try:
        with pytest.raises(UsageError) as raised:
            engine.search(many, EngineRequest())
    finally:
        reset = dict.fromkeys(setting)
        server.ask("PUT", "/_cluster/settings", {"transient": reset})
    assert "indices.query.bool.max_clause_count" in (raised.value.hint or "")
    assert engine.search(many, EngineRequest()).total == 0


def test_an_index_that_is_gone_is_damage(engine: Engine, server: Server) -> None:
    """It is reported with what to do."""
    put_all(engine, ARTICLES)
    gone = OpenSearchEngine(server, f"{name_of(engine)}-gone", "test-writings", ANALYZER)
    with pytest.raises(ArchiveDamaged, match="not on http") as raised:
        search(gone, parse("fog"), limit=1)
    assert "index rebuild" in (raised.value.hint or "")


ANSWERS = {
    "a shard failed": (200, {"_shards": {"total": 2, "failed": 1}, "hits": {}}),
    "a search was cut short": (200, {"timed_out": True, "_shards": {"failed": 0}, "hits": {}}),
    "the server is overloaded": (429, {"error": {"type": "rejected"}, "status": 429}),
    "a node is missing": (503, {"error": {"type": "no_shard_available"}, "status": 503}),
    "the user is not let in": (401, {"error": "who are you?", "status": 401}),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_in_part_is_an_error(what: str) -> None:
    """Whatever is not a whole answer is one clear error, and never a short list."""
    status, body = ANSWERS[what]
    content = json.dumps(body).encode()
    answer = (
        b"HTTP/1.1 %d Told\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
        b"Connection: close\r\n\r\n%s" % (status, len(content), content)
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host, port = listening.getsockname()

        def serve() -> None:
            for _ in range(9):
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        engine = OpenSearchEngine(Server(f"http://{host}:{port}"), "any", "numbers", ANALYZER)
        with pytest.raises(ServerUnreachable) as raised:
            engine.search(Everything(), EngineRequest())
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert raised.value.exit_code == 6
    assert f"{host}:{port}" in raised.value.message


def test_a_writing_without_a_server_is_an_error() -> None:
    """Nothing is taken for written that no server has."""
    engine = OpenSearchEngine(Server("http://127.0.0.1:1"), "any", "numbers", ANALYZER)
    with pytest.raises(ServerUnreachable, match="cannot be reached"):
        put_all(engine, ARTICLES)


def test_opensearch_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the hint is the line that installs it."""
    monkeypatch.setitem(sys.modules, "dateline.search.engines.opensearch.server", None)
    with pytest.raises(UsageError) as raised:
        _ = ServerStorage("opensearch+http://127.0.0.1:1/name").stamp
    assert 'pip install "dateline[server]"' in (raised.value.hint or "")


def test_its_library_is_loaded_only_where_it_is_used() -> None:
    """To open an archive in a folder loads nothing of it."""
    code = (
        "import sys; from dateline.search.index import Index, storage; "
        "assert Index(storage('nowhere'), 'en').open() is None; "
        "assert not [name for name in sys.modules if name.startswith('opensearch')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
