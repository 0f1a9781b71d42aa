"""The parts of an archive that take something out of it."""
