"""Completion of command lines by TAB: `shells` speaks with bash, zsh and fish, `values` knows what
an archive and the query language offer."""
