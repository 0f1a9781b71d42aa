"""What reading costs in imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SCRIPT = """
import io, sys
from dateline.normalize import normalize
from dateline.readers import choose
data = {data!r}
reader = choose(data)
for record in reader.split(io.BytesIO(data)):
    normalize(reader.read(record))
heavy = {{"trafilatura", "lxml", "bs4", "chardet", "charset_normalizer", "htmldate", "tld"}}
print(sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "data",
    [
        b'{"title": "One", "text": "Words of it."}\n{"title": "Two", "text": "Words of it."}\n',
        b'[{"title": "One", "text": "Words of it."}]',
        b"A headline\n\nWords below it.\n",
    ],
)
def test_text_and_json_load_no_html_library(data: bytes) -> None:
    """Text and JSON are read and normalized without importing what only pages need."""

    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(data=data)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "[]\n"
