"""The database itself: how it is reached, brought up to date, and what its failures mean."""

from __future__ import annotations

import errno
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from graphlib.errors import StorageError
from graphlib.storage.rules import refusal

__all__ = ["BUSY_SECONDS", "Database", "failure"]

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITER_LOCK = 0x9A55E2E11E
_UPGRADE_LOCK = threading.Lock()
_REASONS = {
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "unreachable",
    "SQLITE_READONLY": "readonly",
    "SQLITE_PERM": "readonly",
    "SQLITE_CANTOPEN": "unreachable",
    "SQLITE_NOTADB": "damaged",
    "SQLITE_CORRUPT": "damaged",
}
_DISK_REASONS = {
    errno.ENOSPC: "full",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.EROFS: "readonly",
}


class Database:
    """A database at a URL, with the tables as this program wants them.

    Parameters
    ----------
    url
        SQLAlchemy URL, or the path of an SQLite file.

    Raises
    ------
    StorageError
        If it cannot be reached, or a newer Passerelle has written it.
    """

    def __init__(self, url: str) -> None:
        self._url = _parsed(url)
        self._place = self._url.render_as_string(hide_password=True)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        with self._failures():
            if self._is_sqlite:
                Path(self._url.database or "").parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(self._url, is_sqlite=self._is_sqlite)
            self._upgrade()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Lend a connection that sees one state of the database all along."""
        with self._failures(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Lend the one connection that may write; all is kept at the end, or nothing after an error."""
        with self._failures(), self._engine.connect() as lent:
            connection = lent.execution_options(is_writer=True)
            with connection.begin():
                if not self._is_sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _upgrade(self) -> None:
        """Bring the tables up to date, one process and one thread at a time."""
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        scripts = ScriptDirectory.from_config(config)
        with self.reading() as connection:
            if self._revision(connection, scripts) == scripts.get_current_head():
                return
        # Alembic runs migrations through names global to the process.
        with _UPGRADE_LOCK, self.writing() as connection:
            if self._revision(connection, scripts) != scripts.get_current_head():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def _revision(self, connection: sa.Connection, scripts: ScriptDirectory) -> str | None:
        """Tell how far the tables are; refuse those of a newer program."""
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
            raise refusal("database.newer", "database.update", place=self._place)
        return revision

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say in words what the database or the disk refuses."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise failure(error, self._place) from error


def failure(error: Exception, place: str) -> StorageError:
    """Say in words why the database at ``place`` failed."""
    cause = getattr(error, "orig", error)
    if isinstance(error, OSError):
        reason = _DISK_REASONS.get(error.errno or 0, "unreachable")
    else:
        name = str(getattr(cause, "sqlite_errorname", ""))
        # Servers give no such names, and say by this error that they cannot be reached.
        other = "unreachable" if isinstance(error, OperationalError) and not name else "failed"
        reason = next((word for code, word in _REASONS.items() if name.startswith(code)), other)
    return refusal(f"database.{reason}", f"database.{reason}_fix", place=place, detail=str(cause))


def _parsed(url: str) -> sa.URL:
    """Read a URL; a plain path is that of an SQLite file."""
    if "://" not in url:
        return sa.URL.create("sqlite", database=url)
    try:
        parsed = sa.make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        # The URL may hold a password: it is not repeated.
        raise refusal("database.url", "database.url_fix") from error
    return parsed


def _engine(url: sa.URL, *, is_sqlite: bool) -> sa.Engine:
    """Make the engine, with what SQLite needs to serve several threads and processes."""
    try:
        engine = sa.create_engine(url, pool_pre_ping=not is_sqlite)
    except ImportError as error:
        raise refusal("database.driver", "database.driver_fix", driver=url.drivername) from error
    if is_sqlite:
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set a new SQLite connection up."""
    # The driver would begin transactions by itself, and only at the first write.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL, which lasts; two that do so at once get an error instead of a wait."""
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            # A file system that cannot share memory refuses without an error: slower, but safe.
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _begin(connection: sa.Connection) -> Any:  # noqa: ANN401
    """Begin: a writer takes its turn at once, so that what it reads stays true until it writes."""
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")
