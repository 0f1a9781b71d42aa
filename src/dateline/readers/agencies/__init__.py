"""Readers of the formats that news agencies and press databases deliver."""
