"""People and organizations: runs of capitalized words, and who they name."""
