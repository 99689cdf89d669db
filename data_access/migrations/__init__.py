"""Commit: brings the tables of a database to this version of the product, all in one transaction."""

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from data_access.errors import SchemaTooNew

if TYPE_CHECKING:
    from data_access.database import Database


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings without a file; the migrations run on ``connection``."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def newest_revision() -> str | None:
    """The revision that a migrated database is at."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def migrate(database: "Database", found: str | None) -> bool:
    """Bring the tables to the newest revision; says whether there were none before."""
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if found is not None and found not in known:
        raise SchemaTooNew(f"the tables are of revision {found}")
    with database.restructure() as connection:
        return _upgrade(connection)


def _upgrade(connection: Connection) -> bool:
    from alembic.migration import MigrationContext

    from data_access.reference import write_reference

    # Another process may have been first while this one waited for its turn.
    before = MigrationContext.configure(connection).get_current_revision()
    if before == newest_revision():
        return False
    command.upgrade(alembic_config(connection), "head")
    if before is None:
        write_reference(connection)
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("the migration left a row that points nowhere")
    return before is None
