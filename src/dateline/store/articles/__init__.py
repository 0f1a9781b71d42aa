"""Articles in the database: their identity, versions, copies and stories."""
