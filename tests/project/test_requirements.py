"""requirements.lock is in step with pyproject.toml, and names nothing but packages and hashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = "dateline (pyproject.toml)"
HOW = "run “nox -s lock”"


class Pin(NamedTuple):
    """A line of the lock: what is pinned, for which environments, how, and who requires it."""

    name: str
    version: Version
    marker: Marker | None
    hashes: tuple[str, ...]
    required_by: frozenset[str]


def pins() -> Iterator[Pin]:
    for entry in re.split(r"\n(?=[a-z0-9])", LOCK.strip()):
        requirement = Requirement(entry.partition(" \\\n")[0])
        (pin,) = requirement.specifier
        assert pin.operator == "==", entry
        via = entry.partition("# via")[2].replace("#", " ").replace(PROJECT, "dateline")
        yield Pin(
            name=canonicalize_name(requirement.name),
            version=Version(pin.version),
            marker=requirement.marker,
            hashes=tuple(re.findall(r"--hash=(sha256:[0-9a-f]{64})\b", entry)),
            required_by=frozenset(via.split()),
        )


def required() -> Iterator[Requirement]:
    """What pyproject.toml requires, with all extras."""
    project = PYPROJECT["project"]
    for lines in (project["dependencies"], *project["optional-dependencies"].values()):
        yield from map(Requirement, lines)


PINS = tuple(pins())


@pytest.mark.parametrize("requirement", {str(line): line for line in required()}.values(), ids=str)
def test_the_lock_satisfies_every_requirement(requirement: Requirement) -> None:
    """A changed bound or a new package has to be locked."""
    versions = [pin.version for pin in PINS if pin.name == canonicalize_name(requirement.name)]

    assert versions, HOW
    assert all(version in requirement.specifier for version in versions), HOW


def test_every_locked_package_is_required() -> None:
    """A package that is no longer required, by the project or by a locked package, has to go."""
    names = {pin.name for pin in PINS}
    direct = {canonicalize_name(requirement.name) for requirement in required()}

    assert {pin.name for pin in PINS if "dateline" in pin.required_by} == direct, HOW
    for pin in PINS:
        assert pin.required_by, pin.name
        assert {canonicalize_name(name) for name in pin.required_by} <= {*names, "dateline"}, HOW


def test_every_pin_has_hashes() -> None:
    """pip refuses what is not as it was when it was locked."""
    assert [pin.name for pin in PINS if not pin.hashes] == []


def test_the_lock_names_no_index_and_no_machine() -> None:
    """Who installs from it decides where packages come from."""
    assert not re.search(
        r"://|^\s*-(?:i|f|-index|-extra|-find|-trusted)|file:|/home|/tmp", LOCK, re.M
    )


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_lock_holds_for_every_supported_python(python: str) -> None:
    """On each, a package is pinned once at most, and a required one once."""
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    here = [pin.name for pin in PINS if pin.marker is None or pin.marker.evaluate(environment)]

    assert len(here) == len(set(here))
    assert {canonicalize_name(requirement.name) for requirement in required()} <= set(here)


def test_what_uses_private_parts_has_an_upper_bound() -> None:
    """Whoosh's codec is subclassed: a new version must not come by itself."""
    (whoosh,) = (line for line in required() if line.name == "whoosh3")

    assert any(specifier.operator == "<" for specifier in whoosh.specifier)
