"""What several commands share: options, queries, printing, progress."""
