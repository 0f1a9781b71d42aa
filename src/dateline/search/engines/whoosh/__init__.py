"""The default engine, on Whoosh."""
