"""Hits over time as bars, each of which leads to its articles. The page draws them as they are
here, without a script; a script lets one drag over a span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from dateline.archive import Archive
from dateline.values.search.results import Page
from dateline.web.asked import Asked, Every
from dateline.web.drawing import counted
from dateline.web.pictures.stretches import Stretch, name_of, stretches, within

WIDTH, HEIGHT = 1000, 56
"""The size of the drawing, in units of its own; it is stretched to the room that there is."""

# Between how many months bars of each length are offered.
_MOST_MONTHS: Mapping[Every, int] = {"month": 120, "week": 36, "day": 6}
_FEW_MONTHS = 2  # of these the days are shown, if nothing else is asked for


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time and how many of the hits it has: of how many articles that the archive has
    then, if shares are shown, and in how many stories, if these are. Where the bar is drawn, and
    the search for its articles."""

    stretch: Stretch
    articles: int
    of: int | None
    stories: int | None
    x: float
    width: float
    height: float
    asked: Asked

    @property
    def said(self) -> str:
        """What it stands for, in words."""
        if self.of is not None:
            share = _percent(self.articles / self.of if self.of else 0)
            return f"{self.articles:,} of {counted(self.of, 'article')}, {share}"
        said = counted(self.articles, "article")
        if self.stories is None:
            return said
        return f"{counted(self.stories, 'story', 'stories')}, {said}"


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first stretch with hits to the last, empty ones among them. `undated` is how
    many hits are in none, `every` how long each stretch is, and `choices` how long it can be.
    `highest` says what the highest bar stands for. `asked` is the search itself."""

    every: Every
    choices: tuple[Every, ...]
    bars: tuple[Bar, ...]
    undated: int
    highest: str
    asked: Asked

    @property
    def drawn(self) -> Markup:
        """The bars in SVG, each in front of an area that takes the pointer. A template would escape
        each number for itself: that takes a twentieth of a page."""
        return Markup("\n").join(map(_drawn, self.bars))


def _drawn(bar: Bar) -> Markup:
    at = f'x="{bar.x}" width="{bar.width}"'
    return Markup(
        f'<a href="{escape(bar.asked.address)}" tabindex="-1"><rect class="hot" {at} y="0"'
        f' height="{HEIGHT + 2}" data-first="{bar.stretch.first}" data-last="{bar.stretch.last}">'
        f"<title>{bar.stretch.name}: {escape(bar.said)}</title></rect>"
        f'<rect class="bar" {at} y="{HEIGHT + 1 - bar.height}" height="{bar.height}"></rect></a>'
    )


def facets_of_time(wanted: Asked) -> tuple[str, ...]:
    """The facets that the histogram of a search needs."""
    return tuple(dict.fromkeys(("year", "month", wanted.every or "month")))


def histogram(archive: Archive, found: Page, wanted: Asked) -> Histogram | None:
    """The hits of all pages over time; `found` has their `facets_of_time`. None if fewer than two
    stretches have any."""
    choices = _choices(found)
    if not choices:
        return None
    every = wanted.every if wanted.every in choices else choices[0]
    counts = within(_counts(archive, found, wanted, every), every)
    units = stretches(counts, every)
    if len(units) < 2:
        return None
    start = wanted._replace(after=None)
    leading = start._replace(every="", collapse=start.collapse or start.bars == "stories")
    of = _of_all(archive, every) if wanted.bars == "share" else None
    stories = _stories(archive, wanted, every) if wanted.bars == "stories" else None
    heights = [
        _height(
            counts.get(unit.name, 0),
            None if of is None else of.get(unit.name, 0),
            None if stories is None else stories.get(unit.name, 0),
        )
        for unit in units
    ]
    highest, width = max(heights), WIDTH / len(units)
    bars = tuple(
        Bar(
            stretch=unit,
            articles=counts.get(unit.name, 0),
            of=None if of is None else of.get(unit.name, 0),
            stories=None if stories is None else stories.get(unit.name, 0),
            x=round(at * width, 2),
            width=round(width * 0.86, 2),
            height=round(HEIGHT * heights[at] / highest, 2),
            asked=leading.narrowed(f"date:{unit.name}"),
        )
        for at, unit in enumerate(units)
    )
    said = _percent(highest) if of is not None else f"{highest:,.0f}"
    undated = found.total - sum(counts.values())
    return Histogram(every, choices, bars, undated, said, start)


def _choices(found: Page) -> tuple[Every, ...]:
    """How long each stretch can be, so that there are neither very many nor only one; first what
    suits the hits best."""
    months = within(found.facets.get("month", {}), "month")
    years = within(found.facets.get("year", {}), "year")
    number, span = len(stretches(months, "month")), len(stretches(years, "year"))
    fitting: list[Every] = ["year"] if span > 1 else []
    fitting += (unit for unit in _MOST_MONTHS if (unit == "month") < number <= _MOST_MONTHS[unit])
    best: Every = "day" if number <= _FEW_MONTHS else "month"
    if sum(months.values()) < sum(years.values()):  # of some only the year is known
        best = "year"
    return tuple(sorted(fitting, key=lambda unit: unit != best))


def _counts(archive: Archive, found: Page, wanted: Asked, every: Every) -> Mapping[str, int]:
    if every in found.facets:
        return found.facets[every]
    query, match = wanted.query, wanted.match
    page = archive.search(query, match=match, limit=0, fragments=0, facets=(every,))
    return page.facets[every]


def _of_all(archive: Archive, every: Every) -> Mapping[str, int]:
    """How many articles the archive has in each stretch."""
    return archive.search("*", limit=0, fragments=0, facets=(every,)).facets[every]


def _stories(archive: Archive, wanted: Asked, every: Every) -> Mapping[str, int]:
    """In how many stories the hits of each stretch are."""
    found: dict[str, set[str]] = {}
    for story, printed in archive.story_dates(archive.ids(wanted.query, match=wanted.match)):
        if name := name_of(printed, every):
            found.setdefault(name, set()).add(story)
    return {name: len(each) for name, each in found.items()}


def _height(articles: int, of: int | None, stories: int | None) -> float:
    if of is not None:
        return articles / of if of else 0
    return articles if stories is None else stories


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"
