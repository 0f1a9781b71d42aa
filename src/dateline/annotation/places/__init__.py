"""Places: names in the text, the gazetteer, and which place of a name is meant."""
