"""Tasks for contributors: `nox -s lint`, or `nox` for lint, docs and test.

Each session has an environment of its own with the locked versions. With `--no-venv` it uses the
environment that is active, as .ci/run does.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nox

nox.options.sessions = ["lint", "docs", "test"]
nox.options.reuse_existing_virtualenvs = True

LOCK = "requirements.lock"


def _install(session: nox.Session) -> None:
    if session.venv_backend != "none":
        session.install("--require-hashes", "--no-deps", "-r", LOCK)
        session.install("--no-deps", "-e", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, imports between rooms."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy", "--strict", "src")
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site in site/, without any access to the network."""
    _install(session)
    quiet = {"NO_MKDOCS_2_WARNING": "1"}  # an advertisement of another tool
    session.run("mkdocs", "build", "--strict", *session.posargs, env=quiet)


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests: `nox -s test -- tests/unit -x` runs some."""
    _install(session)
    session.run("pytest", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Run a benchmark: `nox -s bench -- search.py ARTICLES.jsonl`."""
    _install(session)
    name, *arguments = session.posargs or session.error("which of benchmarks/*.py?")
    session.run("python", f"benchmarks/{name}", *arguments)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the tests with the newest version of every package, also above its upper bound."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    unbounded = [re.sub(r",?<[^,;]*", "", requirement) for requirement in required]
    session.install("--upgrade", *unbounded)
    session.install("--no-deps", ".")
    session.run("python", "-m", "pip", "freeze", "--all")
    session.run("pytest", *session.posargs)


@nox.session(venv_backend="none")
def lock(session: nox.Session) -> None:
    """Write requirements.lock again; needs uv. `nox -s lock -- --upgrade` takes newer versions."""
    options = ("--universal", "--generate-hashes", "--all-extras", "--no-header", "--quiet")
    session.run(
        "uv", "pip", "compile", *options, *session.posargs, "pyproject.toml", "-o", LOCK,
        external=True,
    )  # fmt: skip
