"""Sentences of a field, and the quotation marks in them."""
