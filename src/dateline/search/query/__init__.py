"""The query language: text to a query tree and back."""
