"""Checks that the database is as Dateline left it, and repair of what can be computed again."""
