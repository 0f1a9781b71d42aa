"""What people decided about entities, and their reviews of events."""
