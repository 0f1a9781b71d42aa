"""The fast engine, on tantivy."""
