"""Who stays among themselves, and which groups were found, in sentences."""

from __future__ import annotations

import math

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.clusters import RELIABLE_FROM
from graphlib.drawing.names import sector_word
from graphlib.translation import Translator

__all__ = ["closed_groups", "clusters_sentence", "silos_sentence"]

_NAMED = 3
"""Groups named in a sentence."""


def closed_groups(analysis: Analysis) -> pd.DataFrame:
    """Give the groups that keep to themselves beyond chance, the most closed against chance first.

    Parameters
    ----------
    analysis
        The measures.

    Returns
    -------
    pandas.DataFrame
        Rows of ``analysis.groups``, by how many times chance the share of ties inside is.
    """
    closed = analysis.groups[analysis.groups["is_silo"]]
    ratio = closed["inside_share"] / closed["inside_share_expected"]
    order = ratio.sort_values(ascending=False, kind="stable").index
    return closed.loc[order].reset_index(drop=True)


def silos_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say which groups keep to themselves beyond chance.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text that names at most three groups.
    """
    share, expected = (analysis.summary[f"cross_sector_share{end}"] for end in ("", "_expected"))
    if math.isnan(share):
        return speak("silos.finding.unknown")
    words = [sector_word(group, speak) for group in closed_groups(analysis)["group"]]
    if not words:
        return speak("silos.finding.none", share=share)
    groups = ", ".join(words[:_NAMED])
    groups = groups if len(words) <= _NAMED else speak("silos.most", groups=groups)
    return speak("silos.finding.some", count=len(words), groups=groups, share=share, expected=expected)


def clusters_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say how many groups were found and whether they can be relied on, or why not.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One or two sentences of plain text.
    """
    table, agreement = analysis.clusters, analysis.summary["cluster_agreement"]
    if analysis.found.is_reliable:
        apart = int((table["external_ties"] == 0).sum())
        found = speak("silos.clusters_found", count=len(table), agreement=agreement)
        return f"{found} {speak('silos.clusters_apart', count=apart)}" if apart else found
    word = "chance" if agreement >= RELIABLE_FROM else "unreliable"
    return speak(f"silos.clusters_{word}", agreement=agreement, least=RELIABLE_FROM)
