"""The tables of an archive, as SQLAlchemy maps them."""
