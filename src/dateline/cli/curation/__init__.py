"""Commands with which people decide: tag, note, edit, replace; and the log of all decisions."""
