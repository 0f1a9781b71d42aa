"""The log of decisions as a whole: what follows from entries that are added to it, decisions from
other archives, and decisions that are taken back."""
