"""The same article has the same annotations in every process."""

from __future__ import annotations

import subprocess
import sys

# "lambasted" is a form of two verbs of the lexicon; "Muster" is two people in two offices.
CODE = """
from dateline import annotate
from dateline.values.article import Article

body = (
    "Peru lambasted Chile. Minister Anna Muster met a friend. Muster spoke. "
    "Senator Paul Muster met a friend. Muster accused Chile of fraud."
)
print(annotate(Article(body=body, language="en")).reports)
"""


def test_annotations_do_not_depend_on_the_order_of_sets() -> None:
    """Python orders the words of a set differently in each process; that changes no report."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(5)
    }

    assert len(printed) == 1
    assert "lambast" in printed.pop()
