"""Commands that prove that an archive is whole, and keep it so."""
