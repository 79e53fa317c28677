"""The history of the tables; `upgrade` brings a database to its end."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, all of it or nothing."""
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to a revision."""
    _run(engine, lambda config: command.downgrade(config, revision))


def check(engine: Engine) -> None:
    """Raise when the tables in the code and the history have come apart."""
    _run(engine, command.check)


def config_for(connection: Connection) -> Config:
    """Return Alembic's settings for an open connection."""
    # What Alembic says is said by whoever calls it: its own lines would stand in the middle of our output.
    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _run(engine: Engine, work: Callable[[Config], None]) -> None:
    with engine.connect() as connection:
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:
            # A rebuilt table would take its children with it; the setting cannot change inside a transaction.
            _keep_foreign_keys(connection, "OFF")
        with connection.begin():
            work(config_for(connection))
        if is_sqlite:
            _keep_foreign_keys(connection, "ON")


def _keep_foreign_keys(connection: Connection, state: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={state}")
    broken = driver.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"{len(broken)} rows point at rows that are gone; the migration was undone")
