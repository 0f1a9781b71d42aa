"""Article -> Annotations: rules and dictionaries, no model. Pure functions; one module a kind."""
