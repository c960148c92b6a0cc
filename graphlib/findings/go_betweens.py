"""Who stands between others, and how sure that is, in sentences and one table."""

from __future__ import annotations

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.drawing.names import plain
from graphlib.ranking import ranks
from graphlib.stability import RankIntervals
from graphlib.translation import Translator

__all__ = ["go_between_sentence", "go_between_share", "go_betweens", "rank_sentence"]

_LONGEST = 90
"""Letters of a name in a sentence."""


def go_between_share(analysis: Analysis) -> pd.Series:
    """Give, for each actor, the share of pairs of others whose shortest paths run through it.

    Parameters
    ----------
    analysis
        The measures.

    Returns
    -------
    pandas.Series
        Betweenness over the number of pairs of other actors, float64, in the order of
        ``analysis.actors``.
    """
    others = len(analysis.actors) - 1
    return analysis.actors["betweenness"] / max(1.0, others * (others - 1) / 2)


def go_betweens(analysis: Analysis, intervals: RankIntervals | None = None) -> pd.DataFrame:
    """Rank the actors that stand between others.

    Parameters
    ----------
    analysis
        The measures.
    intervals
        How far ranks hold when ties are missing, where it is known.

    Returns
    -------
    pandas.DataFrame
        The rows of ``analysis.actors`` with a betweenness above 0, the strongest first, then by
        id; before them ``rank`` (str, ``3=`` where it is shared) and, with ``intervals``,
        ``rank_range`` (str, such as ``1–4``; missing beyond the actors it knows); after them
        ``route_share`` (float64, as `go_between_share`).
    """
    table = analysis.actors.assign(route_share=go_between_share(analysis))
    table.insert(0, "rank", ranks(table["betweenness"])["text"])
    table = table[table["betweenness"] > 0]
    table = table.sort_values(["betweenness", "id"], ascending=[False, True], ignore_index=True)
    if intervals is not None:
        known = intervals.table.set_index("id")
        low, high = known["low"].astype("str"), known["high"].astype("str")
        text = low.where(low == high, low + "–" + high)
        table.insert(1, "rank_range", table["id"].map(text))
    return table


def go_between_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say who stands between most pairs, or that nobody does.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; the name in it is cut at 90 letters.
    """
    table = go_betweens(analysis)
    if table.empty:
        return speak("bridges.no_go_betweens")
    name, share = plain(table["name"].iloc[0], limit=_LONGEST), float(table["route_share"].iloc[0])
    others = int((table["rank"] == table["rank"].iloc[0]).sum()) - 1
    if others:
        return speak("bridges.go_between_alike", count=others, name=name, share=share)
    return speak("bridges.go_between_finding", name=name, share=share)


def rank_sentence(intervals: RankIntervals, speak: Translator) -> str:
    """Say whether the first would stay first if ties were missing.

    Parameters
    ----------
    intervals
        The ranks found with ties left out.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty where nobody is ranked.
    """
    if intervals.table.empty:
        return ""
    low, high = int(intervals.table["low"].iloc[0]), int(intervals.table["high"].iloc[0])
    key = "ranks_same" if low == high else "ranks_range"
    return speak(f"bridges.{key}", missing=intervals.missing, low=low, high=high)
