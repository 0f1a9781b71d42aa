"""`dateline entities` and its commands."""
