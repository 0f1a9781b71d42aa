"""Frozen values that travel between rooms.

One module for each stage of an article's way: `draft` (what a file says), `article` (what it
means), `filing` (what is to be kept of it), `outcome` (what became of it), `account` (what the
archive holds), `answer` (what a search gives back), and `moment`, which all of them use. Import
from the module: a cold search loads two of them, not seven.
"""
