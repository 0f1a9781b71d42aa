"""The queries that take longest, each asked once in an archive that was just opened: CPU seconds,
how many articles match, or that it was refused. None may take 2 s on 20,000 articles.

    python -m benchmarks.recombined ARTICLES.jsonl.gz FOLDER --articles 20000 --engine whoosh
    python benchmarks/costly.py ARTICLES.jsonl.gz FOLDER
"""

from __future__ import annotations

import gc
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_FACETS = ("source", "year", "month", "week", "day", "lang", "section", "author")


def costly(texts: Iterable[str]) -> dict[str, str]:
    """Queries that take long, of the words that most of these texts have."""
    counts = Counter(word for text in texts for word in set(re.findall("[a-z]+", text)))
    common = [word for word, _ in counts.most_common(4900)]
    some, long = common[:35], [word for word in common if len(word) > 8]
    pairs = [(first, second) for first in some[:5] for second in some[5:9]]
    letters = "abcdefghijklmnopqrstuvwxyz"
    near = "(government NEAR/5 people)"
    return {
        "stop words in one sentence": "the SAMESENT of",
        "and in none": "NOT (the SAMESENT of)",
        "NEAR/1000": "the NEAR/1000 of",
        "ATLEAST/30": "ATLEAST/30 the",
        "a common word near a stop word": "government NEAR/5 the",
        "NOT NEAR": "NOT (government NEAR/5 people)",
        "NOT of rare NEARs": "NOT (fog NEAR/3 zebra) NOT (goal NEAR/3 senate)",
        "30 NEARs, OR": " OR ".join(f"(government NEAR/5 {word})" for word in common[60:90]),
        "two NEARs": "(government NEAR/9 people) (said NEAR/9 government)",
        "SAMESENT in one year": "date:2004 (government SAMESENT people)",
        "ATLEAST/5": "ATLEAST/5 government",
        "ATLEAST/20 of a pattern": "ATLEAST/20 min*",
        "patterns near each other": "govern* NEAR/5 tax*",
        "fuzzy words near each other": "government~1 NEAR/5 minister~1",
        "body:": "body:government",
        "lead:": "lead:the",
        "a phrase in lead:": 'lead:"of the"',
        "NEAR or 1,000 words": f"{near} OR " + " OR ".join(common[:1000]),
        "NEAR or 20 phrases": f"{near} OR " + " OR ".join(f'"{a} {b}"' for a, b in pairs),
        "a phrase of 175 stop words": '"' + " ".join(some * 5) + '"',
        "20 such phrases, OR": " OR ".join(f'"{a} {b}"' for a, b in pairs),
        "8 fuzzy words": " ".join(f"{word}~2" for word in common[:8]),
        "20 fuzzy words": " ".join(f"{word}~2" for word in common[:20]),
        "100 fuzzy words, OR": " OR ".join(f"{word}~2" for word in common[:100]),
        "100 rare fuzzy words, OR": " OR ".join(f"{word}~2" for word in common[4000:4100]),
        "100 long fuzzy words, OR": " OR ".join(f"{word}~2" for word in long[:100]),
        "26 patterns": " OR ".join(f"{letter}*" for letter in letters),
        "26 patterns of any place": " OR ".join(f"*{letter}*" for letter in letters),
        "100 patterns": " OR ".join(f"{word[:3]}*" for word in common[1000:1100]),
        "280 words, OR": " OR ".join(common[:280]),
        "280 exact words, OR": " OR ".join(f"={word}" for word in common[:280]),
        "250 words excluded": "the " + " ".join(f"NOT {word}" for word in common[1000:1250]),
        "140 exclusions, OR": " OR ".join(f"(NOT {word})" for word in common[:140]),
        "4,900 words, OR": " OR ".join(common),
        "4,900 exact words, OR": " OR ".join(f"={word}" for word in common),
        "4,900 words": " ".join(common),
        "200 years, OR": " OR ".join(f"date:{year}" for year in range(1900, 2100)),
    }


def once_ms(folder: Path, query: str, **how: Any) -> str:
    """The CPU time of a search with snippets in an archive that was just opened, and how many
    articles match, or that it was refused."""
    from dateline import UsageError, open_archive

    begun = time.process_time()
    with open_archive(folder) as archive:
        try:
            found = f"{archive.search(query, **how).total:,}"
        except UsageError:
            found = "refused"
    return f"{(time.process_time() - begun) * 1000:.0f} ({found})"


def main() -> None:
    gc.set_threshold(50_000, 20, 50)  # as the command line has it
    lines = gzip.decompress(Path(sys.argv[1]).read_bytes()).splitlines()
    folder, texts = Path(sys.argv[2]), [json.loads(line)["text"] for line in lines]
    worst = costly(texts)
    for name, query in worst.items():
        print(f"{name:<34} {once_ms(folder, query)}", flush=True)
    ways: dict[str, dict[str, Any]] = {
        "with facets": {"facets": _FACETS},
        "a story once": {"collapse": True},
        "by date": {"sort": "newest"},
    }
    for name, how in ways.items():
        for kind in ("NOT NEAR", "two NEARs", "280 words, OR"):
            print(f"{kind + ', ' + name:<34} {once_ms(folder, worst[kind], **how)}", flush=True)


if __name__ == "__main__":
    main()
