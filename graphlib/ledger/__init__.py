"""What became of the introductions: taken up, asked, met, seen in the data, and still there.

`entry` is one suggested pair, `moves` says how it may move, `rounds` what was suggested together
and beside what; `report` counts, and `calendar` writes the due days. Nothing here keeps anything:
records go in and come out.
"""

from __future__ import annotations

from graphlib.ledger.answers import outcomes
from graphlib.ledger.calendar import due_calendar
from graphlib.ledger.entry import (
    KIND,
    OPEN,
    REASONS,
    STATES,
    Entry,
    Standing,
    State,
    Step,
    as_record,
    entries,
    suggested,
)
from graphlib.ledger.moves import (
    EXPLAINED,
    IllegalMoveError,
    can_undo,
    changed,
    moved,
    moves,
    taken_up,
    undone,
)
from graphlib.ledger.report import By, Outcome, credit, left_out, outcome, refusals, report, summary
from graphlib.ledger.rounds import ROUND_KIND, Comparable, Ledger, News, Round, ledger_of, opened, reconciled
from graphlib.ledger.table import as_table

__all__ = [
    "EXPLAINED",
    "KIND",
    "OPEN",
    "REASONS",
    "ROUND_KIND",
    "STATES",
    "By",
    "Comparable",
    "Entry",
    "IllegalMoveError",
    "Ledger",
    "News",
    "Outcome",
    "Round",
    "Standing",
    "State",
    "Step",
    "as_record",
    "as_table",
    "can_undo",
    "changed",
    "credit",
    "due_calendar",
    "entries",
    "ledger_of",
    "left_out",
    "moved",
    "moves",
    "opened",
    "outcome",
    "outcomes",
    "reconciled",
    "refusals",
    "report",
    "suggested",
    "summary",
    "taken_up",
    "undone",
]
