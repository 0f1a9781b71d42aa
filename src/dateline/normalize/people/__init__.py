"""People in bylines: how a line is cut into names, and what is a person's name."""
