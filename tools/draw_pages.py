"""Take the pictures of every page in `docs/images/pages`, and write `docs/web-pages.md`, which
shows them: at three widths, in light and dark, in Chromium, of the archive of the browser tests."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM, Server, make_stock  # noqa: E402
from tests.browser.pages import PAGES  # noqa: E402

PICTURES = ROOT / "docs" / "images" / "pages"
PAGE = ROOT / "docs" / "web-pages.md"
WIDTHS = (1440, 800, 360)  # pixels
SCHEMES = ("light", "dark")
QUALITY = 40  # of WebP, from 0 to 100

_HEAD = """# Every page in a browser

Each page of `dateline serve` at three widths, in light and dark. `tools/draw_pages.py` takes the
pictures; `tests/browser` says what must be seen on each page.
"""


def picture(name: str, width: int, scheme: str) -> str:
    """The file name of the picture of a page."""
    return f"{name}-{width}-{scheme}.webp"


def pictures(name: str) -> list[str]:
    """The file names of all pictures of a page."""
    return [picture(name, width, scheme) for scheme in SCHEMES for width in WIDTHS]


def gallery() -> str:
    """The page of the documentation that shows them all."""
    parts = [_HEAD]
    for name, shown in PAGES.items():
        parts.append(f"\n## {shown.title}\n\n`{shown.address}`\n")
        parts.append(f"\n| {' | '.join(f'{width} pixels' for width in WIDTHS)} |\n|---|---|---|\n")
        for scheme in SCHEMES:
            cells = (
                f"![{shown.title}, {width} pixels, {scheme}]"
                f"(images/pages/{picture(name, width, scheme)})"
                for width in WIDTHS
            )
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join(parts)


def take(page: Any, path: Path) -> None:
    """What is seen of a page, as a file."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.write_bytes(base64.b64decode(taken["data"]))


def main() -> None:
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(make_stock(Path(folder)))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme in SCHEMES:
            for width in WIDTHS:
                size = {"width": width, "height": 900}
                page = browser.new_page(base_url=server.address, color_scheme=scheme, viewport=size)
                for name, shown in PAGES.items():
                    page.goto(shown.address)
                    take(page, PICTURES / picture(name, width, scheme))
                page.close()
        browser.close()
        server.close()
    PAGE.write_text(gallery(), encoding="utf-8")


if __name__ == "__main__":
    main()
