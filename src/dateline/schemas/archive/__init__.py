"""Shapes about an archive as a whole: runs, failures, lists, removals, receipts, checks."""
