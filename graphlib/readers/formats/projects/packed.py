"""Files packed as zip: what they hold, unpacked no further than the limit, whatever sizes they state."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

from graphlib.readers.limits import MAX_BYTES, MAX_FILES, refusal

__all__ = ["members"]

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
)
"""What damaged and locked archives raise."""

_AT_ONCE = 2**20
"""Bytes unpacked at a time."""


def members(data: bytes, wanted: Callable[[str], bool], *, file: str) -> dict[str, bytes]:
    """Unpack the wanted members of an archive in memory.

    Parameters
    ----------
    data
        The archive's bytes.
    wanted
        Tells by its name whether a member is wanted.
    file
        What the user calls the archive.

    Returns
    -------
    dict
        Name to bytes, by name.

    Raises
    ------
    InputError
        If the archive is damaged or locked by a password, or too much is wanted: more than `MAX_FILES`
        members, or more than `MAX_BYTES` once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted({name for name in archive.namelist() if not name.endswith("/") and wanted(name)})
            if len(names) > MAX_FILES:
                raise refusal(file, "too_many_files", limit=MAX_FILES)
            found: dict[str, bytes] = {}
            room = MAX_BYTES
            for name in names:
                found[name] = _unpacked(archive, name, room, file)
                room -= len(found[name])
            return found
    except _DAMAGED as error:
        raise refusal(file, "damaged") from error


def _unpacked(archive: zipfile.ZipFile, name: str, room: int, file: str) -> bytes:
    """Unpack one member piece by piece, and stop where there is no room."""
    pieces: list[bytes] = []
    with archive.open(name) as member:
        while piece := member.read(_AT_ONCE):
            room -= len(piece)
            if room < 0:
                raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
            pieces.append(piece)
    return b"".join(pieces)
