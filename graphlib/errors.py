"""The family of errors that Passerelle raises on purpose.

::

    GraphlibError(what, fix)
    |-- InputError            the data have faults; holds every Problem found
    |-- UnknownNameError      a column, sector, actor or option that does not exist
    |-- UndefinedMeasureError a measure that cannot exist for this network
    |-- SnapshotError         a snapshot that cannot be written or read back
    |-- StorageError          the workspace cannot do what was asked
    |   `-- OvertakenError    somebody else stored a version meanwhile
    `-- CancelledError        the user stopped a long computation

Each says what happened and what to do about it, in the reader's language: ``what`` and ``fix``
are messages of the translation catalogue. Anything else that is raised is a bug.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphlib.translation import Message

__all__ = [
    "CancelledError",
    "GraphlibError",
    "InputError",
    "OvertakenError",
    "Problem",
    "SnapshotError",
    "StorageError",
    "UndefinedMeasureError",
    "UnknownNameError",
    "closest",
]

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What moves a cursor, starts a line or ends a text."""


class GraphlibError(Exception):
    """Something the user can mend: says what happened and what to do.

    Parameters
    ----------
    what
        What happened, with the offending value.
    fix
        What to do about it.
    """

    def __init__(self, what: Message, fix: Message) -> None:
        super().__init__(f"{what} {fix}")
        self.what = what
        self.fix = fix

    def text(self, language: str) -> str:
        """Say the whole error in ``language``."""
        return f"{self.what.text(language)} {self.fix.text(language)}"


@dataclass(frozen=True)
class Problem:
    """One fault or remark about the data, with the place where it stands.

    ``row`` is numbered as a spreadsheet shows it (the header is row 1); ``row``, ``column`` and
    ``value`` are ``None`` where the problem is about a whole file or table.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    what: Message
    fix: Message

    def place(self, language: str = "en") -> str:
        """Say where the problem stands, for example ``ties.csv, row 7, column weight``."""
        parts = [self.file]
        if self.row is not None:
            parts.append(Message("error.row", row=str(self.row)).text(language))
        if self.column is not None:
            parts.append(Message("error.column", column=self.column).text(language))
        return ", ".join(parts)

    def text(self, language: str = "en") -> str:
        """Say the whole problem on one line, whatever breaks and controls the words of the data hold."""
        said = f"{self.place(language)}: {self.what.text(language)} {self.fix.text(language)}"
        return _CONTROLS.sub(" ", said)


class InputError(GraphlibError):
    """The data have faults; nothing was stored.

    Parameters
    ----------
    problems
        Every fault found, in reading order.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(
            Message("error.input.what", count=len(self.problems)),
            Message("error.input.fix"),
        )

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(problem.text() for problem in self.problems)])


class UnknownNameError(GraphlibError):
    """A name that does not exist, with the nearest one that does.

    Parameters
    ----------
    kind
        Catalogue key of what was looked for, such as ``error.kind.column``.
    name
        The name that was asked for.
    known
        The names that exist.
    """

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        self.name = name
        near = closest(name, known)
        fix = (
            Message("error.unknown.near", near=near)
            if near is not None
            else Message("error.unknown.known", known=", ".join(known[:12]))
        )
        super().__init__(Message("error.unknown.what", kind=Message(kind), name=name), fix)


class UndefinedMeasureError(GraphlibError):
    """A measure that cannot exist for this network, such as distances without any tie."""


class SnapshotError(GraphlibError):
    """A snapshot that cannot be written or read back."""


class StorageError(GraphlibError):
    """The workspace cannot do what was asked; what it held before is intact."""


class OvertakenError(StorageError):
    """Somebody else stored a version while this one was being made; nothing was stored.

    Parameters
    ----------
    what, fix
        As in every error.
    based_on
        Id of the version that this one was made from.
    current
        Id of the version that is current now.
    """

    def __init__(self, what: Message, fix: Message, *, based_on: int, current: int) -> None:
        super().__init__(what, fix)
        self.based_on = based_on
        self.current = current


class CancelledError(GraphlibError):
    """The user stopped a long computation."""

    def __init__(self) -> None:
        super().__init__(Message("error.cancelled.what"), Message("error.cancelled.fix"))


def closest(name: str, known: Iterable[str]) -> str | None:
    """Find the known name nearest to ``name``, or ``None`` where none is near."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
