"""How long generated tests search: "ci" unless --hypothesis-profile says otherwise."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ci", max_examples=200, deadline=None, print_blob=True)
settings.register_profile("long", max_examples=20_000, deadline=None, print_blob=True)
settings.load_profile("ci")
