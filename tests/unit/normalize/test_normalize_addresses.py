"""The canonical address of an article: which claims of a page are believed."""

from __future__ import annotations

import pytest

from dateline.normalize.url import canonical_url_of
from dateline.values.draft import Claim

SITE = "https://harbour.example"


def canonical(url: str, says: str) -> str:
    """What a page at `url` that names `says` as its canonical address is filed under."""
    claim = Claim(field="canonical_url", value=SITE + says, method="meta", where="link")
    found = canonical_url_of([claim], SITE + url)
    assert found is not None
    return found.value.removeprefix(SITE)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/news/2025/bridge-closes", "/news/"),
        ("/news/2025/bridge-closes", "/news"),
        ("/2025/07/18/bridge-closes", "/2025/07/"),
        ("/sport/rowing-eights/regatta-1", "/sport/rowing-eights/"),
        ("/article.php?id=17", "/article.php"),
        ("/index.php?option=com_content&id=5", "/index.php"),
        ("/news/bridge", "/"),
    ],
)
def test_a_section_is_not_the_address_of_an_article(url: str, says: str) -> None:
    """A canonical link to the section, the program or the front page is not believed."""

    assert canonical(url, says) == url


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/news/old-bridge-closes/comments", "/news/old-bridge-closes"),
        ("/news/old-bridge-closes?page=2", "/news/old-bridge-closes"),
        ("/a/81234567/print", "/a/81234567"),
        ("/short/81234567", "/news/bridge"),
        ("/news/bridge?share=mail", "/news/bridge"),
    ],
)
def test_another_view_of_an_article_has_the_address_of_the_article(url: str, says: str) -> None:
    """Comments, print views, pages and short links are filed under what they name."""

    assert canonical(url, says) == says
