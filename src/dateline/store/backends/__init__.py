"""What one database system needs and others do not: opening it, beginning a transaction, and its
errors in our words."""
