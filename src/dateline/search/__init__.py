"""Searching: the query language, its meaning, the engines behind one protocol, and the results.

`query` turns text into a tree, `matching` says what the tree means on one document, the engines
under `engines/` must all find those documents, and `results` shows them.
"""
