"""Why an introducer could introduce: what its ties to both ends rest on, and since when."""

from __future__ import annotations

from typing import Any

import pandas as pd

from graphlib.drawing.names import plain
from graphlib.introductions import Plan
from graphlib.network import Network
from graphlib.ties import SHARED_EVENT
from graphlib.translation import Message, Translator

__all__ = ["introducer_sentences"]

_LONGEST = 60
"""Letters of a name or a kind of tie within the sentence."""


def introducer_sentences(network: Network, plan: Plan, speak: Translator) -> tuple[str, ...]:
    """Say, for each introduction, what the introducer's ties to both ends are.

    Parameters
    ----------
    network
        The network that the plan was made of.
    plan
        The introductions.
    speak
        The reader's language.

    Returns
    -------
    tuple of str
        One sentence of plain text a row of ``plan.table``; empty where nobody introduces or a
        tie is not in ``network``. Cost: one pass over the network's pairs.
    """
    table = plan.table
    people = {*table["introducer"].dropna(), *table["source"], *table["target"]}
    pairs = network.pairs
    pairs = pairs[pairs["source"].isin(people) & pairs["target"].isin(people)]
    ties = {frozenset((pair.source, pair.target)): _tie(pair) for pair in pairs.itertuples()}
    return tuple(_sentence(row, ties, speak) for _, row in table.iterrows())


def _sentence(row: pd.Series, ties: dict[frozenset[str], Message], speak: Translator) -> str:
    """Say what joins the introducer of one introduction to its two ends."""
    source, target = (ties.get(frozenset((row["introducer"], row[end]))) for end in ("source", "target"))
    if source is None or target is None:
        return ""
    names = {end: plain(row[f"{end}_name"], limit=_LONGEST) for end in ("source", "target")}
    return speak("introductions.card.basis", source_tie=source, target_tie=target, **names)


def _tie(pair: Any) -> Message:  # noqa: ANN401 - a named tuple of pandas
    """Say what joins a pair: shared events, or the kinds that the data state, with the last day."""
    is_dated = isinstance(pair.latest, str)
    when, day = ("dated", pair.latest) if is_dated else ("undated", "")
    if pair.kind == SHARED_EVENT:
        return Message(f"introductions.tie.events_{when}", count=int(pair.shared_events), day=day)
    kinds = ", ".join(kind for kind in pair.kind.split(";") if kind != SHARED_EVENT)
    return Message(f"introductions.tie.stated_{when}", kinds=plain(kinds, limit=_LONGEST), day=day)
