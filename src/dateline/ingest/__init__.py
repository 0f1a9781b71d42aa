"""The run: finds files, spreads the reading over processes, keeps the balance, and carries
what changed from the database to the index."""
