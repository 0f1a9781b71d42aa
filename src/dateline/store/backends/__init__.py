"""What is specific to a database system: opening a database, beginning a transaction, and
translating its errors."""
