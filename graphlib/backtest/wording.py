"""What a back-test says in words: on the page and on the command line."""

from __future__ import annotations

import math

import pandas as pd

from graphlib.backtest.report import Backtest
from graphlib.backtest.sets import DEFAULT
from graphlib.drawing.names import plain
from graphlib.translation import Message, Translator

__all__ = ["findings", "said_sentences", "text_lines"]

_SCALE = 1e5


def findings(found: Backtest, speak: Translator) -> list[str]:
    """Say how many suggestions came true: on the last day tried, over all days, and what they brought.

    Parameters
    ----------
    found
        The back-test.
    speak
        The reader's language.

    Returns
    -------
    list
        Two or three sentences, the most telling first.
    """
    said = [_last(found, speak)]
    if len(found.trials) > 1:
        said.append(_over_all(found, speak))
    return [*said, _gain(found, speak)]


def _last(found: Backtest, speak: Translator) -> str:
    """Say how many came true of the last list of which a whole year is known, or else so far."""
    complete = [trial for trial in found.trials if trial.is_year_complete]
    trial = complete[-1] if complete else found.trials[-1]
    row = trial.sets[(trial.sets["set"] == DEFAULT) & (trial.sets["k"] == found.top)].iloc[0]
    return speak(
        "backtest.sentence.last" if complete else "backtest.sentence.so_far",
        count=int(row["pairs"]),
        hits=int(row["hits_in_year"]),
        day=trial.cut,
        chance=float(row["pairs"]) * trial.chance,
    )


def _over_all(found: Backtest, speak: Translator) -> str:
    """Say how many came true over all days, beside chance."""
    means = found.mean_sets
    mean = means[(means["set"] == DEFAULT) & (means["k"] == found.top)].iloc[0]
    ours = found.sets[(found.sets["set"] == DEFAULT) & (found.sets["k"] == found.top)]
    chance = sum(pairs * trial.chance for pairs, trial in zip(ours["pairs"], found.trials, strict=True))
    sentence = speak(
        "backtest.sentence.all",
        count=len(found.trials),
        hits=int(mean["hits_in_year"]),
        pairs=int(mean["pairs"]),
        share=float(mean["share"]),
        low=float(mean["low"]),
        high=float(mean["high"]),
    )
    return f"{sentence} {speak('backtest.sentence.chance_all', chance=chance)}"


def _gain(found: Backtest, speak: Translator) -> str:
    """Say what the suggestions that came true brought, beside those of the most likely pairs."""
    means = found.mean_sets[found.mean_sets["k"] == found.top].set_index("set")["realised_in_year"]
    ours, likely = float(means[DEFAULT]), float(means["likelihood"])
    if ours <= 0.0 or likely <= 0.0:
        return speak("backtest.sentence.gain_none") if ours <= 0.0 else ""
    return speak("backtest.sentence.gain", realised=ours / likely)


def said_sentences(found: Backtest, speak: Translator) -> list[str]:
    """Say how far the likelihoods of the first pairs were from what was seen, on average over the days.

    Parameters
    ----------
    found
        The back-test.
    speak
        The reader's language.
    """
    said = found.said
    if said.empty:
        return [speak("backtest.said.none")]
    means = said[said["pairs"] == said["k"]].groupby("k")[["said", "seen"]].mean()
    return [
        speak("backtest.said.first", count=int(k), said=float(row["said"]), seen=float(row["seen"]))
        for k, row in means.head(2).iterrows()
    ] or [speak("backtest.said.none")]


def text_lines(found: Backtest, path: str, speak: Translator) -> list[str]:
    """Write a back-test as plain lines, one table below the other.

    Parameters
    ----------
    found
        The back-test.
    path
        What the network was read from.
    speak
        The reader's language.
    """
    lines = [
        speak(
            "backtest.text.head",
            path=plain(path, limit=len(path) + 1),
            by=plain(found.by),
            event_cap=found.event_cap,
            cap=found.cap,
            seed=found.seed,
        ),
        speak("backtest.sentence.undated", undated=found.undated, rows=found.rows),
        *findings(found, speak),
        speak("backtest.sentence.proxy"),
    ]
    for place, trial in enumerate(found.trials):
        lines += ["", *_trial_lines(found, place, speak)]
        lines += _set_lines(trial.sets, speak)
        lines += _ranking_lines(trial.precision, trial.areas, speak)
        lines += _said_lines(trial.said, speak)
        if not math.isnan(trial.brier):
            brier, base = f"{trial.brier:.6f}", f"{trial.brier_base:.6f}"
            lines.append(speak("backtest.text.brier", brier=brier, base=base))
    if len(found.trials) > 1:
        lines += ["", speak("backtest.text.means"), *_mean_lines(found)]
    return lines


def _trial_lines(found: Backtest, place: int, speak: Translator) -> list[str]:
    """Say what was known on a day and what followed."""
    trial = found.trials[place]
    said = [
        speak(
            "backtest.text.trial",
            day=trial.cut,
            actors=trial.actors,
            ties=trial.ties,
            candidates=trial.candidates,
            formed=trial.formed,
            year=trial.formed_in_year,
            chance=f"{trial.chance:.5f}",
            basis=Message(f"backtest.basis.{trial.basis}"),
            positives=trial.positives,
        )
    ]
    if not trial.is_year_complete:
        said.append(speak("backtest.text.incomplete", day=trial.cut, days=trial.followed))
    return said


def _set_lines(sets: pd.DataFrame, speak: Translator) -> list[str]:
    """Write one line a set and size."""
    lines = [speak("backtest.text.sets")]
    lines += [
        f"  {row.set:<20} k {row.k:>4}  {row.hits_in_year:>4} of {row.pairs:<4} "
        f"[{row.low:.3f}, {row.high:.3f}]  ever {row.hits:>4}  promised {row.promised * _SCALE:>8.1f}  "
        f"realised {row.realised * _SCALE:>7.1f}  within a year {row.realised_in_year * _SCALE:>7.1f}"
        for row in sets.itertuples()
    ]
    return lines


def _ranking_lines(precision: pd.DataFrame, areas: pd.DataFrame, speak: Translator) -> list[str]:
    """Write one line a score."""
    lines = [speak("backtest.text.ranking")]
    for method, part in precision.groupby("method", sort=False):
        shares = "  ".join(f"P@{row.k} {row.precision:.3f}" for row in part.itertuples())
        area = "  ".join(f"{value:.3f}" for value in areas.loc[str(method)])
        lines.append(f"  {method!s:<20} {shares}  AUC {area}")
    return lines


def _said_lines(said: pd.DataFrame, speak: Translator) -> list[str]:
    """Write one line a number of pairs."""
    if said.empty:
        return []
    lines = [speak("backtest.text.said")]
    lines += [
        f"  k {row.k:>5}  said {row.said:.4f}  seen {row.seen:.4f} [{row.low:.3f}, {row.high:.3f}]"
        for row in said.itertuples()
    ]
    return lines


def _mean_lines(found: Backtest) -> list[str]:
    """Write the means over the days."""
    lines = [
        f"  {row.set:<20} k {row.k:>4}  {row.share:.3f} [{row.low:.3f}, {row.high:.3f}]  "
        f"realised {row.realised * _SCALE:>7.1f}"
        for row in found.mean_sets.itertuples()
    ]
    means = found.mean_precision
    areas = found.areas.groupby("method", sort=False)[["auc", "auc_any", "auc_matched"]].mean()
    for method, part in means.groupby("method", sort=False):
        shares = "  ".join(f"P@{row.k} {row.share:.3f}" for row in part.itertuples())
        lines.append(
            f"  {method!s:<20} {shares}  AUC " + " ".join(f"{x:.3f}" for x in areas.loc[str(method)])
        )
    return lines
