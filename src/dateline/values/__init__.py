"""Frozen values that travel between rooms.

One module for each stage of an article's way: `draft` (what a file says), `article` (what it
means), `outcome` (what became of it), `answer` (what a search gives back), and `moment`, which
all of them use. Import from the module: a cold search loads two of them, not five.
"""
