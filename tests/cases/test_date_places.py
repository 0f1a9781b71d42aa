"""Dates of a page that are not of its article, and the words in and beside time tags."""

from __future__ import annotations

import pytest

from dateline.reading import read
from dateline.values.article import Article

TEXT = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
PUBLISHED, UPDATED = "2025-07-18", "2025-07-20"
META = '<meta property="article:published_time" content="2025-07-18T08:00:00Z">'
OTHER = '<time datetime="2025-03-03">3 March 2025</time>'
STORY = '<a href="/x">Ferry company fined over missed crossings</a>'


def page(beside: str = "", *, head: str = "", inside: str = "", after: str = "") -> Article:
    """The article of a page with `beside` under its headline, `inside` after the first paragraph
    of its text and `after` below it."""
    text = f"<p>{TEXT}</p>"
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Old swing bridge to close</title>{head}</head><body><article>"
        f"<h1>Old swing bridge to close</h1>{beside}{text}{inside}{text * 3}</article>{after}"
        "</body></html>"
    )
    (article,) = read(html.encode())
    return article


def days(article: Article) -> tuple[str | None, str | None]:
    """The days of publication and change."""
    published, updated = article.published, article.updated
    return published and published.value[:10], updated and updated.value[:10]


OF_OTHER_THINGS = {
    "sentence": {"inside": f"<p>The fire began on {OTHER} in the harbour.</p>"},
    "its beginning": {"inside": f"<p>On {OTHER}, the council had met for the first time.</p>"},
    "its end": {"inside": f"<p>It opened on {OTHER}.</p>"},
    "standfirst": {"beside": f"<p>After the storm of {OTHER} the old bridge must close</p>"},
    "line": {"inside": f"<div>The council met on {OTHER} to vote.<br><br>It rained.</div>"},
    "version": {"inside": f"<p>An earlier version of {OTHER} gave a wrong name.</p>"},
    "subheading": {"inside": f"<h3>{OTHER}: the barge</h3>"},
    "figcaption": {"beside": f"<figure><img src='x'><figcaption>{OTHER}</figcaption></figure>"},
    "caption": {
        "beside": '<div class="wp-caption"><img src="x">'
        f'<p class="wp-caption-text">{OTHER}</p></div>'
    },
    "itemprop": {"beside": f'<div><img src="x"><b itemprop="caption">The quay {OTHER}</b></div>'},
    "credit": {
        "beside": f'<div><img src="x"><span class="image-credit">Ann / {OTHER}</span></div>'
    },
    "table": {
        "inside": f"<table><tr><th>Game</th><th>Day</th></tr><tr><td>A</td><td>{OTHER}</td></tr>"
        '<tr><td>B</td><td><time datetime="2025-03-09">9 March 2025</time></td></tr></table>'
    },
    "list of terms": {"inside": f"<dl><dt>{OTHER}</dt><dd>A barge strikes the bridge.</dd></dl>"},
    "timeline": {"inside": f"<ol><li>{OTHER} The bridge is struck by a barge</li></ol>"},
    "other stories": {"beside": f"<ul><li>{STORY} {OTHER}</li></ul>"},
    "card": {"beside": f'<div><a href="/x"><h3>Ferry company fined again</h3></a>{OTHER}</div>'},
    "article": {"after": f"<section><article><h2>{STORY}</h2>{OTHER}</article></section>"},
    "link": {"after": f'<div><a href="/x">{OTHER} Ferry company fined again</a></div>'},
    "read next": {"inside": f"<p>Read next: {STORY} ({OTHER})</p>"},
    "aside": {"after": f"<aside><h3>Fact box</h3>{OTHER}</aside>"},
    "masthead": {"after": f'<div class="masthead">{OTHER}</div>'},
    "footer": {"after": f'<div class="footer">Example Media {OTHER}</div>'},
    "footer by id": {"after": f'<div id="footer"><p>{OTHER}</p></div>'},
    "site info": {"after": '<div class="site-info"><span class="date">3 March 2025</span></div>'},
    "page footer": {"after": '<div class="page-footer"><p class="date">3 March 2025</p></div>'},
    "copyright": {"after": "<p>Example Media, 3 March 2025. All rights reserved.</p>"},
    "copyright sign": {"after": "<p>© 2025-03-03 Example Media</p>"},
}


@pytest.mark.parametrize("place", OF_OTHER_THINGS)
def test_dates_of_other_things(place: str) -> None:
    """They date the article neither alone, nor beside a meta tag, nor beside its own date."""
    parts = OF_OTHER_THINGS[place]
    own = '<p class="meta"><time datetime="2025-07-18">18 July</time></p>' + parts.get("beside", "")

    assert days(page(**parts)) == (None, None)
    assert days(page(head=META, **parts)) == (PUBLISHED, None)
    assert days(page(own, **{k: v for k, v in parts.items() if k != "beside"})) == (PUBLISHED, None)


@pytest.mark.parametrize(
    "footer",
    [
        '<div id="imprint">Stand: 03.03.2025</div>',
        '<section class="impressum"><p>Stand: 03.03.2025</p></section>',
        '<div id="colophon"><p>Last updated: 3 March 2025</p></div>',
        '<div class="site-footer"><p>Last updated: 3 March 2025</p></div>',
        '<div role="contentinfo"><p>Last updated: 3 March 2025</p></div>',
        '<div id="footer"><p>Updated: $Date: 2025/03/03 06:31:41 $</p></div>',
    ],
)
def test_the_footer_is_the_last_resort(footer: str) -> None:
    """A footer says when the page was changed; that counts if the page says nothing else."""
    alone = page(after=footer)

    assert days(page(head=META, after=footer)) == (PUBLISHED, None)
    assert days(page("<p>18 July 2025</p>", after=footer)) == (PUBLISHED, None)
    assert days(alone)[0] == "2025-03-03"
    assert alone.evidence["published"].method == "footer"


@pytest.mark.parametrize(
    "parts",
    [
        {
            "inside": '<div class="card-footer">'
            '<span itemprop="datePublished" content="2025-07-18">x</span></div>'
        },
        {
            "after": '<div class="footer">'
            '<time itemprop="datePublished" datetime="2025-07-18">x</time></div>'
        },
        {"inside": f'<div class="entry-footer">Posted <time datetime="{PUBLISHED}">x</time></div>'},
        {"inside": f'<footer>Posted on <time datetime="{PUBLISHED}">18 July</time></footer>'},
        {"beside": f"<p>Berlin, <time datetime='{PUBLISHED}'>18 July</time></p>"},
        {
            "beside": "<p>By Ann Quay, political correspondent in Brussels, and Bob Reed, "
            f"economics correspondent for the paper <time datetime='{PUBLISHED}'>18 July</time></p>"
        },
        {
            "beside": f"<ul><li>By <a href='/a'>Ann Quay</a></li><li><time datetime='{PUBLISHED}'>"
            "18 July</time></li><li><a href='/n'>Local news</a></li></ul>"
        },
        {"beside": f"<aside class='meta'><time datetime='{PUBLISHED}'>18 July</time></aside>"},
        {"beside": f"<p>{TEXT}</p><p>Friday <time datetime='{PUBLISHED}'>18 July</time></p>"},
        {"beside": "<time datetime='2 days ago'>18 July 2025</time>"},
        {"beside": f"<time datetime='PT5M'>5 min</time><time datetime='{PUBLISHED}'>x</time>"},
        {"inside": f"<p>This article was first published on <time>{PUBLISHED}</time>.</p>"},
    ],
)
def test_dates_of_the_article(parts: dict[str, str]) -> None:
    """A card's footer, bylines, lists and boxes of metadata date the article."""

    assert days(page(**parts)) == (PUBLISHED, None)


@pytest.mark.parametrize(
    ("changed", "stated"),
    [
        ("Updated 20 July", "Published: 18 July"),
        ("Updated July 20, 2025", "First published July 18, 2025"),
        ("Updated 3 hours ago", "2 days ago"),
        ("<span>Updated</span> <span>20 July</span>", "<b>Published</b> 18 July"),
        ("20 July 2025 (updated)", "18 July 2025"),
        ("Aktualisiert: 20.7.2025", "Veröffentlicht 18.7."),
        ("Mis à jour le 20 juillet", "Publié le 18 juillet"),
        ("Actualizado 20 jul", "Publicado 18 jul"),
        ("Обновлено 20 июля", "Опубликовано 18 июля"),
        ("تحديث 20 يوليو", "نشر 18 يوليو"),
        ("更新于 2025-07-20", "发布于 2025-07-18"),
    ],
)
def test_labels_inside_of_time_tags(changed: str, stated: str) -> None:
    """What the tag prints says which date it is, in any order."""
    tags = (
        f"<time datetime='{UPDATED}'>{changed}</time>",
        f"<time datetime='{PUBLISHED}'>{stated}</time>",
    )

    assert days(page("<br>".join(tags))) == (PUBLISHED, UPDATED)
    assert days(page("<br>".join(tags[::-1]))) == (PUBLISHED, UPDATED)


@pytest.mark.parametrize(
    "beside",
    [
        "<time datetime='2025-07-18T08:00'>Published 18 July 2025, updated 20 July 2025</time>",
        """<time datetime='2025-07-20' title='Last updated'>20 July</time>
        <time datetime='2025-07-18' title='Published'>18 July</time>""",
        """<dl><dt>Published</dt><dd><time datetime='2025-07-18'>18 July</time></dd>
        <dt>Updated</dt><dd><time datetime='2025-07-20'>20 July</time></dd></dl>""",
        """<table><tr><td>Published:</td><td><time datetime='2025-07-18'>18 July</time></td></tr>
        <tr><td>Updated:</td><td><time datetime='2025-07-20'>20 July</time></td></tr></table>""",
    ],
)
def test_labels_beside_time_tags(beside: str) -> None:
    """Two dates in a tag, titles, and the cells and terms before a date."""

    assert days(page(beside)) == (PUBLISHED, UPDATED)
