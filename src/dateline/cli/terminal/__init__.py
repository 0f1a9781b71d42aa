"""What a terminal shows: safe text in lines that fit, a pager, progress."""
