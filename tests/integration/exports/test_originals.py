"""WARC files and bundles: the files themselves, and the same articles in another archive."""

from __future__ import annotations

import json
import subprocess
import zipfile
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


_CHANGED = {"url": "https://post.example/mill", "date": "2024-03-05"}


def _with_versions(kept: Command, write: Write) -> str:
    """The id of an article that its publisher changed, and that a person then replaced."""
    for number, words in enumerate(("is shut", "is shut until May")):
        text = story(7, title=f"The mill {words}", text=f"{_WORDS} The mill {words}.", **_CHANGED)
        assert kept("ingest", write(f"v{number}.jsonl", json_lines(text))).code == 0
    (id,) = kept("search", "mill url:post.example", "--format", "ids").out.split()
    mended = story(7, title="The mill is shut, mended", text=f"{_WORDS} It is mended.", **_CHANGED)
    assert kept("replace", id, write("mended.jsonl", json_lines(mended))).code == 0
    return id


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_bundle_is_the_same_archive(
    form: str, kept: Command, write: Write, place: Path, tmp_path: Path
) -> None:
    """Whoever imports its decisions and ingests it has the same articles with the same ids, all
    their versions, and what people decided about them."""
    id = _with_versions(kept, write)
    kept("tag", "+dams", id)
    kept("edit", id, "--by", "Ann Lee")
    out, new = tmp_path / ("b.zip" if form == "zip" else "b"), tmp_path / "new"
    assert kept("export", "--to", "bundle", "--out", out).code == 0
    if form == "folder":  # the order makes no difference
        assert kept("ingest", SEEDS, "--archive", new).code == 0
        assert kept("decisions", "import", out, "--archive", new).code == 0
        assert kept("ingest", out, "--archive", new).code == 0
    else:
        assert kept("ingest", out, "--archive", new).code == 0
        assert kept("decisions", "import", out, "--archive", new).code == 0

    with open_archive(place) as archive, open_archive(new) as other:
        own = 12 if form == "folder" else 10  # in a zip file, that is the original
        assert [one[:own] for one in fields(other)] == [one[:own] for one in fields(archive)]
        versions = [
            [(one.version, one.title, one.body, one.replacement) for one in each.versions(id)]
            for each in (archive, other)
        ]
        assert versions[0] == versions[1]
        assert [number for number, *_ in versions[0]] == [1, 2, 3]
        assert list(other.ids("tag:dams by:lee")) == [id]
        logs = [[d for d in each.curation.decisions() if d.article] for each in (archive, other)]
        assert logs[0] == logs[1]
        assert other.verify().damages == ()


def test_a_bundle_shows_every_version(kept: Command, write: Write, tmp_path: Path) -> None:
    """On its page, and as records, with the file of each."""
    id = _with_versions(kept, write)
    assert kept("export", id, "--to", "bundle", "--out", tmp_path / "b").code == 0
    page = lxml.html.parse(tmp_path / "b" / "index.html").getroot()

    titles = ["The mill is shut, mended", "The mill is shut until May", "The mill is shut"]
    assert [title.text for title in page.xpath("//article//h2")] == titles
    versions = (tmp_path / "b" / "versions.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["version"] for line in versions] == [1, 2]
    names = sorted(path.name for path in (tmp_path / "b" / "originals").glob("*/*"))
    assert names == ["mended.jsonl", "v0.jsonl", "v1.jsonl"]


def test_a_zip_file_has_what_the_folder_has(kept: Command, tmp_path: Path) -> None:
    """In a folder of its name; unpacked, sha256sum finds it whole. Other folders are packed too."""
    (tmp_path / "x").mkdir()
    for out in ("b", "b.zip"):
        assert kept("export", "dam", "--to", "bundle", "--out", tmp_path / "x" / out).code == 0
    with zipfile.ZipFile(tmp_path / "x" / "b.zip") as packed:
        packed.extractall(tmp_path / "y")
    folders = (tmp_path / "x" / "b", tmp_path / "y" / "b")
    names = [sorted(str(path.relative_to(top)) for path in top.rglob("*")) for top in folders]
    assert names[0] == names[1]
    assert [path.name for path in (tmp_path / "x").iterdir() if path.name[0] == "."] == []
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    ran = subprocess.run(check, cwd=folders[1], check=False)
    assert ran.returncode == 0
    assert kept("export", "dam", "--to", "md", "--out", tmp_path / "notes.ZIP").code == 0
    with zipfile.ZipFile(tmp_path / "notes.ZIP") as packed:
        assert {name.rpartition(".")[2] for name in packed.namelist()} == {"md"}


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
    contents = [path.read_bytes() for path in (out / "originals").glob("*/*")]
    with open_archive(place) as archive:
        assert sorted(page.xpath("//article/@id")) == sorted(archive.ids("*"))
        for id in archive.ids("*"):
            article = archive.article(id)
            assert article.original.sha256 in (out / "SHA256SUMS").read_text("utf-8")
            assert archive.original(article) in contents
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
    """Its article is in the records without it, and whoever ingests the bundle has it too."""
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
    (alone,) = (tmp_path / "bundle" / "originals").iterdir()
    assert one.id not in alone.read_text("utf-8")
    assert kept("ingest", tmp_path / "bundle", "--archive", tmp_path / "new").code == 0
    with open_archive(tmp_path / "new") as archive:
        (again,) = map(archive.article, archive.ids("*"))
        assert (again.title, again.body) == (left.title, left.body)
