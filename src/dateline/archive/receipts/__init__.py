"""Receipts of searches: written to files, read again, and compared with the same search now."""
