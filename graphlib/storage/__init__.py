"""Where networks, snapshots and settings are kept between two runs.

`port` says what a workspace can do; `sql` keeps it in a database, `memory` in this process alone.
"""

from __future__ import annotations

import os

from graphlib.storage.memory import MemoryWorkspace
from graphlib.storage.port import Record, StoredNetwork, StoredSnapshot, Version, Workspace
from graphlib.storage.rules import Clock, utc_now
from graphlib.storage.sql import SqlWorkspace

__all__ = [
    "DEFAULT_URL",
    "URL_VARIABLE",
    "Record",
    "StoredNetwork",
    "StoredSnapshot",
    "Version",
    "Workspace",
    "open_workspace",
]

DEFAULT_URL = "sqlite:///var/workspace.db"
"""Where the workspace is when nothing else is said."""

URL_VARIABLE = "PASSERELLE_DATABASE_URL"
"""Environment variable that says where the workspace is."""

_IN_MEMORY = ("memory:", ":memory:", "sqlite://", "sqlite:///:memory:")


def open_workspace(url: str | None = None, *, clock: Clock = utc_now) -> Workspace:
    """Open the workspace, making it or bringing it up to date where needed.

    Parameters
    ----------
    url
        Database URL, a plain path of an SQLite file, or ``memory:`` for one that ends with the
        process; by default what `URL_VARIABLE` says, else `DEFAULT_URL`.
    clock
        Tells the time that new entries bear.

    Raises
    ------
    StorageError
        If it cannot be opened, or a newer Passerelle has written it.
    """
    url = url or os.environ.get(URL_VARIABLE) or DEFAULT_URL
    if url in _IN_MEMORY:
        return MemoryWorkspace(clock=clock)
    return SqlWorkspace(url, clock=clock)
