"""What the web page uses of others is what their npm packages have, and is all listed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256

import pytest

from tests.conftest import ROOT

WEB = ROOT / "src" / "dateline" / "web"
PACKAGES = tomllib.loads((WEB / "vendor.toml").read_text())["package"]
FILES = {file["to"]: file["sha256"] for package in PACKAGES for file in package["files"]}


def test_every_vendored_file_is_listed_with_its_digest() -> None:
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in (WEB / "static" / "vendor").iterdir()
    }
    assert found == FILES


def test_every_package_has_a_licence_that_may_be_passed_on() -> None:
    assert {package["licence"] for package in PACKAGES} <= {"0BSD", "MIT", "ISC"}
    for package in PACKAGES:
        assert any(file["to"].endswith(".LICENSE") for file in package["files"])


@pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed")
@pytest.mark.parametrize("script", [["vendor_web.py"], ["draw_world.py", "--check"]])
def test_the_packages_have_the_same_files(script: list[str]) -> None:
    command = [sys.executable, str(ROOT / "tools" / script[0]), *script[1:]]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
