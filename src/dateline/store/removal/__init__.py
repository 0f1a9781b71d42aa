"""Takes articles out of the archive: deletions by people, and runs that are taken back."""
