"""Engine results to what people see: pages, snippets, similar articles, explanations."""
