"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from graphlib.errors import SnapshotError
from graphlib.translation import Message

__all__ = ["write_file"]


def write_file(path: str | Path, content: bytes) -> Path:
    """Write a file whole or not at all, by way of a temporary one beside it; folders are made.

    Raises
    ------
    SnapshotError
        If the place cannot be written to.
    """
    target = Path(path)
    temporary = target.with_name(f".passerelle-{secrets.token_hex(8)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        what = Message("snapshot.write.what", path=str(target), reason=error.strerror or str(error))
        raise SnapshotError(what, Message("snapshot.write.fix")) from error
    return target
