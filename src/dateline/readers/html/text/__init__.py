"""The text of a page: what is mended, removed and taken before trafilatura finds it, and after."""
