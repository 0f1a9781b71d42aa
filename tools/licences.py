"""Print the licence of each package that Dateline needs at run time, as its metadata states it.

    python tools/licences.py

Exits with 1 if a licence is unknown, or is the GPL or AGPL and leaves no other choice. Optional
extras are left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement

_REFUSED = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)


def required(name: str, seen: set[str]) -> Iterator[Distribution]:
    """The installed packages that `name` requires, each once, itself left out."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        key = requirement.name.lower().replace("_", "-")
        if wanted and key not in seen:
            seen.add(key)
            yield distribution(requirement.name)
            yield from required(requirement.name, seen)


def licence(package: Distribution) -> str:
    """The licence expression (PEP 639), else the classifiers, else the first line of License."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return expression
    classifiers = metadata.get_all("Classifier") or []
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return ", ".join(named) or (metadata.get("License") or "").partition("\n")[0]


def main() -> int:
    refused = 0
    for package in sorted(required("dateline", set()), key=lambda found: found.name.lower()):
        text = licence(package)
        bad = all(not choice or _REFUSED.search(choice) for choice in text.split(" OR "))
        refused += bad
        print(f"{package.name:<24} {package.version:<18} {text or 'unknown'}{'  <-' * bad}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
