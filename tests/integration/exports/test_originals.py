"""WARC files and bundles: the files themselves, and the same articles in another archive."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline import ALL, Archive, UsageError, open_archive
from dateline.values.moment import Moment
from tests.conftest import SEEDS, Command, json_lines, story

_MARKUP = '"><script>alert(1)</script>\x1b[31m'
_PAGE = (
    "<!-- saved from url=(0040)https://example.org/2024/dam-holds-12345 -->\n"
    "<html><head><title>The dam holds</title>"
    "</head><body><article>"
    "<h1>The dam holds</h1><p>{}</p><p>{}</p></article></body></html>"
)
_WORDS = "The dam above the town held through the night, and people went home in the morning."

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def kept(dateline: Command, write: Write, tmp_path: Path) -> Command:
    """An archive with a page that has an address, two articles in one file, a text whose name says
    its day, and hostile words."""
    write("in/page.html", _PAGE.format(_WORDS, f"{_WORDS} Nobody was hurt."))
    lines = json_lines(story(1), story(2, title=f"Title {_MARKUP}"))
    write("in/two.jsonl", lines)
    write("in/2024-03-05 it's “x” 100%.txt", f"The mill is open\n\n{_WORDS}\n\nIt was shut before.")
    assert dateline("ingest", tmp_path / "in").code == 0
    assert dateline("ingest", SEEDS).code == 0
    return dateline


def fields(archive: Archive) -> Iterator[tuple[Any, ...]]:
    for id in sorted(archive.ids("*")):
        article = archive.article(id)
        moments = (article.published, article.updated)
        yield (
            *(id, article.title, article.authors, article.dateline, article.language),
            *(article.source, article.url, article.body, article.captions, article.keywords),
            *(moment and Moment(value=moment.value, offset=moment.offset) for moment in moments),
            *(article.original.sha256, article.original.record),
        )


def test_the_files_of_a_bundle_are_the_same_archive(
    kept: Command, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ingesting them in a new archive gives the same articles with the same ids, and importing the
    decisions what people decided about them."""
    with open_archive(place) as archive:
        ids = sorted(archive.ids("*"))
        before = list(fields(archive))
    assert kept("tag", "+dams", ids[0]).code == 0
    assert kept("export", "--to", "bundle", "--out", tmp_path / "b").code == 0
    new = tmp_path / "new"
    new.mkdir()
    monkeypatch.chdir(new)
    assert kept("ingest", tmp_path / "b" / "originals").code == 0
    assert kept("decisions", "import", tmp_path / "b" / "decisions.jsonl").code == 0

    with open_archive(new) as archive:
        assert list(fields(archive)) == before
        assert list(archive.ids("tag:dams")) == [ids[0]]


def test_a_bundle_can_be_checked_and_read_without_dateline(
    kept: Command, place: Path, tmp_path: Path
) -> None:
    """sha256sum finds every file as it should be; the page has every article, and runs and loads
    nothing."""
    out = tmp_path / "b"
    assert kept("export", "--to", "bundle", "--out", out).code == 0
    ran = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=out, capture_output=True, text=True, check=False,
    )  # fmt: skip
    files = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    page = lxml.html.parse(out / "index.html").getroot()

    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(ran.stdout.splitlines()) == len(files) - 1
    with open_archive(place) as archive:
        assert sorted(page.xpath("//article/@id")) == sorted(archive.ids("*"))
        for id in archive.ids("*"):
            article = archive.article(id)
            folder = out / "originals" / article.original.sha256
            assert [path.read_bytes() for path in folder.iterdir()] == [archive.original(article)]
    assert page.xpath("//script | //img | //iframe | //@onclick") == []
    assert "default-src 'none'" in page.xpath("//meta/@content")[0]
    assert "\x1b" not in (out / "index.html").read_text("utf-8")


def test_only_what_belongs_to_its_articles_is_in_a_bundle(
    kept: Command, place: Path, tmp_path: Path
) -> None:
    """Neither the files nor the decisions of others are."""
    with open_archive(place) as archive:
        one, two = sorted(archive.ids("mill OR dam"))
    kept("tag", "+mine", one)
    kept("tag", "+other", two)
    assert kept("export", one, "--to", "bundle", "--out", tmp_path / "b").code == 0

    decisions = (tmp_path / "b" / "decisions.jsonl").read_text("utf-8")
    assert ("mine" in decisions, "other" in decisions) == (True, False)
    assert len(list((tmp_path / "b" / "originals").iterdir())) == 1


def test_a_warc_file_holds_each_file_once(kept: Command, place: Path, tmp_path: Path) -> None:
    """With its digest and media type; each article has a metadata record that refers to its file.
    Another archive that ingests it has the same texts and addresses."""
    out = tmp_path / "a.warc.gz"
    assert kept("export", "--to", "warc", "--out", out).code == 0
    found: dict[str, list[Any]] = {"warcinfo": [], "resource": [], "metadata": []}
    with out.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            header = record.rec_headers.get_header
            data = record.content_stream().read()
            found[record.rec_type].append((header, data))

    with open_archive(place) as archive:
        articles = [archive.article(id) for id in archive.ids("*")]
        originals = {archive.original(article) for article in articles}
    assert {data for _, data in found["resource"]} == originals
    assert len(found["resource"]) == len(originals) < len(articles)
    ids = {header("WARC-Record-ID") for header, _ in found["resource"]}
    assert {header("WARC-Refers-To") for header, _ in found["metadata"]} == ids
    addresses = [header("WARC-Target-URI") for header, _ in found["resource"]]
    assert "https://example.org/2024/dam-holds-12345" in addresses
    new = tmp_path / "new"
    assert kept("ingest", out, "--archive", new).code == 0
    with open_archive(new) as archive:
        again = [archive.article(id) for id in archive.ids("*")]
    texts = [
        sorted((a.title or "", a.body, a.url or "") for a in some) for some in (articles, again)
    ]
    assert texts[0] == texts[1]


def test_a_file_that_is_not_kept_any_more(kept: Command, place: Path, tmp_path: Path) -> None:
    """Its article is in the records without it."""
    with open_archive(place) as archive:
        [one, two] = [a for a in map(archive.article, archive.ids("*")) if a.original.record]
    assert kept("delete", one.id, "--reason", "asked to", "--yes", "--purge").code == 0
    with open_archive(place) as archive:
        left = archive.article(two.id)
        with pytest.raises(UsageError):
            archive.original(left)
        for form in ("warc", "bundle"):
            assert archive.export(form, tmp_path / form, ids=[two.id]) == 1
        assert archive.export("bundle", tmp_path / "all", ids=ALL) == archive.counts().articles
    assert not (tmp_path / "bundle" / "originals").exists()
