"""Who stays among themselves, in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from graphlib.analysis import Analysis, Grouping
from graphlib.findings.kinds import group_word, kind
from graphlib.translation import Message, Translator

__all__ = [
    "apart_sentence",
    "blanks_sentence",
    "closed_groups",
    "closest_sentence",
    "grouping_sentence",
    "silos_sentence",
    "verdict",
]

_NAMED = 3
"""Groups and pairs named in a sentence."""


def closed_groups(analysis: Analysis | Grouping) -> pd.DataFrame:
    """Give the groups that keep to themselves beyond chance, those furthest beyond it first.

    Parameters
    ----------
    analysis
        The measures.

    Returns
    -------
    pandas.DataFrame
        Rows of ``analysis.groups``, by how far the share of ties inside lies above chance.
    """
    closed = analysis.groups[analysis.groups["is_silo"]]
    return closed.sort_values(["silo_score", "group"], ascending=[False, True], ignore_index=True)


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
    return _finding(analysis, share, speak.percent(expected), speak)


def grouping_sentence(grouping: Grouping, speak: Translator) -> str:
    """Say which groups of a column keep to themselves beyond chance, and how wide chance is.

    Parameters
    ----------
    grouping
        The measures of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text that names at most three groups.
    """
    share = grouping.share_across
    expected = speak(
        "silos.chance_range",
        expected=grouping.share_across_expected,
        low=share + grouping.whole.score_low,
        high=share + grouping.whole.score_high,
    )
    return _finding(grouping, share, expected, speak)


def _finding(measured: Analysis | Grouping, share: float, expected: str, speak: Translator) -> str:
    """Say who keeps to themselves, or why nobody can say."""
    called, groups = kind(measured.by), measured.groups
    if groups.empty:
        return speak("silos.finding.unknown" if called == "sector" else "silos.finding.unknown_own")
    if math.isnan(share):
        return speak("silos.finding.untied")
    if len(groups) == 1:
        return speak(f"silos.single.{called}", group=group_word(groups["group"].iloc[0], measured.by, speak))
    said = speak(
        "silos.across_share", share=share, across=Message(f"silos.across.{called}"), expected=expected
    )
    words = [group_word(group, measured.by, speak) for group in closed_groups(measured)["group"]]
    if not words:
        return f"{speak(f'silos.none.{called}')} {said}"
    named = ", ".join(words[:_NAMED])
    closed = speak(
        f"silos.some.{called}",
        count=len(words),
        groups=named if len(words) <= _NAMED else speak("silos.most", groups=named),
    )
    return f"{closed} {said}"


def closest_sentence(grouping: Grouping, speak: Translator) -> str:
    """Say how closed the most closed group is, with its interval; nothing where none is closed.

    Parameters
    ----------
    grouping
        The measures of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        Plain text, empty where no group keeps to itself beyond chance.
    """
    closed = closed_groups(grouping)
    if closed.empty:
        return ""
    first = closed.iloc[0]
    return speak(
        "silos.closest",
        group=group_word(first["group"], grouping.by, speak),
        share=float(first["inside_share"]),
        expected=float(first["inside_share_expected"]),
        low=float(first["score_low"]) * 100,
        high=float(first["score_high"]) * 100,
    )


def verdict(group: Mapping[str, Any] | pd.Series) -> str:
    """Read one group's figures in a word of the catalogue's table ``silos.verdict``.

    Parameters
    ----------
    group
        Row of the table of `silos`.

    Returns
    -------
    str
        ``untied``, ``alone`` (one organisation), ``silo``, ``open`` or ``chance``.
    """
    if math.isnan(group["inside_share"]):
        return "untied"
    if group["actors"] < 2:
        return "alone"
    if group["is_silo"]:
        return "silo"
    return "open" if group["score_high"] < 0 else "chance"


def blanks_sentence(grouping: Grouping, speak: Translator) -> str:
    """Say between which groups there is no tie at all where chance would give some.

    Parameters
    ----------
    grouping
        The measures of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text that names at most three pairs, those with most ties expected first.
    """
    blanks = grouping.mixing[grouping.mixing["is_blank"]]
    if blanks.empty:
        return speak("silos.no_blanks")
    blanks = blanks.sort_values(["expected", "group_a", "group_b"], ascending=[False, True, True])
    pairs = [_blank(row, grouping.by, speak) for row in blanks.head(_NAMED).to_dict("records")]
    named = ", ".join(pairs)
    if len(blanks) > _NAMED:
        named = speak("silos.and_more", named=named, count=len(blanks) - _NAMED)
    return speak("silos.blanks", count=len(blanks), pairs=named)


def _blank(row: Mapping[str, Any], by: str, speak: Translator) -> str:
    """Name an empty cell of the matrix, with what chance would give."""
    a, b = (group_word(row[end], by, speak) for end in ("group_a", "group_b"))
    is_inside = row["group_a"] == row["group_b"]
    return speak("silos.inside" if is_inside else "silos.pair", a=a, b=b, expected=row["expected"])


def apart_sentence(grouping: Grouping, speak: Translator) -> str:
    """Say which two groups would hear least of one another.

    Parameters
    ----------
    grouping
        The measures of the column.
    speak
        The reader's language.

    Returns
    -------
    str
        Plain text; of pairs of which one side is too small their number is said.
    """
    pairs = grouping.controversy
    told = pairs[~pairs["is_too_small"]]
    if told.empty:
        return speak("silos.apart.none")
    first = told.sort_values(["controversy", "group_a", "group_b"], ascending=[False, True, True]).iloc[0]
    said = speak(
        "silos.apart.most",
        a=group_word(first["group_a"], grouping.by, speak),
        b=group_word(first["group_b"], grouping.by, speak),
        stay_a=float(first["stay_a"]),
        stay_b=float(first["stay_b"]),
        score=float(first["controversy"]),
        actors_a=int(first["actors_a"]),
        actors_b=int(first["actors_b"]),
        k=int(first["k"]),
    )
    small = len(pairs) - len(told)
    return f"{said} {speak('silos.apart.small', count=small)}" if small else said
