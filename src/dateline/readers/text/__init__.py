"""Readers of plain text, Markdown and RTF."""
