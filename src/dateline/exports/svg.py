"""A timeline as a drawing (SVG 1.1) that a screen reader can read as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from dateline.events.timeline import By, Stretch, Timeline

_WIDTH, _HEIGHT = 800, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 50, 60
_PLOT_WIDTH, _PLOT_HEIGHT = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
    'aria-labelledby="title description" font-family="sans-serif" font-size="12">'
)
_DATES = {By.EVENT: "day of the event", By.PUBLISHED: "day of publication"}
_MOST_NAMES = 8  # names of dates that fit next to each other


def timeline_svg(found: Timeline, title: str) -> str:
    """The timeline as an SVG document: bars along a time axis. Title and description say in words
    what it shows, and each bar has its own title."""
    stretches = found.stretches
    return "\n".join(
        (
            _OPENING,
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(_description(found))}</desc>',
            '<rect width="100%" height="100%" fill="white"/>',
            _text(_WIDTH / 2, 24, title, anchor="middle", more='font-size="15"'),
            *_scale(max((stretch.events for stretch in stretches), default=0)),
            *_bars(stretches),
            _text(
                _LEFT + _PLOT_WIDTH / 2,
                _HEIGHT - 12,
                f"{found.every.value}, by {_DATES[found.by]}",
                anchor="middle",
            ),
            _text(
                18,
                _TOP + _PLOT_HEIGHT / 2,
                "events",
                anchor="middle",
                more=f'transform="rotate(-90 18 {_TOP + _PLOT_HEIGHT / 2:g})"',
            ),
            "</svg>",
            "",
        )
    )


def _description(found: Timeline) -> str:
    undated = f"; {found.undated} have no such date" if found.undated else ""
    if not found.stretches:
        return f"No events with a date{undated}."
    first, last = found.stretches[0], found.stretches[-1]
    most = max(found.stretches, key=lambda stretch: stretch.events)
    number = sum(stretch.events for stretch in found.stretches)
    return (
        f"{number} events a {found.every.value} by {_DATES[found.by]}, from {first.name} to "
        f"{last.name}; most in {most.name}, {most.events}{undated}."
    )


def _scale(most: int) -> Iterator[str]:
    """Horizontal lines at whole numbers, at most five above zero, with their numbers."""
    step = _step(most)
    for number in range(0, max(most, 1) + 1, step):
        y = _y(number, most)
        yield (
            f'<line x1="{_LEFT}" y1="{y:g}" x2="{_WIDTH - _RIGHT}" y2="{y:g}" '
            f'stroke="{"#333" if number == 0 else "#ddd"}"/>'
        )
        yield _text(_LEFT - 8, y + 4, f"{number:,}", anchor="end")


def _step(most: int) -> int:
    step = 1
    while most > 5 * step:  # 1, 2, 5, 10, 20, 50, ...
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _bars(stretches: Sequence[Stretch]) -> Iterator[str]:
    """A bar for each stretch, and a mark where empty ones were left out."""
    if not stretches:
        return
    room = _PLOT_WIDTH / (len(stretches) + sum(stretch.gap > 0 for stretch in stretches))
    most = max(stretch.events for stretch in stretches)
    width = max(room * 0.9, 1)
    names_apart = _PLOT_WIDTH / _MOST_NAMES
    named = float("-inf")
    x = _LEFT - room
    for stretch in stretches:
        x += room
        if stretch.gap:
            yield _text(x + width / 2, _TOP + _PLOT_HEIGHT - 4, "…", anchor="middle")
            x += room
            named = float("-inf")
        y = _y(stretch.events, most)
        yield (
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
            f'height="{_TOP + _PLOT_HEIGHT - y:.2f}" fill="#2b6cb0">'
            f"<title>{stretch.name}: {stretch.events}</title></rect>"
        )
        if x - named >= names_apart:
            named = x
            yield _text(x + width / 2, _TOP + _PLOT_HEIGHT + 18, stretch.name, anchor="middle")


def _y(number: int, most: int) -> float:
    return _TOP + _PLOT_HEIGHT * (1 - number / max(most, 1))


def _text(x: float, y: float, words: str, *, anchor: str, more: str = "") -> str:
    more = f" {more}" if more else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor={quoteattr(anchor)}{more}>'
        f"{escape(words)}</text>"
    )
