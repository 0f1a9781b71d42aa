"""How often the charset of a page that declares none is found, beside charset-normalizer.
Usage: python -m benchmarks.charsets [DATA]   (the folder with pages/; else $DATELINE_DATA)

Pages of two sets are written anew in charsets of their language, once with lang= and once without.
A page is right if its text comes out as it went in.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes  # trafilatura needs it

from dateline.readers.streams.charset import decode

CHARSETS = {
    **dict.fromkeys(("de", "es", "fr"), ("cp1252", "mac-roman")),
    **dict.fromkeys(("ca", "da", "en", "fi", "it", "nb", "nl", "no", "pt", "sv"), ("cp1252",)),
    **dict.fromkeys(("cs", "hu", "pl", "sk"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(("hr", "ro", "sl"), ("cp1250",)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "ar": ("cp1256",),
    "bg": ("cp1251",),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "ru": ("cp1251", "koi8-r"),
    "tr": ("cp1254",),
    "uk": ("cp1251", "koi8-u"),
    "vi": ("cp1258",),
    "zh": ("gb18030", "big5hkscs"),
}
_LANG = re.compile(r"(<html[^>]*?)\slang=[\"']?([a-z]{2})[\w-]*[\"']?", re.I)
_DECLARED = re.compile(r"<meta[^>]*charset[^>]*>|<\?xml[^>]*>", re.I)
_NOT_COMPARED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def pages(folder: Path) -> Iterator[str]:
    """The pages in UTF-8 with what declares their charset removed."""
    for name in ("tr", "fu_odd"):
        for file in sorted((folder / "pages" / name / "pages").glob("*.gz")):
            try:
                yield _DECLARED.sub("", gzip.decompress(file.read_bytes()).decode("utf-8"))
            except UnicodeDecodeError:
                continue


def by_normalizer(data: bytes) -> str:
    best = from_bytes(data).best()
    return str(best) if best is not None else ""


def same(text: str, other: str) -> bool:
    return _NOT_COMPARED.sub("", text) == _NOT_COMPARED.sub("", other)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["DATELINE_DATA"])
    found: Counter[tuple[str, str]] = Counter()
    for page in pages(folder):
        stated = _LANG.search(page)
        for charset in CHARSETS.get(stated[2].lower(), ()) if stated else ():
            for text in (page, _LANG.sub(r"\1", page)):
                data = text.encode(charset, "ignore")
                if not data.isascii():
                    found[charset, "pages"] += 1
                    found[charset, "dateline"] += same(decode(data).text, data.decode(charset))
                    found[charset, "other"] += same(by_normalizer(data), data.decode(charset))
    print("| charset | pages | Dateline | charset-normalizer |\n|---|---|---|---|")
    for charset in sorted({charset for charset, _ in found}):
        counts = [found[charset, name] for name in ("pages", "dateline", "other")]
        print(f"| {charset} | {' | '.join(map(str, counts))} |")


if __name__ == "__main__":
    main()
