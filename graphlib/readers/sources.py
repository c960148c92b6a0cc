"""Files, folders and archives: which bytes are read, and in which order."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphlib.errors import InputError, Problem
from graphlib.readers.columns import table_named
from graphlib.readers.detection import is_one_file, read_data
from graphlib.readers.formats.lines import pajek, ucinet
from graphlib.readers.grid import Grid
from graphlib.readers.limits import MAX_BYTES, MAX_FILES, note, refusal
from graphlib.translation import Message

__all__ = ["Source", "files_of", "grids_of"]

_ENDINGS = """csv tsv txt tab xlsx xlsm xlsb xls ods gexf graphml gml xgmml xml net paj clu vec nam per dl dat
    ##h ##d json jsonl cx cx2 cyjs js gephi cys zip"""
_ENDING = re.compile(rf"(\.({'|'.join(map(re.escape, _ENDINGS.split()))}))?(\.gz)?$", re.IGNORECASE)
"""Endings of files that may hold a table or a network: what they are, their content tells."""


@dataclass(frozen=True)
class Source:
    """One file by the name the user knows it by, and the folder or archive that it came in."""

    name: str
    data: bytes
    container: str | None = None

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
        if child.is_file() and _may_hold(child.name) and not child.name.startswith((".", "~$"))
    )
    if not found:
        raise refusal(path.name or str(path), "empty_folder")
    if len(found) > MAX_FILES:
        raise refusal(path.name, "too_many_files", limit=MAX_FILES)
    named = [child for child in found if table_named(_ENDING.sub("", child.name))]
    # What will be left aside need not be loaded.
    return [
        _load(child, path.name) if not named or child in named else Source(child.name, b"", path.name)
        for child in found
    ]


def _may_hold(name: str) -> bool:
    """Tell whether a file's ending is that of a table or a network."""
    found = _ENDING.search(name)
    return found is not None and bool(found[1] or found[3])


def grids_of(
    sources: list[Source], progress: Callable[[float, Message], None]
) -> tuple[list[Grid], list[Problem], list[Problem]]:
    """Read files as tables of text, archives unpacked.

    Parameters
    ----------
    sources
        The files.
    progress
        Called before each file, with a share up to 0.4.

    Returns
    -------
    tuple
        The tables in the order of the files, the faults of the files that could not be read, and
        a remark for each file in an archive that was left aside.

    Raises
    ------
    InputError
        If an archive is damaged or too large.
    """
    opened, warnings = _wanted(sources)
    found: list[Grid] = []
    problems: list[Problem] = []
    groups = _groups(opened)
    for place, group in enumerate(groups):
        progress(0.4 * place / len(groups), Message("readers.progress.file", file=group[0].name))
        try:
            found += _read_group(group)
        except InputError as error:
            problems += error.problems
    return found, problems, warnings


def _wanted(sources: list[Source]) -> tuple[list[Source], list[Problem]]:
    """Unpack archives; of a folder or archive whose files bear the names of tables, keep those only."""
    opened = [member for source in sources for member in _members(source)]
    named = {source.container for source in opened if source.container and table_named(source.stem)}
    aside = [source for source in opened if source.container in named and not table_named(source.stem)]
    kept = [source for source in opened if source not in aside]
    return kept, [note(source.name, "ignored_file") for source in aside]


def _groups(sources: list[Source]) -> list[list[Source]]:
    """Put files together that are read together: a network and its partitions, a header and its data."""
    together = [source for source in sources if pajek.recognises(source.data)]
    groups = [together] if together else []
    for source in sources:
        if source in together:
            continue
        pair = [other for other in sources if other is not source and _is_pair(source, other)]
        if ucinet.is_header(source.data) and pair:
            groups.append([source, pair[0]])
        elif not any(_is_pair(other, source) for other in sources if other is not source):
            groups.append([source])
    return groups


def _is_pair(header: Source, data: Source) -> bool:
    """Tell whether two files are header and data of one UCINET network."""
    return (
        header.name.lower().endswith("##h")
        and data.name.lower().endswith("##d")
        and header.name[:-1].lower() == data.name[:-1].lower()
    )


def _read_group(group: list[Source]) -> list[Grid]:
    """Read files that belong together.

    Raises
    ------
    InputError
        If they are of no format that is read, or are blank, damaged or too large.
    """
    first = group[0]
    if pajek.recognises(first.data):
        return pajek.read_files({source.name: source.data for source in group})
    if len(group) > 1:
        return ucinet.read_pair(first.data, group[1].data, file=first.name, name=first.stem)
    if first.name.lower().endswith("##d"):
        raise ucinet.unpaired(first.name)
    return read_data(first.data, file=first.name, name=first.stem)


def _load(path: Path, container: str | None = None) -> Source:
    """Load a file of bearable size."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusal(path.name, "too_large", limit=MAX_BYTES // 2**20)
        return Source(path.name, path.read_bytes(), container)
    except OSError as error:
        raise refusal(path.name, "not_readable") from error


def _unpacked(source: Source) -> Source:
    """Give a file unpacked where it is compressed."""
    if not source.data.startswith(b"\x1f\x8b"):
        data = source.data
    else:
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(source.data)).read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise refusal(source.name, "damaged") from error
        if data.startswith(b"\x1f\x8b"):
            raise refusal(source.name, "nested_archive")
    if len(data) > MAX_BYTES:
        raise refusal(source.name, "too_large", limit=MAX_BYTES // 2**20)
    return Source(source.name, data, source.container)


def _members(source: Source) -> list[Source]:
    """Give the files in an archive, or the file itself where it is none."""
    source = _unpacked(source)
    if not source.data.startswith(b"PK\x03\x04"):
        return [source]
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return [source] if is_one_file(archive.namelist()) else _unzipped(archive, source.name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise refusal(source.name, "damaged") from error


def _unzipped(archive: zipfile.ZipFile, file: str) -> list[Source]:
    """Unpack the table files of an archive in memory; nothing is written to disk."""
    infos = [
        info
        for info in archive.infolist()
        if not info.is_dir() and _may_hold(info.filename) and "__MACOSX" not in info.filename
    ]
    if not infos:
        raise refusal(file, "empty_folder" if file.lower().endswith(".zip") else "other_format")
    if len(infos) > MAX_FILES:
        raise refusal(file, "too_many_files", limit=MAX_FILES)
    members: list[Source] = []
    room = MAX_BYTES
    for info in sorted(infos, key=lambda info: info.filename):
        # The stated size may be a lie: what comes out is counted.
        with archive.open(info) as stream:
            data = stream.read(room + 1)
        room -= len(data)
        if room < 0:
            raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
        members.append(_unpacked(Source(Path(info.filename).name, data, file)))
    return members
