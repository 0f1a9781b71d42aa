"""The server: it lists the tools, runs one at a time, and speaks over standard input and output."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    ToolAnnotations,
)
from mcp.types import Tool as ListedTool
from pydantic import TypeAdapter, ValidationError

from dateline import __version__
from dateline.archive import open_archive
from dateline.errors import DatelineError, StorageFailed
from dateline.mcp.decide import NOTE, TAG
from dateline.mcp.events import EVENTS, TIMELINE
from dateline.mcp.lists import ENTITIES, QUOTES, SOURCES
from dateline.mcp.results import UNTRUSTED, failed, refused, result
from dateline.mcp.search import SEARCH
from dateline.mcp.show import SHOW
from dateline.mcp.tool import Answer, Tool, input_schema
from dateline.schemas.catalog import json_schema

_TOOLS: tuple[Tool[Any], ...] = (
    *(SEARCH, SHOW, SOURCES, EVENTS, QUOTES, TIMELINE, ENTITIES),
    *(TAG, NOTE),
)
_INSTRUCTIONS = (
    "Dateline is an archive of news articles. Search first, then show what you need. Cite articles "
    "by headline, publisher, date and id. Fields and events say what they are based on; what is "
    f"not known is absent. {UNTRUSTED}"
)


def serve(path: str | None, *, write: bool) -> None:
    """Serve the archive at `path` (see `open_archive`) until standard input ends. Tools that write
    are there only with `write`."""
    anyio.run(partial(_serve, _Tools(path, write=write)))


async def _serve(tools: _Tools) -> None:
    server: Server[Any] = Server(
        "dateline",
        version=__version__,
        title="Dateline",
        instructions=_INSTRUCTIONS,
        on_list_tools=tools.list,
        on_call_tool=tools.call,
    )
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


class _Tools:
    """The tools over the archive at a path. The archive is opened for each call, so that a call
    sees what other processes have written, and holds nothing open while a model thinks."""

    def __init__(self, path: str | None, *, write: bool) -> None:
        self._path = path
        self._tools = {tool.name: tool for tool in _TOOLS if write or not tool.writes}
        self._adapters = {
            name: TypeAdapter[Any](tool.arguments) for name, tool in self._tools.items()
        }
        # Warnings are collected for a whole process, so that calls take turns.
        self._turn = anyio.CapacityLimiter(1)

    async def list(self, *_: object) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                ListedTool(
                    name=tool.name,
                    title=tool.title,
                    description=f"{tool.description}\n\n{UNTRUSTED}",
                    input_schema=input_schema(tool.arguments),
                    output_schema=json_schema(tool.shape),
                    annotations=ToolAnnotations(
                        read_only_hint=not tool.writes,
                        destructive_hint=False,
                        open_world_hint=False,
                    ),
                )
                for tool in self._tools.values()
            ]
        )

    async def call(self, _: object, params: CallToolRequestParams) -> CallToolResult:
        tool = self._tools.get(params.name)
        if tool is None:
            known = ", ".join(self._tools)
            return refused([f"there is no tool “{params.name}”", f"hint: tools are {known}"])
        work = partial(self._answer, tool, params.arguments or {})
        return await anyio.to_thread.run_sync(work, limiter=self._turn)

    def _answer(self, tool: Tool[Any], arguments: Mapping[str, Any]) -> CallToolResult:
        try:
            asked = self._adapters[tool.name].validate_python(arguments)
        except ValidationError as error:
            return refused(
                f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}"
                for each in error.errors()
            )
        try:
            return result(self._run(tool, asked))
        except DatelineError as error:
            return failed(error)
        except OSError as error:
            if (refusal := StorageFailed.of(error, error.filename or "")) is None:
                raise
            return failed(refusal)

    def _run(self, tool: Tool[Any], asked: Any) -> Answer:
        """The tool's answer; what the archive warns of is in its notes."""
        with warnings.catch_warnings(record=True) as warned, open_archive(self._path) as archive:
            warnings.simplefilter("always", UserWarning)
            answer = tool.run(archive, asked)
        notes = [str(each.message) for each in warned if each.category is UserWarning]
        return replace(answer, notes=(*answer.notes, *notes))
