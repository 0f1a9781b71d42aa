"""Frozen values that travel between rooms, one module for each stage of an article.

`draft` is what a file says, `article` what it means, `intake` what is handed to the store,
`outcome` the result of an ingest, `listing` what the archive holds, `annotations` and `events` what
was read in an article, `results` what a search returns. Import from the module: a cold search
loads two of them.
"""
