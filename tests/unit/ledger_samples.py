"""What the tests of the ledger share: rows as a plan gives them, networks, and a ledger kept in memory."""

from __future__ import annotations

import datetime

import pandas as pd

from graphlib.introductions.tabulation import COLUMNS, COMPARABLE_COLUMNS
from graphlib.ledger import KIND, ROUND_KIND, as_record, ledger_of
from graphlib.network import Network
from graphlib.storage import open_workspace

DAY = "2026-03-01"


def row(rank=1, source="a", target="b", **cells):
    """Give a row of a plan's table."""
    sectors = {"source_sector": "company", "target_sector": "public"}
    names = {"source_name": f"Actor {source}", "target_name": f"Actor {target}", "introducer_name": "Actor z"}
    gains = {"reach_gain": 0.01, "cumulative_reach": 0.3, "gain_alone": 0.01, "expected_gain": 0.002}
    plain = {"rank": rank, "source": source, "target": target, "introducer": "z", "distance": 2}
    more = {"likelihood": 0.2, "reasons": "CROSS_SECTOR;SHARED_EVENT", "is_asked_for": False}
    return {**plain, **sectors, **names, **gains, **more, **cells}


def table(*rows):
    """Give a plan's table."""
    return pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(COLUMNS)


def like(*rows):
    """Give a plan's comparable pairs, as (rank, source, target, likelihood)."""
    return pd.DataFrame(list(rows), columns=list(COMPARABLE_COLUMNS)).astype(COMPARABLE_COLUMNS)


def network(*ties, actors="abcdefghz"):
    """Give a network of these ties: (source, target) or (source, target, since) or (..., until)."""
    rows = [dict(zip(("source", "target", "since", "until"), tie, strict=False)) for tie in ties]
    frame = pd.DataFrame(rows, columns=["source", "target", "since", "until"])
    return Network.build(pd.DataFrame({"id": list(actors)}), frame)


class Book:
    """A ledger in a workspace of its own."""

    def __init__(self, clock=None):
        self.now = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
        self.workspace = open_workspace("memory:", clock=clock or (lambda: self.now))
        self.id = self.workspace.add_network("Forum").id

    @property
    def ledger(self):
        return ledger_of(
            *(self.workspace.records(self.id, kind, history=True) for kind in (ROUND_KIND, KIND))
        )

    def write(self, news, author=""):
        self.workspace.record(
            self.id, ROUND_KIND, dict(one.as_record() for one in news.rounds), author=author
        )
        self.put(*news.entries, author=author)
        return news

    def put(self, *entries, author=""):
        values = dict(as_record(entry) for entry in entries)
        seen = {entry.key: entry.record_id for entry in entries}
        self.workspace.record(self.id, KIND, values, author=author, based_on=seen)

    def entry(self, source="a", target="b"):
        return self.ledger.entry_of(source, target)
