"""What a plan says in words: the same on the page, in the snapshot and in the workbook."""

from __future__ import annotations

from graphlib.introductions.plan import Plan
from graphlib.translation import Message, Translator

__all__ = ["likelihood_word", "plan_sentence"]

_WORDS = ((0.5, "high"), (0.15, "medium"), (0.0, "low"))
"""Least likelihood of each word."""


def likelihood_word(likelihood: float) -> Message:
    """Say in a word how plausible a tie is.

    Parameters
    ----------
    likelihood
        From 0 to 1.

    Returns
    -------
    Message
        Plausible from 0.5 on, possible from 0.15 on, else a long shot.
    """
    word = next((word for least, word in _WORDS if likelihood >= least), "low")
    return Message(f"introductions.likelihood.{word}")


def plan_sentence(plan: Plan, speak: Translator) -> str:
    """Say how many introductions are worth making and what they change together.

    Parameters
    ----------
    plan
        The introductions.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence, with the reach before and after told apart by as many decimals as it takes.
    """
    if plan.table.empty:
        return speak("introductions.finding.none")
    base, reached = plan.base_reach, float(plan.table["cumulative_reach"].iloc[-1])
    before, after = speak.change(base, reached)
    steps = speak.change(1 / base, 1 / reached, least=1) if base else ("–", "–")
    return speak(
        "introductions.finding.some",
        count=len(plan.table),
        before=before,
        after=after,
        steps_before=steps[0],
        steps_after=steps[1],
    )
