"""Quotations, and who is quoted."""
