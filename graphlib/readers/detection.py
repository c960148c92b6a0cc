"""Which format some bytes are in: by what they hold, never by the name of their file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import NamedTuple

from graphlib.readers.formats.lines import gml, ucinet
from graphlib.readers.formats.markup import gexf, graphml, xgmml
from graphlib.readers.formats.objects import cx, cytoscape, kumu, node_link, records
from graphlib.readers.formats.projects import cytoscape_session, gephi
from graphlib.readers.formats.sheets import delimited, spreadsheet
from graphlib.readers.grid import Grid
from graphlib.readers.limits import refusal
from graphlib.readers.unfolding import unfolded

__all__ = ["is_one_file", "read_data"]


class _Format(NamedTuple):
    """A format: how it is recognised, and how it is read."""

    recognises: Callable[[bytes], bool]
    read: Callable[..., list[Grid]]


_FORMATS = tuple(
    _Format(module.recognises, module.read)
    for module in (gexf, graphml, xgmml, kumu, cx, cytoscape, node_link, records, ucinet, gml)
)
"""Formats of text, the more telling before those that could be mistaken."""

# First bytes of formats that are no network and no table.
_REFUSED = (
    (b"%PDF", "no_table"),
    (b"\xd0\xcf\x11\xe0", "no_table"),
    (b"\x89PNG", "no_table"),
    (b"\xff\xd8\xff", "no_table"),
    (b"GIF8", "no_table"),
    (b"PAR1", "no_table"),
    (b"\x7fELF", "no_table"),
    (b"MZ\x90", "no_table"),
)


def is_one_file(names: Sequence[str]) -> bool:
    """Tell whether an archive with these members is one document, and not a folder of files."""
    return (
        "[Content_Types].xml" in names
        or {"mimetype", "content.xml"} <= set(names)
        or gephi.recognises_archive(names)
        or cytoscape_session.recognises_archive(names)
    )


def read_data(data: bytes, *, file: str, name: str) -> list[Grid]:
    """Read the bytes of one file as tables of text.

    Parameters
    ----------
    data
        The bytes, unpacked.
    file, name
        What the user calls the file, and its name without ending.

    Raises
    ------
    InputError
        If it is of no format that is read, or is blank, damaged or too large.
    """
    if data.startswith(b"PK\x03\x04"):
        return _from_archive(data, file, name)
    if spreadsheet.recognises(data):
        return spreadsheet.read_workbook(data, file=file, name=name)
    for mark, reason in _REFUSED:
        if data.startswith(mark):
            raise refusal(file, reason)
    if ucinet.is_header(data):
        return ucinet.read_pair(data, b"", file=file, name=name)
    for known in _FORMATS:
        if known.recognises(data):
            return unfolded(known.read(data, file=file, name=name))
    if b"<!ENTITY" in data[:4096]:
        raise refusal(file, "declarations", area="xml_formats")
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"[{", b"[[")):
        raise refusal(file, "other_format")
    return [delimited.read_text(data, file=file, name=name)]


def _from_archive(data: bytes, file: str, name: str) -> list[Grid]:
    """Read a document that is an archive inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise refusal(file, "damaged") from error
    if gephi.recognises_archive(names):
        return gephi.read_archive(data, file=file, name=name)
    if cytoscape_session.recognises_archive(names):
        return cytoscape_session.read_archive(data, file=file, name=name)
    if not is_one_file(names):
        raise refusal(file, "nested_archive")
    return spreadsheet.read_workbook(data, file=file, name=name)
