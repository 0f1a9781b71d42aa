"""What is said of an archive as a whole: runs, removals, receipts, checks, exported articles."""
