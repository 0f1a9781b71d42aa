"""An engine that the system refuses to write says so, whichever file it is."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dateline.errors import StorageFailed
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import put_all
from dateline.search.engines.whoosh import contents, segment_writer
from dateline.search.engines.whoosh.engine import WhooshEngine
from tests.contract.builders import document


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.EDQUOT, errno.EACCES])
def test_a_commit_that_fails_at_its_last_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The error is the system's, not that of what is undone after it; the next writing works."""
    folder = tmp_path / "whoosh"
    engine = WhooshEngine(str(folder), Analyzer("en"))
    put_all(engine, [document("a", "Fog on the quay.")])

    def refused(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(contents, "write", refused)
    assert segment_writer.contents is contents
    with pytest.raises(StorageFailed, match=str(folder)):
        put_all(engine, [document("b", "More fog.")])
    monkeypatch.undo()
    engine.close()

    again = WhooshEngine(str(folder), Analyzer("en"))
    assert list(again.ids()) == ["a"]
    put_all(again, [document("b", "More fog.")])
    assert list(again.ids()) == ["a", "b"]
