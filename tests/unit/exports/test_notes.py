"""Notes in Markdown: files that Obsidian, and Dateline, read as they are meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import dateline
from dateline.exports.registry import FORMS, writer
from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import Caption
from tests.unit.exports.builders import HOSTILE, exported, hostile, job

FULL = exported(
    authors=("Ann Lee", "José Ñandú"),
    credit=("AFP",),
    subtitle="The tides decide",
    section="World",
    dateline="LONDON",
    updated="2025-07-19T10:00",
    captions=(Caption(text="A ship in the harbor", credit="Jim Lens"),),
    keywords=("harbor",),
    tags=("to cite", "2025", "a/b"),
    notes=("ask Ann",),
    url="https://post.example/plan",
)


def _files(folder: Path, *values: ExportedArticle) -> dict[str, str]:
    writer(FORMS["md"])(iter(values), folder, job("md"))
    return {file.name: file.read_text("utf-8") for file in sorted(folder.iterdir())}


def _front(text: str) -> dict[str, Any]:
    front: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return front


def test_a_note_begins_with_the_fields_of_the_article(tmp_path: Path) -> None:
    """Names and forms are those that Obsidian has."""
    (name, text), *_ = _files(tmp_path, FULL).items()

    assert name == "Harbor plan 0000000000000001.md"
    assert _front(text) == {
        "title": "Harbor plan",
        "aliases": ["Harbor plan"],
        "subtitle": "The tides decide",
        "authors": ["Ann Lee", "José Ñandú"],
        "credit_line": ["AFP"],
        "date": date(2025, 7, 18),
        "updated": "2025-07-19T10:00",
        "source": "Harbor Post",
        "domain": "post.example",
        "url": "https://post.example/plan",
        "language": "en",
        "section": "World",
        "dateline": "LONDON",
        "captions": ["A ship in the harbor (credit: Jim Lens)"],
        "keywords": ["harbor"],
        "tags": ["to-cite", "_2025", "a/b"],
        "notes": ["ask Ann"],
        "added": date(2025, 8, 1),
        "id": "0000000000000001",
    }
    assert text.endswith("---\n\n# Harbor plan\n\nOne paragraph.\n\nAnother.\n")


@pytest.mark.parametrize("printed", ["2025", "2025-07"])
def test_a_date_is_no_more_precise_than_it_was_printed(printed: str, tmp_path: Path) -> None:
    """A year is no date for YAML, nor a number."""
    (text,) = _files(tmp_path, exported(published=printed)).values()
    assert _front(text)["date"] == printed


def test_a_time_stands_beside_the_day(tmp_path: Path) -> None:
    """`date` is the day, `published` all that was printed."""
    one = exported(published="2025-07-18T14:30", offset="+05:00")
    (text,) = _files(tmp_path, one).values()

    assert _front(text)["date"] == date(2025, 7, 18)
    assert _front(text)["published"] == "2025-07-18T14:30+05:00"


@pytest.mark.parametrize("text", ["1e3", "12e4567890123456", "0o17", "yes", "null", "~", "1:30"])
def test_a_text_stays_a_text_for_every_reader_of_yaml(text: str, tmp_path: Path) -> None:
    """What some version of YAML takes for a number or a truth value is quoted."""
    (note,) = _files(tmp_path, exported(title=text)).values()

    assert f'title: "{text}"\n' in note
    assert _front(note)["title"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_leaves_its_place(text: str, tmp_path: Path) -> None:
    """A file an article, in the folder itself; the fields are those of the article; no line of the
    text is markup, HTML or a link."""
    folder = tmp_path / "notes"
    folder.mkdir()
    files = _files(folder, hostile(1, text), hostile(2, text))

    assert [path.name for path in tmp_path.iterdir()] == ["notes"]
    assert len(files) == 2
    for number, note in enumerate(files.values(), 1):
        assert _front(note)["id"] == f"{number:016x}"
        assert "evil" not in _front(note)
        assert not any(ord(char) < 32 and char not in "\n\t" for char in note)
        body = note.split("---\n\n", 1)[1]
        for token in MarkdownIt("commonmark").parse(body):
            assert token.type in ("heading_open", "heading_close", "inline") or (
                token.type.startswith("paragraph")
            )
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "text_special", "hardbreak", "softbreak"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        (".hidden", "hidden"),
        ("C:\\new*file?.md", "C new file .md"),
        ('A "b" <c> | d', "A b c d"),
        ("[[a]]#b^c", "a b c"),
        ("gpj\u202e.exe", "gpj .exe"),
        ("نص عربي: خبر", "نص عربي خبر"),
        ("港口计划：新闻", "港口计划：新闻"),
        ("x" * 300, "x" * 120),
        ("word " * 100, "word " * 23 + "word"),
        ("é" * 200, "é" * 60),
        ("Cafe\u0301", "Café"),
        ("Con. Trump wins", "_Con. Trump wins"),
        ("Aux armes", "Aux armes"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(
    title: str | None, name: str, tmp_path: Path
) -> None:
    """Words of the title in their own script, without what separates folders or is hidden."""
    (found,) = _files(tmp_path, exported(title=title))
    assert found == f"{name} 0000000000000001.md".strip()


def test_articles_of_one_title_have_names_of_their_own(tmp_path: Path) -> None:
    """Also where a system does not tell capital letters from small ones."""
    titles = ("Plan", "PLAN", "plan")
    values = (exported(number=number, title=title) for number, title in enumerate(titles))

    assert len({name.lower() for name in _files(tmp_path, *values)}) == 3


_SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_LINES = st.text(st.one_of(st.sampled_from("\\`*_{}[]<>#+-.!~|$%^=:&;()1 "), _SIGNS), max_size=40)


@given(st.lists(_LINES, min_size=1, max_size=3))
def test_every_sign_of_a_text_stands_for_itself(lines: list[str]) -> None:
    """Wherever it is in a line, a paragraph is a paragraph, and its words are what they were."""
    text = "\n".join(lines)
    with TemporaryDirectory() as folder:
        (note,) = _files(Path(folder), exported(title=None, body=f"{text}\n\nend")).values()
    tokens = MarkdownIt("commonmark").enable("table").parse(note.split("---\n\n", 1)[1])
    *inline, end = (token for token in tokens if token.type == "inline")
    words = " ".join(
        "".join("\n" if child.type.endswith("break") else child.content for child in children)
        for children in (token.children or () for token in inline)
    )

    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert (words.split(), end.content) == (text.split(), "end")


def test_dateline_reads_a_note(tmp_path: Path) -> None:
    """With the fields that it was written from."""
    ((name, text),) = _files(tmp_path, FULL).items()
    (article,) = dateline.read(text.encode(), name=name)
    was = FULL.article

    for field in (
        "title",
        "subtitle",
        "authors",
        "credit",
        "section",
        "dateline",
        "language",
        "url",
    ):
        assert getattr(article, field) == getattr(was, field), field
    assert (article.body, article.captions) == (was.body, was.captions)
    assert article.source == was.source
    assert article.published is not None
    assert article.published.value == "2025-07-18"
