"""The reader of PDF files: pages to lines, lines to blocks in reading order."""
