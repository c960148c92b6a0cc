"""UCINET's data language: what is said before ``DATA:``, and the matrices after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graphlib.errors import Problem
from graphlib.readers.formats.lines.text_network import plausible_count, refused
from graphlib.readers.formats.lines.ucinet_dl_data import Declared, full_matrix, half_matrix, linked_list
from graphlib.readers.formats.lines.ucinet_matrices import Matrices

__all__ = ["parse_dl"]

_DATA = re.compile(r"(?i)(?:(?<=\s)|(?<=,)|(?<=;))data\s*:")
_MARK = re.compile(
    r"(?i)(?:(?<=\s)|(?<=,)|(?<=;))(?:(row|col(?:umn)?|level|mat(?:rix)?)s?\s+)?labels?\s*(:|embedded\b\s*:?)"
)
_PARAMETER_LINE = re.compile(r"(?im)^\s*(?:n|nr|nc|nm|format|diagonal|datatype)\s*=.*$")
_TITLE = re.compile(r"""(?i)\btitle\s*[=:]\s*(?:"[^"]*"|'[^']*'|[^\n]*)""")
_SIZE = r"(?i)(?:^|[\s,;])%s\s*[=,\s]\s*(\d+)"
_FORMAT = re.compile(r"(?i)\bformat\s*[=,\s]\s*([a-z]+\d?b?)")
_ELSEWHERE = re.compile(r"(?i)\bdata\s*file\s*[=:\s]\s*(\S+)")
_WORD = re.compile(r""""[^"]*"|'[^'\n]*'(?=[\s,]|\Z)|[^\s,=]+""")


@dataclass
class _Header:
    """What stands before the data: parameters, labels by what they label, and what is embedded."""

    parameters: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)


def parse_dl(text: str, file: str) -> tuple[Matrices, list[Problem]]:
    """Read a DL text.

    Parameters
    ----------
    text, file
        The file's text, and what the user calls it.

    Returns
    -------
    tuple
        The matrices, and what was decided.

    Raises
    ------
    InputError
        If the data are missing or elsewhere, the layout is not known, or sizes do not fit.
    """
    header, data = _parts(text, file)
    declared = _declared(header, text, file)
    first = text.count("\n", 0, len(text) - len(data)) + 1
    if declared.form == "fullmatrix":
        return full_matrix(declared, data, file, first=first), []
    if declared.form in ("upperhalf", "lowerhalf"):
        return half_matrix(declared, data, file, first=first), []
    if declared.form in ("edgelist1", "edgelist2", "nodelist1", "nodelist2", "nodelist1b"):
        return linked_list(declared, data, file, first=first)
    raise refused(file, "dl_format", name=declared.form[:60])


def _parts(text: str, file: str) -> tuple[_Header, str]:
    """Part a text into what is said and the data."""
    match = _DATA.search(text)
    if match is None:
        elsewhere = _ELSEWHERE.search(text[:8192])
        if elsewhere:
            raise refused(file, "dl_elsewhere", name=elsewhere[1][:60])
        raise refused(file, "dl_no_data")
    start = re.sub(r"(?i)\A\s*dl\b[\s,;]*", " ", text[: match.start()])
    start = _TITLE.sub(" ", start)
    header = _Header()
    marks = list(_MARK.finditer(start))
    header.parameters = start[: marks[0].start()] if marks else start
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(start)
        what = {"": "all", "r": "row", "c": "column", "l": "level", "m": "level"}[
            (mark[1] or "")[:1].casefold()
        ]
        after = start[mark.end() : end]
        if mark[2] != ":":
            header.embedded.add(what)
            header.parameters += "\n" + after
        else:
            header.parameters += "\n" + "\n".join(_PARAMETER_LINE.findall(after))
            header.labels[what] = _PARAMETER_LINE.sub("", after)
    return header, text[match.end() :]


def _declared(header: _Header, text: str, file: str) -> Declared:
    """Read sizes, layout and labels."""
    sizes = {}
    for name in ("n", "nr", "nc", "nm"):
        match = re.search(_SIZE % name, header.parameters)
        sizes[name] = plausible_count(match[1], text, file) if match else None
    form = _FORMAT.search(header.parameters)
    rows, columns = sizes["nr"] or sizes["n"], sizes["nc"] or sizes["n"]
    both = header.labels.get("all")
    row_labels = _labels(header.labels.get("row", both), rows, file)
    column_labels = _labels(header.labels.get("column", both if sizes["nr"] is None else None), columns, file)
    levels = sizes["nm"] or 1
    if levels > len(text):
        raise refused(file, "announced", count=levels, size=len(text))
    return Declared(
        form=form[1].casefold() if form else "fullmatrix",
        rows=rows or len(row_labels) or None,
        columns=columns or len(column_labels) or None,
        is_two_mode=sizes["nr"] is not None and sizes["nc"] is not None,
        levels=levels,
        row_labels=row_labels,
        column_labels=column_labels,
        level_labels=_labels(header.labels.get("level"), levels, file),
        has_row_labels=bool(header.embedded & {"all", "row"}),
        has_column_labels=bool(header.embedded & {"all", "column"}),
    )


def _labels(text: str | None, count: int | None, file: str) -> list[str]:
    """Read labels: one a line, or separated by commas or spaces, whichever gives as many as it must."""
    if text is None or not text.strip():
        return []
    lines = [line.strip().strip(",") for line in text.split("\n") if line.strip()]
    commas = [part.strip() for line in lines for part in line.split(",")]
    words = _WORD.findall(text)
    for labels in (lines, words, commas):
        if len(labels) == count or (count is None and labels is words):
            return [label.strip("\"' ") for label in labels]
    raise refused(file, "dl_labels", count=count or 0, found=len(words))
