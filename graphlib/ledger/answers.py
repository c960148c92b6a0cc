"""What the ledger teaches the likelihood: whom an introduction convinced, and whom not."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from graphlib.ledger.entry import Entry

__all__ = ["outcomes"]


def outcomes(entries: Iterable[Entry]) -> pd.DataFrame:
    """Give what the likelihood can learn from the ledger: whom an introduction convinced, and whom not.

    Returns
    -------
    DataFrame
        ``source``, ``target`` (str), ``likelihood`` as it was said (float64) and ``is_accepted``
        (bool): true of pairs taken up that met or whose tie was seen, false of those that declined
        or that were said to be irrelevant or competitors. All others are left out: of the pairs
        that nobody took up only those that came true would be known.
    """
    rows = [
        (entry.source, entry.target, entry.likelihood, accepted)
        for entry in entries
        if (accepted := _is_accepted(entry)) is not None
    ]
    columns = {"source": "str", "target": "str", "likelihood": "float64", "is_accepted": "bool"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _is_accepted(entry: Entry) -> bool | None:
    """Tell whether the two wanted to know each other, where that is known."""
    if entry.was("seen"):
        return True if entry.was("taken") else None
    if entry.state == "declined":
        return False
    if entry.state == "wrong":
        return False if entry.standing.reason in {"not_relevant", "competitors"} else None
    return True if entry.was("met") else None
