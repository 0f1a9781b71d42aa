"""What a query means on one document, and fuzzy words."""
