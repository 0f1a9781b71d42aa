"""Where the indexes of an archive are: in a folder, or on a server."""
