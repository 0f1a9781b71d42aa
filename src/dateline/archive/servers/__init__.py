"""Archives whose database is on a server: making one, and copying one there or back."""
