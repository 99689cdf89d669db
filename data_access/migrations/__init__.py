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


def known_revisions() -> list[str]:
    """Every revision that this version of the product knows, the newest first."""
    return [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


def upgrade_to(connection: Connection, revision: str) -> None:
    """Bring the tables up to a revision; what refers to something must find it afterwards."""
    command.upgrade(alembic_config(connection), revision)
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("the migration left a row that points nowhere")


def migrate(database: "Database", found: str | None) -> bool:
    """Bring the tables to the newest revision; says whether there were none before. What is there is backed up first."""
    if found is not None:
        if found not in known_revisions():
            raise SchemaTooNew(f"the tables are of revision {found}")
        database.backed_up_to = _back_up(database)
    with database.restructure() as connection:
        return _upgrade(connection)


def _back_up(database: "Database") -> Path:
    from data_access.backup_folder import before_migration, thin_out_before_migrations
    from data_access.backups import write_backup

    path = before_migration(database.version(), newest_revision() or "")
    write_backup(database, path)
    thin_out_before_migrations()
    return path


def _upgrade(connection: Connection) -> bool:
    from alembic.migration import MigrationContext

    from data_access.reference import write_reference

    # Another process may have been first while this one waited for its turn.
    before = MigrationContext.configure(connection).get_current_revision()
    if before == newest_revision():
        return False
    upgrade_to(connection, "head")
    if before is None:
        write_reference(connection)
    return before is None
