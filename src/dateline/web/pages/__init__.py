"""One module a page: its address, the frozen value that it shows, and the function that makes it.
Its template only prints that value."""
