"""The JSON that Dateline prints: each shape once, typed, with functions that make it from values.

`dateline schema NAME` prints the JSON Schema of a shape. The modules import values, and nothing
that reads, stores or searches.
"""
