"""Commit, tested: what the processes of ``test_faults`` do: ``python -m tests.faults WHAT URL``."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, event

from data_access.database import Database, open_database
from data_access.errors import DatabaseBusy, StorageError
from tests.row_builders import a_model, committed, models

PROJECT = Path(__file__).parents[1]
ROWS = 200


def import_for_ever(url: str, who: str) -> None:
    """Import list after list, saying the version of each once it is committed."""
    database = open_database(url)
    for number in range(1_000_000):
        rows = [a_model(f"{who} {number} {row}", theme=f"{who} {number}") for row in range(ROWS)]
        print(committed(database, models(*rows)), flush=True)


def import_five(url: str, who: str) -> None:
    """Import five lists, each again when others were faster."""
    database = open_database(url)
    done = 0
    while done < 5:
        try:
            committed(database, models(a_model(f"{who} {done}"), a_model(f"{who} {done} more")))
            done += 1
        except DatabaseBusy:
            print("again", flush=True)
    database.close()


def fill_the_disk(url: str, _: str) -> None:
    """Import more than there is room for, and say which error that is; then less."""
    import resource

    database = open_database(url)
    room = Path(url.removeprefix("sqlite:///")).stat().st_size + 20_000
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        committed(database, models(*(a_model(f"Mô hình {number}") for number in range(5_000))))
    except StorageError as error:
        print(type(error).__name__, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(committed(database, models(a_model("A"))), flush=True)


def restore_over(url: str, backup: str) -> None:
    """Restore a backup in the place of what is there, saying when it begins."""
    from data_access.restores import restore_backup

    database = Database(url)
    version = database.version()
    print("begins", flush=True)
    restore_backup(database, Path(backup), expected=version)


def back_up_without_room(url: str, backup: str) -> None:
    """Write a backup where half of it finds room, say which error that is, and again when there is room."""
    import resource

    from data_access.backups import write_backup

    database, path = open_database(url), Path(backup)
    write_backup(database, path)
    room = path.stat().st_size // 2
    path.unlink()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        write_backup(database, path)
    except StorageError as error:
        print(type(error).__name__, len(list(path.parent.iterdir())), flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    write_backup(database, path)
    print(len(list(path.parent.iterdir())), flush=True)


def migrate(url: str, _: str) -> None:
    """Bring a database to today's tables, saying when the tables begin to change, and slowly."""

    def tell(_: object, __: object, statement: str, *___: object) -> None:
        if statement.lstrip().startswith(("CREATE", "DROP", "UPDATE alembic")):
            print("begins", flush=True)
            time.sleep(0.005)

    event.listen(Engine, "before_cursor_execute", tell)
    open_database(url)


_DOES = {
    "migrate": migrate,
    "for_ever": import_for_ever,
    "five": import_five,
    "full": fill_the_disk,
    "restore": restore_over,
    "backup_full": back_up_without_room,
}


def started(what: str, url: str, who: str = "") -> subprocess.Popen[str]:
    """Another process at work on the database."""
    command = [sys.executable, "-m", "tests.faults", what, url, who]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    _DOES[sys.argv[1]](*sys.argv[2:4])
