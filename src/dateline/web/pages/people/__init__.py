"""People and organizations: a list, and a page each."""
