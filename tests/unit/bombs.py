"""Small files that grow without end when they are opened without care."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import xlsxwriter

__all__ = ["MB", "SHEET", "archive", "bomb", "gzipped", "part", "repeated", "xlsx"]

Member: TypeAlias = tuple[str, bytes, int, int]
"""Name, deflated bytes, size and checksum as stated."""

MB = 2**20
SHEET = "xl/worksheets/sheet1.xml"

_END = b"\x03\x00"
"""A last block of deflate that holds nothing."""


class Stream(NamedTuple):
    """Deflated bytes, and the size and checksum of what they unpack to."""

    deflated: bytes
    size: int
    checksum: int


@functools.cache
def repeated(piece: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Stream:
    """Deflate ``before``, a megabyte of a piece many times over, and ``after``, without holding it all."""
    block = piece * max(1, MB // len(piece))
    deflated = b"".join([_deflated(before), _deflated(block) * times, _deflated(after), _END])
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(block, checksum)
    size = len(before) + times * len(block) + len(after)
    return Stream(deflated, size, zlib.crc32(after, checksum))


@functools.cache
def _deflated(data: bytes) -> bytes:
    """Deflate to a stream that can stand before any other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def gzipped(stream: Stream) -> bytes:
    """Make a gzip file of a stream."""
    tail = struct.pack("<2I", stream.checksum, stream.size % 2**32)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + stream.deflated + tail


def part(name: str, data: bytes) -> Member:
    """Make a member of an archive that is what it says."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data)


def bomb(name: str, stream: Stream, *, states: int | None = None) -> Member:
    """Make a member of an archive, which may state another size than is true."""
    return name, stream.deflated, stream.size if states is None else states, stream.checksum


def archive(members: Iterable[Member]) -> bytes:
    """Make a zip file."""
    body, listed = [], []
    place = 0
    for name, deflated, size, checksum in members:
        told = struct.pack("<5H3I2H", 20, 0, 8, 0, 33, checksum, len(deflated), size, len(name), 0)
        listed.append(b"PK\x01\x02" + struct.pack("<H", 20) + told + bytes(10) + struct.pack("<I", place))
        listed[-1] += name.encode()
        body.append(b"PK\x03\x04" + told + name.encode() + deflated)
        place += len(body[-1])
    count, size = len(listed), sum(map(len, listed))
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, count, count, size, place, 0)
    return b"".join([*body, *listed, end])


def xlsx(*changed: Member) -> bytes:
    """Make a workbook with one sheet of ties, some of its parts changed for others or added."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("ties")
        for row, cells in enumerate([("source", "target"), ("a", "b")]):
            sheet.write_row(row, 0, cells)
    given = [name for name, *_ in changed]
    with zipfile.ZipFile(buffer) as made:
        sound = [part(name, made.read(name)) for name in made.namelist() if name not in given]
    return archive([*sound, *changed])
