"""Alembic's configuration, without a file: the migrations travel in the package."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from sqlalchemy import Connection


def alembic_config(connection: Connection) -> Config:
    """The configuration to run the migrations on `connection`, in the transaction it is in."""
    config = Config(attributes={"connection": connection})
    # Config files interpolate "%", which a folder may have in its name.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
