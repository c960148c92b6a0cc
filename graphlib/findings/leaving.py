"""What becomes of the network when actors leave: one by one, and its secretariat, in sentences and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphlib.analysis import Analysis
from graphlib.bridging import robustness, robustness_at_random
from graphlib.findings.go_betweens import go_betweens
from graphlib.translation import Message, Translator

__all__ = ["Leaving", "leaving", "leaving_beside", "leaving_sentence", "without_us", "without_us_sentence"]

Progress = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""

_MOST, _LEAST, _SHARE = 20, 3, 0.1
"""Actors that leave: at most, at least, and in between this share of all."""

_NAMED = 5
"""How many leave in the sentence."""

_FIGURES = (
    "actors",
    "connected_share",
    "components",
    "cut_off_by_top_brokers",
    "cross_sector_reach",
    "silos",
)
"""What is held beside each other with the secretariat and without it."""


@dataclass(frozen=True)
class Leaving:
    """How much of the network stays together while actors leave.

    Attributes
    ----------
    table
        One row for each number of actors gone, from 0.
    orders, seed
        Random orders drawn for comparison, and what chose them.
    """

    table: pd.DataFrame
    orders: int
    seed: int


def leaving(analysis: Analysis, *, progress: Progress | None = None) -> Leaving:
    """Follow the largest part while the leading actors leave, one after the other.

    ``S(k) / (n - k)``: of those who remain when ``k`` of ``n`` actors are gone, the share in the
    largest connected part. The go-betweens leave by today's betweenness, the others in the order
    of ``analysis.holding``.

    Parameters
    ----------
    analysis
        The measures.
    progress
        Told that the work has begun.

    Returns
    -------
    Leaving
        With a table of ``gone`` (int64); ``go_between``, ``holder`` (str, who leaves at this step;
        missing at 0 and where nobody is left to name); ``by_go_betweens``, ``by_holders``,
        ``at_random`` (float64, shares; missing where nobody leaves any more), and ``at_random_low``,
        ``at_random_high`` (float64, what 5 % of the random orders stay under and over). Up to a
        tenth of the actors leave, 3 at least and 20 at most, but none who stands between nobody.
    """
    (progress or (lambda share, message: None))(0.0, Message("bridges.leaving_step"))
    network, seed = analysis.network, analysis.options.seed
    first = go_betweens(analysis)[["id", "name"]].head(min(_MOST, max(_LEAST, int(_SHARE * len(network)))))
    holders = analysis.holding.table.head(len(first))
    drawn = robustness_at_random(network, steps=len(first), seed=seed)
    stay = np.maximum(1, len(network) - drawn["gone"].to_numpy())
    table = pd.DataFrame(
        {
            "gone": drawn["gone"],
            "go_between": _padded([None, *first["name"]], len(drawn), "str"),
            "by_go_betweens": robustness(network, first["id"].tolist()) / stay,
            "holder": _padded([None, *holders["name"]], len(drawn), "str"),
            "by_holders": _padded(
                robustness(network, holders["id"].tolist()) / stay[: len(holders) + 1], len(drawn), "float64"
            ),
            **{
                name: drawn[column] / stay
                for name, column in (
                    ("at_random", "mean"),
                    ("at_random_low", "low"),
                    ("at_random_high", "high"),
                )
            },
        }
    )
    return Leaving(table, int(drawn["orders"].iloc[0]), seed)


def leaving_sentence(found: Leaving, speak: Translator) -> str:
    """Say how much stays together without the strongest go-betweens, and without as many at random.

    Parameters
    ----------
    found
        What `leaving` gives.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty where nobody stands between others.
    """
    return _told("bridges.leaving_finding", found, speak)


def leaving_beside(found: Leaving, speak: Translator) -> str:
    """Say what to hold against `leaving_sentence`: today, without those who hold most, and the spread.

    Parameters
    ----------
    found
        What `leaving` gives.
    speak
        The reader's language.

    Returns
    -------
    str
        Sentences of plain text; empty where nobody stands between others.
    """
    return _told("bridges.leaving_beside", found, speak)


def without_us(today: Analysis, rest: Analysis, speak: Translator) -> pd.DataFrame:
    """Hold the figures of the network beside those without its secretariat.

    Parameters
    ----------
    today, rest
        The measures of both.
    speak
        The reader's language.

    Returns
    -------
    pandas.DataFrame
        One row a figure: ``figure``, ``today``, ``without_us`` (str, as the language writes them).
    """
    return pd.DataFrame(
        [
            {"figure": speak(f"bridges.figure.{figure}"), "today": before, "without_us": after}
            for figure in _FIGURES
            for before, after in [_written(figure, _figure(today, figure), _figure(rest, figure), speak)]
        ]
    )


def without_us_sentence(today: Analysis, rest: Analysis, speak: Translator) -> str:
    """Say how many of the others stay connected without the secretariat.

    Parameters
    ----------
    today, rest
        The measures of both.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text.
    """
    before, after = (_figure(analysis, "connected_share") for analysis in (today, rest))
    is_same = speak.percent(before) == speak.percent(after)
    return speak(
        "bridges.without_us_same" if is_same else "bridges.without_us_finding",
        count=len(today.network) - len(rest.network),
        parts=int(rest.summary["components"]),
        largest=after,
        before=before,
    )


def _told(key: str, found: Leaving, speak: Translator) -> str:
    """Say the figures of the step at which the few have left."""
    count = min(_NAMED, len(found.table) - 1)
    if not count:
        return ""
    row = found.table.iloc[count]
    return speak(
        key,
        count=count,
        today=float(found.table["by_go_betweens"].iloc[0]),
        share=float(row["by_go_betweens"]),
        holding=float(found.table["by_holders"].ffill().iloc[count]),
        random=float(row["at_random"]),
        low=float(row["at_random_low"]),
        high=float(row["at_random_high"]),
    )


def _figure(analysis: Analysis, figure: str) -> float:
    """Give one figure about the whole network."""
    summary = analysis.summary
    if figure == "connected_share":
        return float(summary["largest_component"] / max(1, summary["actors"]))
    return float(summary[figure])


def _written(figure: str, before: float, after: float, speak: Translator) -> tuple[str, str]:
    """Write a figure before and after, with as many decimals as tell them apart."""
    if figure == "cross_sector_reach":
        return (speak.number(before, 3), speak.number(after, 3))
    if figure in ("connected_share", "cut_off_by_top_brokers"):
        return speak.percent(before, 1), speak.percent(after, 1)
    return speak.number(before, 0), speak.number(after, 0)


def _padded(values: Sequence[object], length: int, dtype: str) -> pd.Series:
    """Fill values up with missing ones."""
    return pd.Series([*values, *[None] * (length - len(values))], dtype=dtype)
