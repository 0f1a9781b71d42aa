"""Commands that search: search, count, similar, saved."""
