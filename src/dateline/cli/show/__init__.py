"""`dateline show`, and what it can show of an article."""
