"""Forms that other programs read: registry.py declares them all."""
