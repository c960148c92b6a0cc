"""Who holds the network together, in sentences."""

from __future__ import annotations

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.drawing.names import plain
from graphlib.translation import Translator

__all__ = ["bridges_sentence", "go_between_share", "single_ties", "ties_sentence"]

_LONGEST = 90
"""Letters of a name in a sentence."""


def bridges_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say who holds the network together, and what is lost with the first of them.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; names in it are cut at 90 letters.
    """
    points = analysis.articulation_points
    if points.empty:
        return speak("bridges.finding.none")
    first = points.iloc[0]
    lost = speak("bridges.lost", count=int(first["cut_off"]))
    return speak(
        "bridges.finding.some", count=len(points), name=plain(first["name"], limit=_LONGEST), lost=lost
    )


def single_ties(analysis: Analysis) -> pd.DataFrame:
    """Give the ties that alone join two parts, without the pairs that nobody else belongs to.

    Parameters
    ----------
    analysis
        The measures.

    Returns
    -------
    pandas.DataFrame
        The rows of ``analysis.bridges`` with more than one actor on one of the sides.
    """
    return analysis.bridges[analysis.bridges["larger_side"] > 1].reset_index(drop=True)


def ties_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say how many ties are the only link between two parts of the network.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text.
    """
    return speak("bridges.ties_finding", count=len(single_ties(analysis)))


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
