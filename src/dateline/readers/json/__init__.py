"""Readers of JSON files, JSON lines and tables: articles that are objects or rows.

`keys` lists the keys of each field, `field_map` replaces them for one user's files, and
`article` turns an object into a draft.
"""
