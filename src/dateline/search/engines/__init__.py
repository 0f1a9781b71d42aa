"""The search engines. Each engine's library is imported in its own package only."""
