"""What people decide of articles and sources, checked, kept, and carried to other archives."""
