"""Who asks, how that is told, and what they may do."""
