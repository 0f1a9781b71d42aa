"""Vendor the scripts and styles of the web page from their npm packages.

`src/dateline/web/vendor.toml` lists them: package, version, licence and, for each file, its place
in the package and its SHA-256. Run it without arguments to fetch them again by `npm pack` and
compare; `--write` puts them in place and corrects the digests. Nothing is fetched at run time.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path

WEB = Path(__file__).parents[1] / "src" / "dateline" / "web"
LIST = WEB / "vendor.toml"
FOLDER = WEB / "static" / "vendor"


def packed(package: str, version: str, folder: Path) -> Path:
    """The package's archive, as the registry has it."""
    command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def fetched() -> dict[str, bytes]:
    """The bytes of every file in the list, by the name that it has here."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as temp:
        for entry in tomllib.loads(LIST.read_text())["package"]:
            archive = packed(entry["name"], entry["version"], Path(temp))
            with tarfile.open(archive) as tar:
                for file in entry["files"]:
                    member = tar.extractfile(f"package/{file['from']}")
                    if member is None:
                        raise SystemExit(f"{entry['name']} has no file {file['from']}")
                    found[file["to"]] = member.read()
    return found


def write(files: dict[str, bytes]) -> None:
    """The files are in place, and the list has their digests."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = LIST.read_text()
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        digest = sha256(content).hexdigest()
        pattern = rf'(to = "{re.escape(name)}", sha256 = ")[0-9a-f]*(")'
        text, changed = re.subn(pattern, rf"\g<1>{digest}\g<2>", text)
        if changed != 1:
            raise SystemExit(f"{LIST.name} has no line for {name}")
    LIST.write_text(text)


def main() -> int:
    files = fetched()
    if "--write" in sys.argv[1:]:
        write(files)
        return 0
    different = [name for name, new in files.items() if (FOLDER / name).read_bytes() != new]
    for name in different:
        print(f"{name} is not the file of its package")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
