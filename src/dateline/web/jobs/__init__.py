"""Long work of the page, in processes of their own: adding files as they arrive, and backups."""
