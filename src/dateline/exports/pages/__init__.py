"""Texts to read: notes in Markdown, a page of HTML."""
