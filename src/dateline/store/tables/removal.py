"""The tables of what was removed: no text of it, only what is needed to refuse it, and what is
still to be done."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.tables.articles import Base, Digest


class TombstoneRow(Base):
    """The SHA-256 of bytes that were deleted, of a record or of a file, and by which decision. They
    are refused."""

    __tablename__ = "tombstones"

    digest: Mapped[str] = mapped_column(Digest, primary_key=True)
    decision: Mapped[str] = mapped_column(ForeignKey("decisions.at"), index=True)


class LeftFileRow(Base):
    """The digest of an original that nothing needs any more, and whose file may still be there:
    files are removed after the transaction in which they are no longer needed."""

    __tablename__ = "left_files"

    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)


class PurgeRow(Base):
    """A purge, begun at this time, of which traces may still be in the archive's files."""

    __tablename__ = "purges"

    begun: Mapped[str] = mapped_column(String(27), primary_key=True)
