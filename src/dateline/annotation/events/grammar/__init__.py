"""The sentence that events are read from: words, verb forms, mood, noun phrases and actors."""
