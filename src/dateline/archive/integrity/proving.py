"""What of Archive proves that it is whole, and keeps it so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dateline.archive.connections import Connections, none_if_all
from dateline.values.search.results import ALL, All

if TYPE_CHECKING:
    from dateline.ingest.progress import Observer
    from dateline.values.archive.integrity import Backup, Verification


class Proving:
    """The methods of an archive that prove that it is whole, and keep it so."""

    _connections: Connections

    def verify(
        self,
        *,
        sample: int | All = ALL,
        repair: bool = False,
        progress: Observer | None = None,
    ) -> Verification:
        """What is damaged in this archive: in the database (by SQLite's own checks, by the digests
        of every text and field, and by what must hold between them), in the originals (by their
        SHA-256; only `sample` of them, chosen at random, if that is given), in the index (by its
        checksums, and article by article), and among decisions. `strays` are files that nothing
        names.

        With `repair`, what is derived is built again, and versions are read again whose original is
        whole; the result says what was `repaired`, and what is still damaged. Raises ArchiveBusy if
        another process is writing then. `progress` is called as the check goes on.
        """
        from dateline.archive.integrity.verify import verify
        from dateline.ingest.progress import ignore

        return verify(
            self._connections,
            sample=none_if_all(sample),
            repair=repair,
            progress=progress or ignore,
        )

    def backup(
        self,
        folder: str | os.PathLike[str],
        *,
        keep: int | All = ALL,
        progress: Observer | None = None,
    ) -> Backup:
        """A backup of the archive at one moment is in `folder`, a folder of backups, and on disk;
        see `dateline.restore`. Others may write meanwhile. Originals that an earlier backup has are
        not copied again. Of all backups there only the newest are left, `keep` in number.

        Raises ArchiveDamaged, and makes no backup, if SQLite finds the database damaged. Originals
        that are damaged or lost, here and there, are the `damages` of the result.
        """
        from dateline.archive.integrity.backups import backup
        from dateline.ingest.progress import ignore

        keep_only = none_if_all(keep)
        return backup(self._connections, folder, keep=keep_only, progress=progress or ignore)
