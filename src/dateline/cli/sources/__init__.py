"""Commands for the publishers of articles: list them by date, and correct their names."""
