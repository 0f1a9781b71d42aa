"""Words to hits: the query language, its meaning, snippets, and the engines behind one seam.

`language` turns text into a tree of `query` nodes; `matching` says what the tree means on one
document; every engine under `engines/` must find the same documents; `snippets` shows them.
"""
