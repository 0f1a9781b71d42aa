"""Pages whose text is in their script data, and pages that begin with a script."""

from __future__ import annotations

import json

from dateline.values.draft import Role


def _data(paragraphs: list[str], *, html: bool) -> dict[str, object]:
    body: object = [{"type": "p", "children": [{"text": text}]} for text in paragraphs]
    if html:
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return {"props": {"story": {"title": "Bridge opens", "body": body, "related": ["More."]}}}


def _page(script: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Bridge opens</title></head><body><div id='app'>"
        f"Loading</div>{script}</body></html>"
    ).encode()


def test_the_text_of_script_data(read) -> None:
    """If the markup holds no text, the longest running text of the script data is the text: a list
    of paragraphs or one string of HTML."""

    texts = [
        f"{n}. The bridge over the harbour was opened, and {n} boats went below it. " * 3
        for n in range(1, 5)
    ]
    wanted = [" ".join(text.split()) for text in texts]
    as_list, as_html = (json.dumps(_data(texts, html=html)) for html in (False, True))

    for script in (
        f'<script id="__NEXT_DATA__" type="application/json">{as_list}</script>',
        f"<script>window.__STATE__ = {as_html};</script>",
    ):
        (draft,) = read(_page(script))

        assert [block.text for block in draft.blocks if block.role is Role.PARAGRAPH] == wanted
        assert draft.claims[0].value == "script data"


def test_script_data_does_not_replace_a_text(read, page) -> None:
    """A page with a text of its own keeps it."""

    script = json.dumps(_data(["Another story. " * 60], html=False))

    (draft,) = read(page(f'<script type="application/json">{script}</script>'))

    assert not any("Another story" in block.text for block in draft.blocks)


def test_a_page_may_begin_with_a_script(read, page) -> None:
    """Scripts of proxies and warnings of PHP before the doctype do not matter."""

    for before in (
        b"<script src='/a.js'></script><style>p {}</style>",
        b"<br />\n<b>Warning</b>: x",
    ):
        (draft,) = read(before + b" " * 2000 + page())

        assert draft.reader.startswith("html ")
