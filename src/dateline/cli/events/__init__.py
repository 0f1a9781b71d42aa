"""`dateline events` and its commands."""
