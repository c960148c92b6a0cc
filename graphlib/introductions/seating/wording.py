"""What a seating says in words: the same on the page and on paper."""

from __future__ import annotations

import pandas as pd

from graphlib.introductions.seating.plan import Seating
from graphlib.translation import Message, Translator

__all__ = ["introduction_sentence", "seating_sentences", "through_whom"]


def seating_sentences(seating: Seating, speak: Translator) -> list[str]:
    """Say what a seating achieves, and how much that is beside chance and the order of the list."""
    pairs, worth = seating.pairs, seating.worth
    count = round(pairs.seated)
    if not worth.seated:
        return [speak("seating.finding.none")]
    if seating.tables == 1:
        return [speak("seating.finding.one_table" if count else "seating.finding.no_contact", count=count)]
    chance = {name: round(getattr(pairs, name)) for name in ("random", "low", "high")}
    said = [speak("seating.finding.some" if count else "seating.finding.no_contact", count=count, **chance)]
    if worth.random and worth.listed:
        times, listed = worth.seated / worth.random, worth.seated / worth.listed
        said.append(speak("seating.finding.times", times=times, listed=listed))
    return said


def through_whom(row: pd.Series) -> Message:
    """Say who could introduce the two of a row of a seating, and where that one sits."""
    if row["introducer"] != row["introducer"]:
        return Message("seating.through.nobody")
    name = str(row["introducer_name"])
    if pd.isna(row["introducer_table"]):
        return Message("seating.through.absent", name=name)
    if row["introducer_table"] in (row["source_table"], row["target_table"]) and (
        row["source_table"] == row["target_table"]
    ):
        return Message("seating.through.here", name=name)
    return Message("seating.through.elsewhere", name=name, table=int(row["introducer_table"]))


def introduction_sentence(row: pd.Series) -> Message:
    """Say whom to introduce to whom, and through whom."""
    return Message(
        "seating.introduce",
        source=str(row["source_name"]),
        target=str(row["target_name"]),
        through=through_whom(row),
    )
