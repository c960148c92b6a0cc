"""What was read, told to a person or to a program: the ``check`` command."""

from __future__ import annotations

from typing import Any

from graphlib.duplicates import likely_duplicates
from graphlib.errors import Problem
from graphlib.network import Network
from graphlib.readers.told import FileReading, Reading
from graphlib.translation import Translator, translator

__all__ = ["as_json", "as_text"]

_DUPLICATES = 50
"""Likely duplicates that are told; the page Data shows all."""


def as_json(reading: Reading, *, language: str = "en") -> dict[str, Any]:
    """Tell a reading in plain types, for a program.

    Parameters
    ----------
    reading
        What came of reading the files.
    language
        Language of the sentences in it.

    Returns
    -------
    dict
        ``is_network``, ``files``, ``counts`` (empty without a network), ``fingerprint``,
        ``sectors``, ``faults``, ``warnings``, ``likely_duplicates``.
    """
    network = reading.network
    return {
        "is_network": network is not None,
        "files": [_file(file) for file in reading.files],
        "counts": _counts(network) if network is not None else {},
        "fingerprint": network.fingerprint if network is not None else None,
        "sectors": reading.sector_mapping.to_dict("records"),
        "faults": [_problem(problem, language) for problem in reading.problems],
        "warnings": [_problem(problem, language) for problem in reading.warnings],
        "likely_duplicates": _duplicates(network) if network is not None else [],
    }


def as_text(reading: Reading, *, language: str = "en") -> str:
    """Tell a reading in lines, for a person; faults are not among them."""
    t = translator(language)
    lines = [_file_line(file, t) for file in reading.files]
    if reading.network is not None:
        counts = _counts(reading.network)
        lines += [t(f"check.count.{name}", count=count) for name, count in counts.items()]
        lines.append(t("check.fingerprint", fingerprint=reading.network.fingerprint))
    for word in reading.sector_mapping.itertuples():
        lines.append(t("check.sector", word=word.sector_source, sector=word.sector, count=int(word.actors)))
    lines += [t("check.warning", text=problem.text(language)) for problem in reading.warnings]
    if reading.network is not None:
        lines += [
            t("check.duplicate", a=pair["name_a"], b=pair["name_b"]) for pair in _duplicates(reading.network)
        ]
    return "\n".join(" ".join(line.split()) for line in lines)


def _file(file: FileReading) -> dict[str, Any]:
    """Tell how one file was read."""
    return {
        "file": file.file,
        "table": file.table,
        "format": file.format,
        "encoding": file.encoding,
        "separator": file.separator,
        "rows": file.rows,
        "columns": list(file.columns),
        "shape": file.shape,
        "known_from": file.origin,
        "layout": file.layout,
        "heading_row": file.heading_row,
        "language": file.language,
        "roles": {column.heading: column.role for column in file.readings if column.role},
    }


def _file_line(file: FileReading, t: Translator) -> str:
    """Tell how one file was read, in a line."""
    return t(
        "check.file",
        file=file.file,
        table=t(f"check.table.{file.table or 'none'}"),
        format=file.format,
        encoding=file.encoding or "–",
        separator=repr(file.separator) if file.separator else "–",
        count=file.rows,
    )


def _counts(network: Network) -> dict[str, int]:
    """Count what the network holds; ties are joined pairs."""
    return {
        "actors": len(network),
        "ties": len(network.pairs),
        "stated_ties": len(network.stated_ties),
        "events": len(network.events),
        "participations": len(network.participations),
    }


def _problem(problem: Problem, language: str) -> dict[str, Any]:
    """Tell a fault or warning."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "what": problem.what.text(language),
        "fix": problem.fix.text(language),
    }


def _duplicates(network: Network) -> list[dict[str, Any]]:
    """List the likeliest pairs of names that mean one organisation."""
    records: list[dict[str, Any]] = likely_duplicates(network, limit=_DUPLICATES, at_least=50).to_dict(
        "records"
    )
    return records
