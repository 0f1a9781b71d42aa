"""Commands that take something out of the archive: deletions, and runs taken back."""
