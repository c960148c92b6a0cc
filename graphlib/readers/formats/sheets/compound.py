"""Compound files ([MS-CFB]), the container of ``.xls``: one stream out of many."""

from __future__ import annotations

import struct
from collections.abc import Sequence

__all__ = ["MARK", "stream"]

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of every compound file."""

_LAST = 0xFFFFFFFA
"""Numbers from here on name no sector."""

_SMALL = 4096
"""Streams below this size stand in the small sectors of the root's stream."""


def stream(data: bytes, names: Sequence[str]) -> bytes:
    """Give the first stream of one of these names; nothing where there is none or it is broken.

    Parameters
    ----------
    data
        A compound file.
    names
        Names of streams, as the directory writes them.
    """
    try:
        return _stream(data, names)
    except (struct.error, IndexError, UnicodeDecodeError):
        return b""


def _stream(data: bytes, names: Sequence[str]) -> bytes:
    """Find a stream by way of the sector table and the directory."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table = _sector_table(data, size)
    directory = _chain(data, table, struct.unpack_from("<I", data, 48)[0], size, size)
    entries = [directory[place : place + 128] for place in range(0, len(directory) - 127, 128)]
    for entry in entries:
        length = int.from_bytes(entry[64:66], "little")
        if entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace") in names:
            start, total = struct.unpack_from("<IQ" if size > 512 else "<II", entry, 116)
            if total >= _SMALL:
                return _chain(data, table, start, size, size)[:total]
            root = _chain(data, table, struct.unpack_from("<I", entries[0], 116)[0], size, size)
            small = _chain(data, table, struct.unpack_from("<I", data, 60)[0], size, size)
            places = struct.unpack(f"<{len(small) // 4}I", small[: len(small) // 4 * 4])
            return _chain(root, places, start, 64, 0)[:total]
    return b""


def _sector_table(data: bytes, size: int) -> list[int]:
    """Read which sector follows each."""
    listed = list(struct.unpack_from("<109I", data, 76))
    further = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while further < _LAST and further not in seen:
        seen.add(further)
        *more, further = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        listed += more
    table: list[int] = []
    for sector in dict.fromkeys(listed):
        if sector < _LAST:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, table: Sequence[int], start: int, size: int, offset: int) -> bytes:
    """Join the sectors of a chain; one that runs in a circle ends where it began."""
    parts: list[bytes] = []
    seen: set[int] = set()
    sector = start
    while sector < _LAST and sector not in seen:
        seen.add(sector)
        parts.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)
