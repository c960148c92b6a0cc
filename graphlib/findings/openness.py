"""Whether ties lead across groups more than before, in a sentence that does not say more than is known."""

from __future__ import annotations

import pandas as pd

from graphlib.findings.kinds import kind
from graphlib.openness import FEWEST_TIES, Openness
from graphlib.translation import Message, Translator

__all__ = ["drift_note", "openness_sentence", "versions_sentence"]

_P_VALUE = 0.05


def openness_sentence(found: Openness, by: str, speak: Translator) -> str:
    """Say whether the share of ties across groups rose, fell, or did neither beyond its noise.

    Parameters
    ----------
    found
        The share day by day.
    by
        Name of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        One or two sentences of plain text.
    """
    told = found.told
    if len(told) < 2 or not found.drift.p_value <= 1:
        return speak("silos.trend.few")
    first, last = told.iloc[0], told.iloc[-1]
    change = float(last["share_across"] - first["share_across"])
    is_sure = found.drift.p_value <= _P_VALUE and change * found.drift.slope > 0
    word = "flat" if not is_sure else "rose" if change > 0 else "fell"
    return speak(
        f"silos.trend.{word}",
        first=first["day"],
        last=last["day"],
        before=float(first["share_across"]),
        after=float(last["share_across"]),
        chance_before=float(first["share_across_expected"]),
        chance_after=float(last["share_across_expected"]),
        across=Message(f"silos.across.{kind(by)}"),
    )


def drift_note(found: Openness, speak: Translator) -> str:
    """Say in small print how the trend was told from noise, and what has no date.

    Parameters
    ----------
    found
        The share day by day.
    speak
        The reader's language.

    Returns
    -------
    str
        Plain text.
    """
    drift = found.drift
    tested = speak(
        "silos.trend.tested", p=drift.p_value, orders=drift.orders, days=drift.days, seed=drift.seed
    )
    undated = speak("silos.trend.undated", count=drift.undated, of=drift.undated + drift.ties)
    parts = [tested] if drift.p_value <= 1 else []
    return " ".join([*parts, *([undated] if drift.undated else []), speak("silos.trend.how")])


def versions_sentence(table: pd.DataFrame, by: str, speak: Translator) -> str:
    """Say how the share of ties across groups differs between the first and the last version.

    Parameters
    ----------
    table
        As `openness_by_version` gives it.
    by
        Name of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        One or two sentences of plain text.
    """
    told = table[table["ties"] >= FEWEST_TIES]
    if len(told) < 2:
        return speak("silos.trend.few_versions")
    first, last = told.iloc[0], told.iloc[-1]
    return speak(
        "silos.trend.versions",
        first=int(first["version"]),
        last=int(last["version"]),
        before=float(first["share_across"]),
        after=float(last["share_across"]),
        across=Message(f"silos.across.{kind(by)}"),
    )
