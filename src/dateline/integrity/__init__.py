"""Proof that an archive is whole: checks of all its parts, repair of what is derived, backups."""
