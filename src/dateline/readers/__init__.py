"""Bytes to Drafts: one module a format, chosen by content.

A format is one object with the five things that `Reader` names, in a module of its own, listed
in `READERS` below. The rest of Dateline asks `choose` for the reader of a file, lets it `split`
the stream into records, and has each record `read`, perhaps in another process.
"""
