"""What Dateline knows of English and the world: dictionary files, and which version they are."""
