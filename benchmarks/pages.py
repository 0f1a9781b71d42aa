"""How well pages are read, beside trafilatura with metadata in the same run.
Usage: python -m benchmarks.pages [DATA]   (the folder with pages/; else $DATELINE_DATA, or
../shared/data beside the checkout)

body     F1 of the mean precision and recall over multisets of 4-word shingles, each page the same
snippets F1 over all snippets that the text must hold, and must not
title    share of pages: letters and digits equal, or alike by 0.85 (difflib), or one holds the
         other and is 60 % as long
date     share of pages with the calendar day right; no answer is wrong
authors  F1 over all names, letters and digits compared without accents
pages/s  pages in a second of one core, imports left out
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import dateline

Answer = dict[str, Any]
Extractor = Callable[[bytes, str], Answer]
SETS = ("fu_odd", "tr", "hd")
DATA = Path(__file__).parents[2] / "shared" / "data"


def by_dateline(data: bytes, url: str) -> Answer:
    """What Dateline makes of a page; the standfirst is part of the text, as in the gold."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (article,) = dateline.read(data, url=url or None)
    except dateline.DatelineError:
        return {}
    body = article.body
    if article.summary and article.evidence["summary"].method == "before the lead":
        body = "\n\n".join((*article.summary, body))
    moment = article.published
    return {
        "title": article.title,
        "body": body,
        "authors": article.authors,
        "published": moment and moment.value + (moment.offset or ""),
    }


def by_trafilatura(data: bytes, url: str) -> Answer:
    """What trafilatura makes of a page, with metadata in one pass and its defaults otherwise."""
    from trafilatura import bare_extraction

    found = bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    authors = found.author.split("; ") if found.author else ()
    return {"title": found.title, "body": found.text, "authors": authors, "published": found.date}


def pages(folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The gold and the bytes of each page of a set."""
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    golds = sorted(map(json.loads, lines), key=lambda gold: gold["id"])
    return [
        (gold, gzip.decompress((folder / "pages" / f"{gold['id']}.html.gz").read_bytes()))
        for gold in golds
    ]


def measured(folder: Path, extract: Extractor) -> dict[str, float]:
    """The figures of a set, in per cent, and pages a CPU second."""
    every = pages(folder)
    extract(every[0][1], "")  # imports and lazy tables are not counted
    begun = time.process_time()
    answers = [extract(data, gold.get("url") or "") for gold, data in every]
    seconds = time.process_time() - begun
    pairs = [(gold, answer) for (gold, _), answer in zip(every, answers, strict=True)]
    figures = {
        "body": _body([(g["body"], a.get("body") or "") for g, a in pairs if g.get("body")]),
        "snippets": _snippets([(g, a.get("body") or "") for g, a in pairs if "with" in g]),
        "title": _share(
            _alike(g["title"], a.get("title") or "") for g, a in pairs if g.get("title")
        ),
        "date": _share(
            _same_day(g["published"], a.get("published")) for g, a in pairs if g.get("published")
        ),
        "authors": _authors(
            [(g["authors"], a.get("authors") or ()) for g, a in pairs if "authors" in g]
        ),
    }
    return {name: 100 * value for name, value in figures.items() if value is not None} | {
        "pages/s": len(every) / seconds
    }


def _body(pairs: list[tuple[str, str]]) -> float | None:
    precisions, recalls = [], []
    for gold, answer in pairs:
        wanted, given = _shingles(gold), _shingles(answer)
        right = (wanted & given).total()
        recalls.append(right / wanted.total())
        if given:
            precisions.append(right / given.total())
    if not pairs:
        return None
    precision = sum(precisions) / max(1, len(precisions))
    return _harmonic(precision, sum(recalls) / len(recalls))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    count = max(1, len(words) - 3) if words else 0
    return Counter(tuple(words[start : start + 4]) for start in range(count))


def _snippets(pairs: list[tuple[dict[str, Any], str]]) -> float | None:
    right = wrong = missed = 0
    for gold, answer in pairs:
        text = " ".join(answer.split())
        found = sum(" ".join(passage.split()) in text for passage in gold["with"])
        right, missed = right + found, missed + len(gold["with"]) - found
        wrong += (
            sum(" ".join(passage.split()) in text for passage in gold["without"]) if text else 0
        )
    return 2 * right / (2 * right + wrong + missed) if pairs else None


def _alike(gold: str, answer: str) -> bool:
    shorter, longer = sorted((_letters(gold), _letters(answer)), key=len)
    if shorter == longer:
        return True
    holds = bool(shorter) and shorter in longer and len(shorter) >= 0.6 * len(longer)
    return holds or SequenceMatcher(None, shorter, longer, autojunk=False).ratio() >= 0.85


def _same_day(gold: str, answer: str | None) -> bool:
    try:
        day = date.fromisoformat(gold[:10])
        if not answer or len(answer) < 10:
            return False
        wanted, given = datetime.fromisoformat(gold), datetime.fromisoformat(answer)
    except ValueError:
        return gold[:10] == (answer or "")[:10]
    if wanted.tzinfo and given.tzinfo:
        given = given.astimezone(wanted.tzinfo)
    return given.date() == day


def _authors(pairs: list[tuple[Iterable[str], Iterable[str]]]) -> float | None:
    right = given = wanted = 0
    for gold, answer in pairs:
        golds, answers = set(map(_name, gold)) - {""}, set(map(_name, answer)) - {""}
        right, given, wanted = (
            right + len(golds & answers),
            given + len(answers),
            wanted + len(golds),
        )
    return 2 * right / (given + wanted) if given + wanted else None


def _name(name: str) -> str:
    bare = re.sub(r"^\s*(?:by|von|par|por|di|de|door)\s*:?\s+", "", name.split("|")[0], flags=re.I)
    plain = unicodedata.normalize("NFKD", bare.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _share(right: Iterable[bool]) -> float | None:
    answers = list(right)
    return sum(answers) / len(answers) if answers else None


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DATELINE_DATA")
    folder = Path(given or DATA) / "pages"
    print("| set | tool | body | snippets | title | date | authors | pages/s |")
    print("|---|---|---|---|---|---|---|---|")
    for name in SETS:
        for tool, extract in (("Dateline", by_dateline), ("trafilatura", by_trafilatura)):
            figures = measured(folder / name, extract)
            row = [
                f"{figures[key]:.1f}" if key in figures else "-"
                for key in ("body", "snippets", "title", "date", "authors", "pages/s")
            ]
            print(f"| {name} | {tool} | {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
