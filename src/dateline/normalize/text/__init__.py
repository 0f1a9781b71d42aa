"""Which of a draft's blocks are the article's body, and what the others are."""
