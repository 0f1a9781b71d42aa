"""What passes from one process to another arrives as it was."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from dateline.annotation import annotate
from dateline.values.article import Article


def test_annotations_come_out_of_pickle_as_they_went_in() -> None:
    """Every kind of them, absent parts too; and they cannot be changed there either."""
    body = (
        'Peru and Chile signed a trade agreement in Lima on Friday. "It is a good plan," said '
        "President Ana Quispe of Peru. She did not name a date."
    )
    before = annotate(Article(title="Peru, Chile agree", body=body, language="en"))

    after = pickle.loads(pickle.dumps(before))

    assert all((after.sentences, after.mentions, after.times, after.places, after.quotes))
    assert after.reports
    assert after == before
    with pytest.raises(FrozenInstanceError):
        after.reports[0].event_type = "FIGHT"
