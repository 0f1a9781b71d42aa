"""Events: lists of them, and their audit."""
