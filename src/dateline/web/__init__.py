"""The archive in a browser: `dateline serve`. Pages and an API over the same Archive, with the same
queries and the same JSON shapes as the command line."""
