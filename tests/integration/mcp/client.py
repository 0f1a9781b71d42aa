"""A client of the Model Context Protocol, which Dateline did not write."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import anyio
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, Tool

Step = tuple[str, dict[str, Any]] | Callable[[], None]


@dataclass
class Said:
    """What a server said: its instructions, its tools, and a result for each call."""

    instructions: str = ""
    tools: dict[str, Tool] = field(default_factory=dict)
    results: list[CallToolResult] = field(default_factory=list)


def talk(archive: object, *steps: Step, options: tuple[str, ...] = ()) -> Said:
    """Start `dateline mcp` on an archive, list its tools, and let it end. A step is a call of a
    tool, or something that happens between two calls."""
    arguments = ["-m", "dateline", "mcp", "--archive", str(archive), *options]
    return talk_to(sys.executable, arguments, *steps)


def talk_to(command: str, arguments: list[str], *steps: Step) -> Said:
    said = Said()
    server = StdioServerParameters(command=command, args=arguments, env={"DATELINE_USER": "ann"})

    async def conversation() -> None:
        async with Client(stdio_client(server)) as client:
            said.instructions = client.instructions or ""
            said.tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            for step in steps:
                if callable(step):
                    step()
                else:
                    said.results.append(await client.call_tool(*step))

    anyio.run(conversation)
    return said


def texts(result: CallToolResult) -> list[str]:
    """The blocks of text of a result."""
    return [block.text for block in result.content if block.type == "text"]


def answer(result: CallToolResult) -> Any:
    """The structured content of a result that is no error, which is its second text as well."""
    assert not result.is_error, texts(result)
    assert json.loads(texts(result)[1]) == result.structured_content
    return result.structured_content


def refusal(result: CallToolResult) -> str:
    """The text of a result that is an error."""
    assert result.is_error, texts(result)
    (text,) = texts(result)
    return text
