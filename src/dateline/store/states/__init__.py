"""The archive at one moment: for receipts of searches, and for backups."""
