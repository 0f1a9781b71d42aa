"""Records of our own: whole articles for other programs, and for another Dateline."""
