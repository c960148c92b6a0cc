"""The state of a network in one word, with one sentence why and one on what helps.

Decided in this order, the first that holds:

============ ==================================================================================
fragmented   the largest connected part holds under 70 % of the actors
divided      ties stay inside groups beyond chance (p <= 0.05) and the share of ties across
             groups is under three quarters of what chance gives
dependent    without the three strongest go-betweens more than 10 % of the largest part is cut
             off from it
woven        none of these
============ ==================================================================================
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

from graphlib.translation import Message

__all__ = [
    "CROSS_SHARE_UNDER",
    "CUT_OFF_ABOVE",
    "LARGEST_UNDER",
    "P_VALUE_UP_TO",
    "State",
    "state",
    "state_help",
    "state_name",
    "state_reason",
]

State = Literal["fragmented", "divided", "dependent", "woven"]

LARGEST_UNDER = 0.70
P_VALUE_UP_TO = 0.05
CROSS_SHARE_UNDER = 0.75
CUT_OFF_ABOVE = 0.10


def state(
    *,
    largest_share: float,
    p_value: float,
    cross_share: float,
    cross_share_expected: float,
    cut_off_share: float,
) -> State:
    """Decide in which state a network is.

    Parameters
    ----------
    largest_share
        Share of the actors in the largest connected part.
    p_value
        Chance that random labels are as closed; NaN where groups are not known.
    cross_share, cross_share_expected
        Share of ties across groups, as seen and under random labels.
    cut_off_share
        Share of the largest part that loses it when the three strongest go-betweens leave.
    """
    if largest_share < LARGEST_UNDER:
        return "fragmented"
    if p_value <= P_VALUE_UP_TO and cross_share < CROSS_SHARE_UNDER * cross_share_expected:
        return "divided"
    if cut_off_share > CUT_OFF_ABOVE:
        return "dependent"
    return "woven"


def state_name(summary: Mapping[str, Any]) -> Message:
    """Name the state in the reader's language; where sectors are not known it says only what is.

    Parameters
    ----------
    summary
        The summary of an analysis.

    Returns
    -------
    Message
        One word.
    """
    return Message(f"state.{_word(summary)}.name")


def state_reason(summary: Mapping[str, Any]) -> Message:
    """Say in one sentence why the network is in its state, with the figures that decided it.

    Parameters
    ----------
    summary
        The summary of an analysis.

    Returns
    -------
    Message
        One sentence.
    """
    return Message(
        f"state.{_word(summary)}.reason",
        largest=summary["largest_component"] / max(1, summary["actors"]),
        components=summary["components"],
        share=summary["cross_sector_share"],
        expected=summary["cross_sector_share_expected"],
        cut_off=summary["cut_off_by_top_brokers"],
    )


def state_help(summary: Mapping[str, Any]) -> Message:
    """Say in one sentence what helps a network in this state.

    Parameters
    ----------
    summary
        The summary of an analysis.

    Returns
    -------
    Message
        One sentence; a woven network in which groups still lean inwards is told so.
    """
    word = _word(summary)
    if word == "woven" and summary["silos"]:
        return Message("state.woven.leaning", count=summary["silos"])
    return Message(f"state.{word}.help")


def _word(summary: Mapping[str, Any]) -> str:
    """Give the state whose words apply: what rests on unknown sectors cannot be said."""
    if summary["state"] == "woven" and math.isnan(summary["cross_sector_share"]):
        return "unsectored"
    return str(summary["state"])
