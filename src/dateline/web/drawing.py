"""Values to pages: the templates, and what they may call. Escaping is never switched off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from dateline.values.moment import Moment, Precision
from dateline.values.outcome import in_words
from dateline.values.users import Role
from dateline.web import notice
from dateline.web.access.form_tokens import csrf_token, keep_csrf_token

STATIC = Path(str(files("dateline.web") / "static"))

# Languages that are written from right to left, by ISO 639-1: Unicode CLDR's layout data.
_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))


NAVIGATION = (
    ("/sources", "Sources"),
    ("/events", "Events"),
    ("/people", "People"),
    ("/quotes", "Quotes"),
    ("/map", "Map"),
    ("/timeline", "Timeline"),
    ("/archive", "Archive"),
    ("/add", "Add"),
)
"""The pages that every page links to: address and name."""


def marked(text: str, highlights: Sequence[tuple[int, int]]) -> Markup:
    """The text, escaped, with a <mark> around each highlight; these are in order and apart from
    each other."""
    made, at = [], 0
    for start, end in highlights:
        made.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    return Markup("".join(made)) + text[at:]


def number(value: int) -> str:
    """With commas between thousands: "1,214"."""
    return f"{value:,}"


def counted(value: int, noun: str, plural: str = "") -> str:
    """ "1 article", "2,214 articles"."""
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {plural or noun + 's'}"


def day(moment: Moment | None) -> str:
    """The day as it is read, as far as it is known: "14 March 2025", "March 2025", "2025"."""
    if moment is None:
        return "no date"
    first = moment.first_day
    if moment.precision is Precision.YEAR:
        return f"{first.year}"
    month = f"{first:%B} {first.year}"
    return month if moment.precision is Precision.MONTH else f"{first.day} {month}"


def time(moment: Moment) -> str:
    """The day, and the time with its offset if they were printed."""
    clock = moment.value[11:16]
    return " ".join(filter(None, (f"{day(moment)}{',' if clock else ''}", clock, moment.offset)))


def direction(language: str | None) -> str:
    """How text in this language (ISO 639-1) is written: "rtl", "ltr", or "auto" if unknown."""
    if language is None:
        return "auto"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(number=number, day=day, time=time, json=json.dumps)
    environment.globals.update(
        navigation=NAVIGATION,
        counted=counted,
        direction=direction,
        in_words=in_words,
        marked=marked,
        static=static,
        Role=Role,
    )
    return environment


_TEMPLATES = _environment()


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """The page that this template makes of the values, for the visitor of this request."""
    is_part = request.headers.get("hx-request") == "true"
    done = None if is_part else notice.kept(request)
    text = _TEMPLATES.get_template(template).render(
        visitor=request.state.visitor,
        login=request.app.state.logs_in,
        path=request.url.path,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        csrf=csrf_token(request),
        done=done,
        **values,
    )
    response = HTMLResponse(text, status, headers={"cache-control": "private, no-cache"})
    keep_csrf_token(request, response)
    if done is not None:
        notice.forget(response)
    return response
