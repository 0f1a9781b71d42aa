"""No form keeps what it has written."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dateline.exports.registry import FORMS, Form, Takes, writer
from tests.unit.events.builders import event
from tests.unit.exports.builders import exported, job

_LENGTH = 20_000  # characters of an article
_FEW, _MANY = 250, 500  # more than twice what a form may hold at once


def _values(form: Form, number: int) -> Iterator[Any]:
    for one in range(number):
        if one % 100 == 0:
            gc.collect()  # what nobody keeps is no part of the measure
        if form.takes is Takes.EVENTS:
            yield event(article=f"{one:016x}", sentence=f"Both {one}{'x' * _LENGTH} met.")
        else:
            yield exported(number=one, body=f"{one} {'word ' * (_LENGTH // 5)}")


def _peak(form: Form, number: int, path: Path) -> int:
    """The most bytes that Python has in use while so many values are written."""
    tracemalloc.start()
    try:
        if form.folder:
            path.mkdir()
            writer(form)(_values(form, number), path, job(form.name))
        else:
            with path.open("wb") as file:
                writer(form)(_values(form, number), file, job(form.name))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_memory_does_not_grow_with_the_number_of_articles(form: Form, tmp_path: Path) -> None:
    """250 articles more are 5 million characters more, and less than a tenth of that in memory."""
    paths = (tmp_path / str(number) for number in count())
    _peak(form, 1, next(paths))  # what the form itself loads
    few, many = (_peak(form, number, next(paths)) for number in (_FEW, _MANY))

    assert many - few < (_MANY - _FEW) * _LENGTH / 10
