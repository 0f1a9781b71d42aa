"""Search: hits, the values that narrow them, and what may be typed next."""
