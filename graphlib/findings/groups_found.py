"""Which groups the ties make by themselves, in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from graphlib.analysis import Analysis, Grouping
from graphlib.clusters import RELIABLE_FROM
from graphlib.drawing.names import plain
from graphlib.findings.kinds import group_word
from graphlib.translation import Message, Translator

__all__ = ["boundary_sentence", "clusters_sentence", "composition_sentence", "resolution_sentence"]

_LONGEST = 90


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
    if table.empty:
        return speak("silos.clusters_none")
    if analysis.found.is_reliable:
        apart = int((table["external_ties"] == 0).sum())
        found = speak("silos.clusters_found", count=len(table), agreement=agreement)
        return f"{found} {speak('silos.clusters_apart', count=apart)}" if apart else found
    if len(table) == 1:
        return speak("silos.clusters_one")
    word = "chance" if agreement >= RELIABLE_FROM else "unreliable"
    return speak(f"silos.clusters_{word}", agreement=agreement, least=RELIABLE_FROM)


def composition_sentence(grouping: Grouping, names: Mapping[int, str], speak: Translator) -> str:
    """Say which group found holds most beyond what its size explains.

    Parameters
    ----------
    grouping
        The measures of the column that the groups found are set beside.
    names
        Names of the groups found by number.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty where no group holds more than chance.
    """
    cells = grouping.composition
    more = (cells["actors"] - cells["expected"]).fillna(0.0)
    if more.empty or more.max() < 1:
        return ""
    most = cells.loc[more.idxmax()]
    return speak(
        "silos.holds",
        name=names[int(most["cluster"])],
        share=float(most["share"]),
        group=group_word(str(most["group"]), grouping.by, speak),
        count=int(most["actors"]),
        expected=float(most["expected"]),
    )


def boundary_sentence(boundary: pd.DataFrame, names: Mapping[int, str], speak: Translator) -> str:
    """Say how many organisations stand between groups found, and who does first of all.

    Parameters
    ----------
    boundary
        As the measure of this name gives it.
    names
        Names of the groups found by number.
    speak
        The reader's language.

    Returns
    -------
    str
        One or two sentences of plain text.
    """
    if boundary.empty:
        return speak("silos.between.none")
    said, first = speak("silos.between.some", count=len(boundary)), boundary.iloc[0]
    if first["other_cluster"] not in names:
        return said
    most = speak(
        "silos.between.first",
        name=plain(first["name"], limit=_LONGEST),
        inside=Message("app.count.ties", count=int(first["ties_inside"])),
        group=names[int(first["cluster"])],
        across=int(first["ties_other"]),
        other=names[int(first["other_cluster"])],
    )
    return f"{said} {most}"


def resolution_sentence(resolutions: pd.DataFrame, speak: Translator) -> str:
    """Say over which resolutions the same groups are found, and which one was taken.

    Parameters
    ----------
    resolutions
        As the measure of this name gives it.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty without ties.
    """
    if resolutions.empty:
        return ""
    chosen = float(resolutions.loc[resolutions["is_chosen"], "resolution"].iloc[0])
    plateau = resolutions.loc[resolutions["is_plateau"], "resolution"]
    low, high = plateau.min(), plateau.max()
    if math.isnan(low):
        return speak("silos.resolution.no_plateau", chosen=chosen)
    return speak("silos.resolution.plateau", low=float(low), high=float(high), chosen=chosen)
