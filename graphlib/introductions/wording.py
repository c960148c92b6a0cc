"""What a plan says in words: the same on the page, in the snapshot and in the workbook."""

from __future__ import annotations

from graphlib.introductions.likelihood import Likelihood
from graphlib.introductions.likelihood.calibration import wilson
from graphlib.introductions.objective import Objective
from graphlib.introductions.plan import Plan
from graphlib.introductions.reasons import group_word
from graphlib.translation import Message, Translator

__all__ = [
    "expectation",
    "likelihood_basis",
    "likelihood_check",
    "likelihood_word",
    "nearness",
    "plan_sentence",
]

_WORDS = ((0.2, "high"), (0.05, "medium"), (0.0, "low"))
"""Least likelihood of each word."""


_CHECKED = 200
"""Likeliest pairs that the likelihood is checked on."""


def likelihood_word(likelihood: float) -> Message:
    """Say in a word how likely a tie is within a year.

    Parameters
    ----------
    likelihood
        From 0 to 1.

    Returns
    -------
    Message
        Likely for a tie from one in five on, possible from one in twenty on, else a long shot: of
        pairs with a common contact one in some hundred is tied a year later.
    """
    word = next((word for least, word in _WORDS if likelihood >= least), "low")
    return Message(f"introductions.likelihood.{word}")


def expectation(plan: Plan) -> Message | None:
    """Say how many of the suggested ties would form within a year if nobody did anything.

    Parameters
    ----------
    plan
        The introductions.

    Returns
    -------
    Message
        The sum of the likelihoods, rounded; ``None`` where these were not learned from the data.
    """
    if plan.likelihood.basis == "typical" or plan.table.empty:
        return None
    count = round(float(plan.table["likelihood"].sum()))
    return (
        Message("introductions.left_alone", count=count)
        if count
        else Message("introductions.left_alone_none")
    )


def likelihood_basis(likelihood: Likelihood) -> Message:
    """Say what the likelihoods of a plan rest on, and that it is little where it is little.

    Parameters
    ----------
    likelihood
        As learned, or typical where nothing could be learned.

    Returns
    -------
    Message
        With the number of ties learned from.
    """
    if likelihood.basis == "typical":
        return Message("introductions.basis.typical")
    how = "few" if likelihood.is_few_data else "learned"
    return Message(f"introductions.basis.{how}", count=likelihood.positives)


def likelihood_check(likelihood: Likelihood) -> Message | None:
    """Say how the likelihoods of the likeliest pairs would have held in the last year.

    Parameters
    ----------
    likelihood
        As learned.

    Returns
    -------
    Message
        How many of the first 200 pairs were said to become tied, and how many did; that the figures
        were too high or too low where the 95 % interval by Wilson leaves them out. ``None`` where
        nothing could be checked.
    """
    rows = likelihood.reliability
    rows = rows[rows["top"] <= _CHECKED]
    if rows.empty:
        return None
    pairs, hits = int(rows["pairs"].sum()), round(float((rows["seen"] * rows["pairs"]).sum()))
    said = float((rows["said"] * rows["pairs"]).sum())
    low, high = wilson(hits, pairs)
    held = "high" if said > high * pairs else "low" if said < low * pairs else "well"
    return Message(f"introductions.checked.{held}", pairs=pairs, said=round(said), seen=hits)


def nearness(objective: Objective) -> Message:
    """Name what a plan's effects are measured by: nearness between groups, to one, or of our own.

    Parameters
    ----------
    objective
        Of the plan.

    Returns
    -------
    Message
        To stand within a sentence.
    """
    if objective.ours:
        return Message("introductions.nearness.ours")
    if objective.toward is not None:
        return Message("introductions.nearness.toward", group=group_word(objective.toward))
    return Message(f"introductions.nearness.{'sectors' if objective.by == 'sector' else 'groups'}")


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
        nearness=nearness(plan.objective),
        before=before,
        after=after,
        steps_before=steps[0],
        steps_after=steps[1],
    )
