"""Rules to and from a list that people keep in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from graphlib.errors import InputError, Problem, closest
from graphlib.introductions.rulebook import KINDS, Kind, Must, Never, OnColumn, Rule, RuleBook, key_of
from graphlib.network import Network
from graphlib.readers.dates import dates
from graphlib.readers.detection import read_data
from graphlib.readers.formats.sheets import spreadsheet
from graphlib.readers.formats.sheets.encoding import decoded
from graphlib.readers.limits import enumeration, refusal
from graphlib.translation import LANGUAGES, Message

__all__ = ["COLUMNS", "read_rules", "rules_csv"]

COLUMNS = ("rule", "actor", "actor_name", "other", "other_name", "column", "reason", "until")
"""Headings of a list of rules."""

MAX_ROWS = 20_000
"""Rows of a list of rules; what concerns more is better said by a column."""

_HELPED = 20
"""Unknown names for which the nearest known one is looked for."""

_SEPARATORS = (",", ";", "\t", "|")
_MARK = b"\xef\xbb\xbf"
_SIGNS = "=+\\-@＝＋－＠"
_RUNS = re.compile(rf"(^|[;,\t\r\n\"])(\s*)('*)(?=[{_SIGNS}])")
"""Where a spreadsheet would begin to run a formula, wherever it parts the cells."""

_HELD = re.compile(rf"(^|[;,\t\r\n\"])(\s*)'('*)(?=[{_SIGNS}])")


def rules_csv(book: RuleBook, network: Network | None = None, *, language: str = "en") -> bytes:
    """Write rules as a list that a spreadsheet opens, and `read_rules` reads as the same rules.

    Parameters
    ----------
    book
        The rules, expired ones too.
    network
        Gives the names that stand beside the ids, for people.
    language
        ``en`` writes commas between cells, ``fr`` semicolons, as a spreadsheet of that language
        opens without asking.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark and the columns of `COLUMNS`. Cells that a spreadsheet would
        run as formulas begin with an apostrophe, which is taken off when they are read.
    """
    names = {} if network is None else dict(zip(network.ids, network.actors["name"], strict=True))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for rule in book.rules:
        writer.writerow([_RUNS.sub(r"\1\2'\3", cell) for cell in _cells(rule, names)])
    return _MARK + buffer.getvalue().encode()


def _cells(rule: Rule, names: dict[str, str]) -> list[str]:
    """Write one rule as a row."""
    if isinstance(rule, OnColumn):
        return [rule.kind, "", "", "", "", rule.column, "", ""]
    ends = [*((actor, str(names.get(actor, ""))) for actor in rule.actors), ("", "")][:2]
    return [rule.kind, *ends[0], *ends[1], "", rule.reason, rule.until or ""]


def read_rules(data: bytes, *, file: str, network: Network | None = None) -> RuleBook:
    """Read a list of rules from a text table or a workbook.

    Parameters
    ----------
    data
        The file's bytes, in any encoding and with any usual separator. Either a table with
        headings of `COLUMNS`: a blank ``rule`` means ``never``, and a name is read where the id
        is blank. Or the short form without headings: an organisation a line is never suggested,
        two on a line are a pair never suggested. A blank file holds no rule.
    file
        What the user calls it.
    network
        Ids, names and columns must be its own; without it nothing is looked up.

    Raises
    ------
    InputError
        If the file has faults: all of them, by row and column.
    """
    if not data.removeprefix(_MARK).strip():
        return RuleBook()
    rows = _rows(data, file, {*network.ids, *network.actors["name"].dropna()} if network is not None else ())
    if len(rows) > MAX_ROWS:
        raise refusal(file, "file.rows", area="rules", limit=MAX_ROWS)
    reading = _Reading(file, network)
    headings = [cell.casefold() for cell in rows[0][1]] if rows else []
    if "rule" in headings or "actor" in headings:
        reading.table(rows[0][0], headings, rows[1:])
    else:
        reading.lines(rows)
    if reading.problems:
        raise InputError(reading.problems)
    return RuleBook.of(rule for rule, _ in reading.found.values())


def _rows(data: bytes, file: str, known: set[str] | tuple[()]) -> list[tuple[int, list[str]]]:
    """Split a file into rows that hold anything, each with its number in a spreadsheet."""
    if data.startswith(b"PK\x03\x04") or spreadsheet.recognises(data):
        rows = read_data(data, file=file, name=file)[0].rows
    else:
        text = data.decode("utf-8-sig") if _is_ours(data) else decoded(data).text
        text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        rows = _split(text, file, known)
    cells = (
        (row, [_HELD.sub(r"\1\2\3", cell.strip()) for cell in cells]) for row, cells in enumerate(rows, 1)
    )
    return [(row, filled) for row, filled in cells if any(filled)]


def _is_ours(data: bytes) -> bool:
    """Tell whether bytes are marked as UTF-8 and are: nothing is to be guessed then."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return data.startswith(_MARK)


def _split(text: str, file: str, known: set[str] | tuple[()]) -> list[list[str]]:
    """Part lines into cells where that gives most headings, then most known names; by commas else."""
    ways = []
    for separator in _SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            continue
        firsts = [cell.strip().casefold() for cell in next(filter(None, rows), [])]
        found = sum(_HELD.sub(r"\1\2\3", cell.strip()) in known for row in rows for cell in row)
        ways.append((sum(name in COLUMNS for name in firsts), found, rows))
    if not ways:
        raise refusal(file, "file.unreadable", area="rules")
    return max(ways, key=lambda way: way[:2])[2]


@dataclass
class _Reading:
    """What was found in a file so far: rules with their rows, by what they are about; and faults."""

    file: str
    network: Network | None
    found: dict[str, tuple[Rule, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note ids, and the ids that bear each name."""
        actors = pd.DataFrame({"id": [], "name": []}) if self.network is None else self.network.actors
        self._ids = {*actors["id"]}
        self._named: dict[str, list[str]] = {}
        for actor, name in zip(actors["id"], actors["name"].fillna(""), strict=True):
            self._named.setdefault(" ".join(str(name).split()).casefold(), []).append(actor)
        self._kinds: dict[str, Kind] = {kind: kind for kind in KINDS}
        self._kinds |= {
            Message(f"rules.word.{kind}").text(code).casefold(): kind for kind in KINDS for code in LANGUAGES
        }

    def lines(self, rows: Sequence[tuple[int, list[str]]]) -> None:
        """Read the short form: an organisation a line, or two."""
        for row, cells in rows:
            named = [cell for cell in cells if cell]
            if len(named) > 2:
                self._fault("cells", row, count=len(named))
            else:
                self._add(row, "never", [(None, cell, "") for cell in named], "", None)

    def table(self, head: int, headings: list[str], rows: Sequence[tuple[int, list[str]]]) -> None:
        """Read rows under headings."""
        for place, heading in enumerate(headings):
            if heading and heading not in COLUMNS:
                self._fault("heading", head, heading, heading=heading[:60], known=", ".join(COLUMNS))
            elif heading and heading in headings[:place]:
                self._fault("twice", head, heading, heading=heading)
        filled = [
            (row, dict.fromkeys(COLUMNS, "") | dict(zip(headings, cells, strict=False)))
            for row, cells in rows
        ]
        until = dates(pd.Series([cells["until"] or None for _, cells in filled], dtype="str"), is_end=True)
        for (row, cells), day in zip(filled, until.cells.tolist(), strict=True):
            self._row(row, cells, day if isinstance(day, str) else None)

    def _row(self, row: int, cells: dict[str, str], until: str | None) -> None:
        """Read one row."""
        kind = self._kinds.get(cells["rule"].casefold() or "never")
        if kind is None:
            self._fault("kind", row, "rule", cells["rule"])
        elif kind in ("competitors", "in_common"):
            self._column(row, kind, cells)
        elif until is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", until):
            self._fault("date", row, "until", cells["until"])
        else:
            ends = [("actor", cells["actor"], cells["actor_name"])]
            if kind == "consider" or cells["other"] or cells["other_name"]:
                ends.append(("other", cells["other"], cells["other_name"]))
            self._add(row, kind, ends, cells["reason"], until)

    def _add(
        self,
        row: int,
        kind: Kind,
        ends: Sequence[tuple[str | None, str, str]],
        reason: str,
        until: str | None,
    ) -> None:
        """Read a rule on organisations: of each the column, the id and the name."""
        actors = tuple(self._actor(row, *end) for end in ends)
        if None in actors:
            return
        ids = tuple(actor for actor in actors if actor is not None)
        if len(ids) == 2 and ids[0] == ids[1]:
            self._fault("same", row, ends[1][0], ids[1])
        else:
            self._keep(row, (Never if kind == "never" else Must)(ids, reason, until))

    def _actor(self, row: int, column: str | None, actor: str, name: str) -> str | None:
        """Find whom a row means, by id or else by name."""
        value = actor or name
        if not value:
            self._fault("no_other" if column == "other" else "no_actor", row, column)
            return None
        if value in self._ids or (self.network is None and actor):
            return value
        bearing = self._named.get(" ".join(value.split()).casefold(), [])
        if len(bearing) == 1:
            return bearing[0]
        if bearing:
            self._fault("several", row, column, value, count=len(bearing))
            return None
        near = self._near(value)
        self._fault("near" if near else "unknown", row, column, value, near=near or "")
        return None

    def _near(self, value: str) -> str | None:
        """Find the nearest id or name, for the first faults: each takes a look at all of them."""
        if len(self.problems) >= _HELPED:
            return None
        near = closest(value, sorted(self._ids))
        name = None if near else closest(" ".join(value.split()).casefold(), sorted(self._named))
        return self._named[name][0] if name else near

    def _column(self, row: int, kind: Kind, cells: dict[str, str]) -> None:
        """Read a rule on a column."""
        column, known = cells["column"], [] if self.network is None else [*self.network.actors.columns]
        for name in ("reason", "until"):
            if cells[name]:
                self._fault("always", row, name, cells[name], field=name)
        if not column:
            self._fault("no_column", row, "column")
        elif self.network is not None and column not in known:
            self._fault("column", row, "column", column, known=enumeration(known, most=30))
        else:
            self._keep(row, OnColumn(kind, column))

    def _keep(self, row: int, rule: Rule) -> None:
        """Keep a rule, unless an earlier row says it otherwise."""
        earlier = self.found.setdefault(key_of(rule), (rule, row))
        if earlier[0] != rule:
            self._fault("other_rule", row, other=str(earlier[1]))

    def _fault(
        self, key: str, row: int, column: str | None = None, value: str | None = None, **values: object
    ) -> None:
        """Note what is wrong and where."""
        said = {**values, "value": (value or "")[:60]}
        what, fix = (Message(f"rules.file.{key}.{part}", **said) for part in ("what", "fix"))
        self.problems.append(Problem(self.file, row, column, value, what, fix))
