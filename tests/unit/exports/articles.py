"""Articles of many kinds, as an archive holds them: every field, other scripts, dates of every
precision, and texts of strangers."""

from __future__ import annotations

from typing import Any

from dateline.values.article import ArchivedArticle, Caption, Original, Source
from dateline.values.moment import Moment

_ENGLISH = (
    "The bridge over the Malir river was opened on Friday by the minister, who said that it would "
    "carry 40,000 cars a day.\n\n“It was time,” said a driver who had waited for it.\n\n"
    "The older bridge stays closed until the end of the year."
)
CONTROLS = "".join(map(chr, (*range(32), *range(127, 160)))) + "\ufffe\uffff"
_MARKUP = "</p>]]><script>alert(1)</script>&amp;<!-- {{x}} =1+1"


def archived(**fields: Any) -> ArchivedArticle:
    """An article with these fields."""
    file = Original(
        sha256="ab" * 32, size=10, media_type="text/html", locations=("/news/bridge.html",)
    )
    kept = {"id": "0123456789abcdef", "version": 2, "copy_of": None, "story": "0123456789abcdef"}
    return ArchivedArticle(**{**kept, "added": "2026-11-29T05:00:00Z", "original": file} | fields)


FULL = archived(
    title="Bridge opens in Karachi after two years & more",
    subtitle="Ministers cut the ribbon",
    authors=("Ada Lovelace", "Omar Khan"),
    credit=("AFP",),
    dateline="KARACHI",
    published=Moment(value="2025-07-18T14:30:05", offset="+05:00"),
    updated=Moment(value="2025-07-19T09:00:12", offset="+05:00"),
    language="en",
    section="Metro",
    source=Source(name="Dawn", domain="dawn.com"),
    url="https://www.dawn.com/news/1924567/bridge-opens?a=1&b=2",
    canonical_url="https://www.dawn.com/news/1924567/bridge-opens?a=1&b=2",
    summary=("It carries 40,000 cars a day.", "It cost Rs2bn."),
    body=_ENGLISH,
    captions=(
        Caption(text="Cars cross the new bridge on Friday.", credit="Ada Byron"),
        Caption(text="The minister cuts a ribbon at the bridge."),
    ),
    keywords=("bridges", "Malir"),
)

ARTICLES = {
    "full": FULL,
    "minutes": archived(
        title="Bridge opens",
        published=Moment(value="2025-07-18T14:30", offset="-03:30"),
        language="en",
        body=_ENGLISH,
    ),
    "no offset": archived(
        title="Bridge opens",
        published=Moment(value="2025-07-18T14:30"),
        updated=Moment(value="2025-08"),
        language="en",
        body=_ENGLISH,
    ),
    "day": archived(
        title="大桥星期五正式通车",
        authors=("张三", "李四"),
        dateline="北京",
        published=Moment(value="2025-07-18"),
        language="zh",
        section="社会",
        source=Source(name="人民日报"),
        body="大桥于星期五正式通车，部长出席了仪式并发表讲话。\n\n旧桥将继续关闭到年底，市政府说。",
        keywords=("大桥",),
    ),
    "month": archived(
        title="پل کا افتتاح",
        authors=("علی خان",),
        published=Moment(value="2025-07"),
        language="ur",
        body="کراچی میں نئے پل کا افتتاح جمعہ کو کر دیا گیا۔\n\nپرانا پل سال کے آخر تک بند رہے گا۔",
    ),
    "year": archived(
        title="Bridge opens", published=Moment(value="2025"), language="en", body=_ENGLISH
    ),
    "undated": archived(
        title="Bridge opens", updated=Moment(value="2025-07-18"), language="en", body=_ENGLISH
    ),
    "untitled": archived(language="en", body=_ENGLISH),
}

HOSTILE = archived(
    title=f"Bridge {_MARKUP}{CONTROLS}",
    subtitle=_MARKUP,
    authors=(_MARKUP, f"Ada{CONTROLS}Lovelace"),
    dateline=_MARKUP,
    published=Moment(value="0001-01-01T00:00", offset="+14:00"),
    language="en",
    section=f'"{_MARKUP}"',
    source=Source(name=_MARKUP),
    url="https://example.org/a?b=<>&\"'",
    summary=(_MARKUP, CONTROLS),
    body=f"{_ENGLISH}\n\n{_MARKUP}{CONTROLS}",
    captions=(Caption(text=CONTROLS, credit=_MARKUP),),
    keywords=(_MARKUP, CONTROLS),
)
