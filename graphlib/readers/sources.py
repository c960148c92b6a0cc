"""Files, folders and archives: which bytes are read, and as which format."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphlib.errors import Problem
from graphlib.readers.columns import table_named
from graphlib.readers.formats.delimited import read_text
from graphlib.readers.formats.spreadsheet import read_workbook
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_BYTES, MAX_FILES, note, refusal

__all__ = ["Source", "files_of", "grids", "wanted"]

_TABLE_FILE = re.compile(r"\.(csv|tsv|txt|tab|xlsx|xlsm)(\.gz)?$|\.(xls|ods|zip)$", re.IGNORECASE)
_ENDING = re.compile(r"(\.(csv|tsv|txt|tab|xlsx|xlsm|zip))?(\.gz)?$", re.IGNORECASE)

# First bytes of formats that are no text.
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"%PDF", "no_table"),
    (b"\x89PNG", "no_table"),
    (b"\xff\xd8\xff", "no_table"),
    (b"GIF8", "no_table"),
    (b"PAR1", "no_table"),
)


@dataclass(frozen=True)
class Source:
    """One file by the name the user knows it by."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """Its name without endings, which may tell the table."""
        return _ENDING.sub("", self.name)


def files_of(path: Path) -> list[Source]:
    """Give the file at ``path``, or the table files of the folder, sorted by name.

    Raises
    ------
    InputError
        If there is nothing, or a file is too large or may not be read.
    """
    if path.is_file():
        return [_load(path)]
    if not path.is_dir():
        raise refusal(str(path), "not_found")
    found = sorted(
        child
        for child in path.iterdir()
        if child.is_file() and _TABLE_FILE.search(child.name) and not child.name.startswith((".", "~$"))
    )
    if not found:
        raise refusal(path.name or str(path), "empty_folder")
    if len(found) > MAX_FILES:
        raise refusal(path.name, "too_many_files", limit=MAX_FILES)
    named = [child for child in found if table_named(_ENDING.sub("", child.name))]
    return [_load(child) if not named or child in named else Source(child.name, b"") for child in found]


def wanted(sources: list[Source]) -> tuple[list[Source], list[Problem]]:
    """Keep the files whose names tell a table; all of them where no name does.

    Returns
    -------
    tuple
        The files to be read, archives unpacked, and a remark for each one left aside.
    """
    opened = [member for source in sources for member in _members(source)]
    named = [source for source in opened if table_named(source.stem)]
    if not named:
        return opened, []
    aside = [source for source in opened if source not in named]
    return named, [note(source.name, "ignored_file") for source in aside]


def grids(source: Source) -> list[Grid]:
    """Read a file as sheets of text.

    Raises
    ------
    InputError
        If it is of no format that is read, or is blank, damaged or too large.
    """
    data = _unpacked(source)
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data, file=source.name, name=source.stem)
    for mark, reason in _OTHER_FORMATS:
        if data.startswith(mark):
            raise refusal(source.name, reason)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"{", b"[")):
        raise refusal(source.name, "other_format")
    return [read_text(data, file=source.name, name=source.stem)]


def _load(path: Path) -> Source:
    """Load a file of bearable size."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusal(path.name, "too_large", limit=MAX_BYTES // 2**20)
        return Source(path.name, path.read_bytes())
    except OSError as error:
        raise refusal(path.name, "not_readable") from error


def _unpacked(source: Source) -> bytes:
    """Give a file's bytes, unpacked where it is compressed."""
    if not source.data.startswith(b"\x1f\x8b"):
        data = source.data
    else:
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(source.data)).read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise refusal(source.name, "damaged") from error
    if len(data) > MAX_BYTES:
        raise refusal(source.name, "too_large", limit=MAX_BYTES // 2**20)
    return data


def _members(source: Source) -> list[Source]:
    """Give the table files in an archive, or the file itself where it is none."""
    if not source.data.startswith(b"PK\x03\x04"):
        return [source]
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if "[Content_Types].xml" in archive.namelist():
                return [source]
            return _unzipped(archive, source.name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise refusal(source.name, "damaged") from error


def _unzipped(archive: zipfile.ZipFile, file: str) -> list[Source]:
    """Unpack the table files of an archive in memory; nothing is written to disk."""
    names: Mapping[str, zipfile.ZipInfo] = {
        Path(info.filename).name: info
        for info in archive.infolist()
        if not info.is_dir() and _TABLE_FILE.search(info.filename) and "__MACOSX" not in info.filename
    }
    if not names:
        raise refusal(file, "empty_folder" if file.lower().endswith(".zip") else "other_format")
    if len(names) > MAX_FILES:
        raise refusal(file, "too_many_files", limit=MAX_FILES)
    if sum(info.file_size for info in names.values()) > MAX_BYTES:
        raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
    return [Source(name, archive.read(info)) for name, info in sorted(names.items())]
