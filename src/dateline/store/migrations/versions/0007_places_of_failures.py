"""Failures are looked up by their places in a file, and by the bytes that they are of"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index(op.f("ix_failures_path_record"), "failures", ["path", "record"])
    op.create_index(op.f("ix_failures_path_original"), "failures", ["path", "original"])
    op.drop_index(op.f("ix_failures_path"), "failures")
