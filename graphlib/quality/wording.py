"""The quality of a network in words, for people; and in plain types, for programs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from graphlib.quality.crowds import Crowds
from graphlib.quality.gaps import OLD_YEARS, Quality
from graphlib.translation import Message, translator

__all__ = ["meaning", "measures_text", "quality_as_json", "quality_as_text", "title", "verdict"]

_PORTIONS = (
    ("three_quarters", 3 / 4),
    ("two_thirds", 2 / 3),
    ("half", 1 / 2),
    ("third", 1 / 3),
    ("quarter", 1 / 4),
)
_NEAR = 0.03
"""How far a share may be from a fraction that is said in words."""

_NEARLY_ALL = 0.95
_ENOUGH = 20
"""Rows from which a fraction is said in words; fewer are counted."""

_MAIN = ("sector", "placeholder", "undated_tie", "undated_participation", "theme", "place")
"""Gaps of which it is also said when there is nothing to complain about."""

_NAMED = 3
"""Things named in the verdict as well known, and as weak."""


def verdict(quality: Quality, language: str) -> str:
    """Say in a sentence what is well known and what is weak.

    Parameters
    ----------
    quality
        What `graphlib.quality.quality` found.
    language
        Language of the sentence.

    Returns
    -------
    str
        Up to three things of each kind, those that touch most measures first.
    """
    t = translator(language)
    table = quality.table
    weak = table[table["matters"]].head(_NAMED)
    solid = table[table["gap"].isin(_MAIN) & ~table["matters"]].head(_NAMED)
    values = {
        "solid": ", ".join(t(f"quality.gap.{gap}.subject") for gap in solid["gap"]),
        "weak": ", ".join(
            t("quality.weak", subject=Message(f"quality.gap.{row.gap}.subject"), count=row.count_, of=row.of)
            for row in weak.rename(columns={"count": "count_"}).itertuples()
        ),
    }
    which = (
        "both" if len(solid) and len(weak) else "solid" if len(solid) else "weak" if len(weak) else "empty"
    )
    return t(f"quality.verdict.{which}", **values)


def title(gap: str, language: str) -> str:
    """Name a gap in a few words."""
    return translator(language)(f"quality.gap.{gap}.title")


def meaning(row: pd.Series, quality: Quality, language: str) -> str:
    """Say what one gap means for the measures that it touches.

    Parameters
    ----------
    row
        A row of ``quality.table``.
    quality
        The whole, for the day and the size of events.
    language
        Language of the sentence.

    Returns
    -------
    str
        One sentence; where nothing is missing, a few words that say so.
    """
    t = translator(language)
    gap, count, of = str(row["gap"]), int(row["count"]), int(row["of"])
    if count == 0:
        return t("quality.nothing")
    who = _who(str(row["about"]), count, of)
    fact = Message(
        f"quality.gap.{gap}.fact",
        who=who,
        count=count,
        day=quality.today,
        cap=quality.crowds.event_cap,
        years=OLD_YEARS,
    )
    then = _crowded(count, quality.crowds) if gap == "isolate" and quality.crowds.alone else None
    then = then or Message(f"quality.gap.{gap}.{'all' if count == of else 'some'}")
    return t("quality.sentence", fact=fact, then=then)


def measures_text(row: pd.Series, language: str) -> str:
    """Name the measures that a gap touches."""
    t = translator(language)
    return ", ".join(t(f"quality.measure.{measure}") for measure in str(row["measures"]).split(";"))


def quality_as_json(quality: Quality, language: str = "en") -> dict[str, Any]:
    """Tell the quality in plain types, for a program.

    Parameters
    ----------
    quality
        What `graphlib.quality.quality` found.
    language
        Language of the sentences in it.

    Returns
    -------
    dict
        ``verdict``, ``today`` and ``gaps``: each with ``gap``, ``about``, ``title``, ``count``,
        ``of``, ``share``, ``matters``, ``measures`` (codes) and ``means``.
    """
    return {
        "verdict": verdict(quality, language),
        "today": quality.today,
        "gaps": [
            {
                "gap": str(row["gap"]),
                "about": str(row["about"]),
                "title": title(str(row["gap"]), language),
                "count": int(row["count"]),
                "of": int(row["of"]),
                "share": round(float(row["share"]), 6),
                "matters": bool(row["matters"]),
                "measures": str(row["measures"]).split(";"),
                "means": meaning(row, quality, language),
            }
            for _, row in quality.table.iterrows()
        ],
    }


def quality_as_text(quality: Quality, language: str = "en") -> list[str]:
    """Tell the quality in lines, for a person: the verdict, then each gap that is there.

    Parameters
    ----------
    quality
        What `graphlib.quality.quality` found.
    language
        Language of the lines.

    Returns
    -------
    list of str
        Gaps that matter come first.
    """
    t = translator(language)
    there = quality.table[quality.table["count"] > 0]
    ordered = pd.concat([there[there["matters"]], there[~there["matters"]]])
    lines = [
        t(
            f"quality.line.{'matters' if row['matters'] else 'minor'}",
            title=title(str(row["gap"]), language),
            count=int(row["count"]),
            of=int(row["of"]),
            means=meaning(row, quality, language),
        )
        for _, row in ordered.iterrows()
    ]
    return [t("quality.line.verdict", verdict=verdict(quality, language)), *lines]


def _crowded(isolates: int, crowds: Crowds) -> Message:
    """Say that events too large to make ties are why so many have none."""
    which = "crowded" if crowds.alone >= isolates else "partly_crowded"
    return Message(f"quality.gap.isolate.{which}", count=crowds.alone, cap=crowds.event_cap)


def _who(about: str, count: int, of: int) -> Message:
    """Say how many of which rows: a fraction in words where it is near one, else the numbers."""
    if count == of:
        return Message(f"quality.all.{about}", count=count)
    share = count / of
    word = next((word for word, fraction in _PORTIONS if abs(share - fraction) <= _NEAR), None)
    if share >= _NEARLY_ALL:
        word = "nearly"
    if word is None or of < _ENOUGH:
        return Message(
            "quality.portion.counted", count=count, rows=Message(f"quality.counted.{about}", of=of)
        )
    return Message(f"quality.portion.{word}", rows=Message(f"quality.rows.{about}"))
