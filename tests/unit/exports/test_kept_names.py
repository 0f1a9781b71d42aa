"""The names that files have when they leave the archive."""

from __future__ import annotations

import pytest

from dateline.exports.originals.names import kept_name
from dateline.values.article import Original


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/in/2024-03-05 mill.html", "2024-03-05 mill.html"),
        ("/in/con.html", "_con.html"),
        ("/in/LPT1", "_LPT1"),
        ("/in/console.html", "console.html"),
        ("/in/page. . ", "page"),
        ("/in/.hidden.txt", "hidden.txt"),
        ("/in/a:b?.txt", "a_b_.txt"),
        ("/in/...", "file"),
        (None, "file"),
    ],
)
def test_a_file_keeps_its_name_as_far_as_every_system_takes_it(path: str | None, name: str) -> None:
    """Also on Windows, where some names are devices and none ends with a dot."""
    locations = (path,) if path else ()
    original = Original(sha256="ab" * 32, size=1, media_type="text/html", locations=locations)
    assert kept_name(original) == name
