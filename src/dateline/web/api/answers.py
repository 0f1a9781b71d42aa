"""Shapes as answers, and their descriptions in OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from dateline import __version__
from dateline.archive import Archive
from dateline.schemas.curation import decisions_shape
from dateline.schemas.shape import Shape, as_json, as_object, json_text
from dateline.web.access.visitors import Visitor
from dateline.web.reading import archives

_COMPONENTS = "#/components/schemas/"


def answer(request: Request, shape: Shape | dict[str, Any], status: int = 200) -> Response:
    """The shape, or an object of one, as JSON with a tag of its content: whoever has that answer is
    told so (304)."""
    whole = as_json(shape) if isinstance(shape, Shape) else shape
    content = json_text(_without_folders(whole)).encode()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type="application/json")


def decided(request: Request, who: Visitor, decide: Callable[[Archive], object]) -> Response:
    """What this visitor decides in an archive by `decide` is in its log, and is the answer."""
    with archives(request).deciding(who.name) as archive:
        last = archive.curation.last_decision()
        decide(archive)
        since = archive.curation.decisions(after=last)
    return answer(request, decisions_shape([each for each in since if each.by == who.name]))


_PATHS = ("path", "paths", "locations", "found_at", "archive", "strays")


def _without_folders(value: Any) -> Any:
    """The value with the names of files in place of their paths, which are nobody else's
    business."""
    match value:
        case Shape():
            return _without_folders(as_object(value))
        case dict():
            return {
                key: _names(each) if key in _PATHS else _without_folders(each)
                for key, each in value.items()
            }
        case tuple() | list():
            return [_without_folders(each) for each in value]
        case _:
            return value


def _names(paths: Any) -> Any:
    if isinstance(paths, tuple | list):
        return [_names(path) for path in paths]
    return None if paths is None else PurePath(paths).name


def shaped(name: str, status: int = 200) -> dict[str, Any]:
    """For the decorator of a route: its answer is what `dateline schema NAME` describes."""
    content = {"application/json": {"schema": {"$ref": f"{_COMPONENTS}{name}"}}}
    described = {status: {"description": name, "content": content}, **_PROBLEMS}
    return {"status_code": status, "responses": described}


def file(media_type: str, what: str) -> dict[str, Any]:
    """For the decorator of a route: its answer is a file."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    described = {200: {"description": what, "content": content}, **_PROBLEMS}
    return {"responses": described, "response_class": Response}


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "A problem (RFC 9457): what cannot be done, and why",
        "content": {"application/problem+json": {"schema": {"$ref": f"{_COMPONENTS}problem"}}},
    }
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "about:blank: the status says it all."},
        "title": {"type": "string", "description": "What kind of problem it is."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What went wrong."},
        "hint": {"type": "string", "description": "What to do."},
        "position": {
            "type": "integer",
            "description": "Where in the query it is wrong: an offset in code points.",
        },
    },
}


def openapi(app: FastAPI) -> Mapping[str, Any]:
    """The description of the API, made once for an application."""
    if app.openapi_schema is None:
        described = get_openapi(
            title="Dateline",
            version=__version__,
            summary="A news archive: search, read, decide.",
            routes=app.routes,
        )
        described.setdefault("components", {}).setdefault("schemas", {}).update(_schemas())
        app.openapi_schema = described
    return app.openapi_schema


def _schemas() -> dict[str, Any]:
    """The schema of every shape, and of the objects in them, by name."""
    from dateline.schemas.catalog import SHAPES, json_schema  # pydantic makes them: 0.3 s

    found: dict[str, Any] = {"problem": _PROBLEM}
    for name in SHAPES:
        text = json.dumps(json_schema(name)).replace("#/$defs/", _COMPONENTS)
        schema = json.loads(text)
        found.update(schema.pop("$defs", {}))
        del schema["$schema"]
        found[name] = schema
    return found
