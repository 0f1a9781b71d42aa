"""Annotations in the database: mentions, places, quotes, events, and the search keys of each
article."""
