"""The reader of RSS and Atom feeds, and what WordPress exports add to them."""
