"""Proof that an archive is whole, and its backups: verify, backup, restore."""
