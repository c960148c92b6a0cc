"""Tables about groups, in the reader's words."""

from __future__ import annotations

import pandas as pd

from graphlib.findings import CLUSTER, group_word
from graphlib.translation import Translator
from pages.parts import session

__all__ = ["columns", "largest", "worded"]

_ENDS = ("group", "group_a", "group_b")


def worded(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Say groups in the reader's language, under a head that fits the column."""
    speak = session.translator()
    said = {end: _said(frame[end], by, speak) for end in _ENDS if end in frame}
    names = dict(zip(_ENDS, columns(by), strict=True))
    return frame.assign(**said).rename(columns=names)


def _said(cells: pd.Series, by: str, speak: Translator) -> pd.Series:
    """Say one column of groups; in a table the names of groups found need no quotation marks."""
    if by == CLUSTER:
        return cells
    return cells.map(lambda group: group_word(str(group), by, speak)).astype("str")


def columns(by: str) -> tuple[str, str, str]:
    """Name the columns that hold a group, and those that hold the two of a pair, in a table in words."""
    return _ENDS if by == "sector" else ("group_word", "group_word_a", "group_word_b")


def largest(groups: pd.DataFrame, count: int) -> list[str]:
    """Give the groups with most organisations, the largest first."""
    ranked = groups.sort_values(["actors", "group"], ascending=[False, True])
    return [str(group) for group in ranked["group"].head(count)]
