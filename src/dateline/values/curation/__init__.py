"""What people decide: decisions, their data, and the forms of tags."""
