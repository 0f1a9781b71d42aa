"""Pictures that the server draws: bars over time, a network of names, a map. A table stands beside
each."""
