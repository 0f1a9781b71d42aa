"""Readers of Word documents, OpenDocument texts and EPUB books."""
