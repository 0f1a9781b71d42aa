"""The reader of web pages: what a page claims about its article, and the article's text.

`reader` decides whether a file is a page, and `page` turns it into a draft. Each other module
finds one thing in the parsed page.
"""
