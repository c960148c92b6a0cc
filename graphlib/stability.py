"""Whether the same actors would lead if some of the ties were not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib import centrality
from graphlib.bridging import dependent_pairs
from graphlib.bridging.cuts import search
from graphlib.distances import Adjacency, adjacency, component_sizes
from graphlib.kernels.brandes import path_shares
from graphlib.kernels.threads import stream
from graphlib.network import Network
from graphlib.randomness import generator
from graphlib.ranking import ranks
from graphlib.translation import Message

__all__ = ["DRAWS", "FEWEST_DRAWS", "Measure", "Progress", "RankIntervals", "rank_intervals"]

Measure: TypeAlias = Literal["betweenness", "dependent_pairs", "degree"]
"""What actors are ranked by."""

Progress: TypeAlias = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""

Values: TypeAlias = npt.NDArray[np.float64]

DRAWS = 200
"""Draws where nothing speaks against it."""

FEWEST_DRAWS = 30
"""Draws below which each end of an interval would rest on a single draw."""

_FEWEST_SOURCES = 64
"""Sources below which the sample says too little about a single actor."""

_PLAIN_PASSES = 10
"""What a draw without any paths costs, in passes over all neighbours."""

_WORK = 500_000_000
"""Neighbours looked at by all draws together: about five seconds on two cores."""


@dataclass(frozen=True)
class RankIntervals:
    """The ranks that the leading actors keep or lose when ties are left out.

    Attributes
    ----------
    table
        One row an actor, first by today's rank, then by id.
    by_measure
        What they are ranked by.
    missing
        Share of the ties that each draw leaves out.
    draws
        Number of draws.
    sources
        Sampled sources of the betweenness of each draw, or ``None`` where it is exact.
    seed
        Chose the ties and the sources.
    """

    table: pd.DataFrame
    by_measure: Measure
    missing: float
    draws: int
    sources: int | None
    seed: int

    @property
    def sureness(self) -> Message:
        """How the intervals came about, in a sentence."""
        if self.sources is None:
            return Message("bridging.ranks.exact", count=self.draws, missing=self.missing)
        return Message("bridging.ranks.sampled", count=self.draws, missing=self.missing, sources=self.sources)


def rank_intervals(
    network: Network,
    *,
    by_measure: Measure = "betweenness",
    missing: float = 0.1,
    draws: int | None = None,
    top: int = 20,
    known: pd.Series | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> RankIntervals:
    """Say whether each leading actor would still lead if some of the ties were missing.

    Leaves out the share ``missing`` of the joined pairs at random, ranks all actors anew, and
    does so ``draws`` times [1]_. The interval holds the middle 90 % of the ranks. Ranks count
    those before: equal figures share the best rank of theirs.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by_measure
        ``betweenness``; ``dependent_pairs``, the pairs of others in contact only through an
        actor; or ``degree``, its ties.
    missing
        Share of the joined pairs that each draw leaves out, from 0 to 1.
    draws
        How often; 200 unless given, and fewer where they would take long, but 30 at least.
    top
        Actors wanted, from the first; those with a figure of 0 are left out.
    known
        The measure by actor id, where it is known already; measured unless given.
    seed
        Chooses the ties, and the sources of betweenness where that is sampled.
    progress
        Told how far the draws are.

    Returns
    -------
    RankIntervals
        With a table of these columns.

        =========== ======= ====== ============================================================
        column      dtype   unit   meaning
        id, name    str     --     the actor
        rank        int64   --     its rank with all ties
        low         int64   --     only 5 % of the draws give a better rank
        high        int64   --     only 5 % of the draws give a worse rank
        first_share float64 [0, 1] draws in which it is first, alone or with others
        =========== ======= ====== ============================================================

        Where the paths of all draws would take more than about five seconds, betweenness is
        found from sampled sources, the same in each draw: what an actor gains or loses from them
        is applied to its figure with all ties, so that the error of the sample is mostly, not
        wholly, kept out of the interval. Cost of a draw O(n + m), for betweenness
        O(sources (n + m)); on all cores, and the same on any number of them.

    Raises
    ------
    ValueError
        If ``missing`` is no share, or there is no draw.

    Warnings
    --------
    Ties are left out by lot. The ties that are really missing are not: a sector that answered no
    survey is missing as a whole, and no interval tells that. Nor do the draws add ties that
    nobody recorded.

    References
    ----------
    .. [1] Borgatti, S. P., Carley, K. M. and Krackhardt, D. (2006). On the robustness of
       centrality measures under conditions of imperfect data. Social Networks 28(2), 124-136.
    """
    if not 0 <= missing <= 1 or (draws is not None and draws < 1):
        raise ValueError("missing is a share from 0 to 1, and there is at least one draw")
    values = (_measured(network, by_measure, seed) if known is None else known).reindex(network.ids)
    near = adjacency(network)
    plan = _planned(near, by_measure, draws, seed)
    today = values.to_numpy(np.float64)
    order = np.lexsort((np.arange(len(today)), _ranked(today)))[: max(top, 0)]
    leading = order[today[order] > 0]
    found = _drawn_ranks(near, plan, today, leading, _kept(network, missing, seed), progress)
    low, high = np.quantile(found, (0.05, 0.95), axis=0, method="inverted_cdf").astype(np.int64)
    table = network.actors.loc[leading, ["id", "name"]].reset_index(drop=True)
    table = table.assign(
        rank=_ranked(today)[leading], low=low, high=high, first_share=(found == 1).mean(axis=0)
    )
    return RankIntervals(table, by_measure, missing, plan.draws, plan.sampled, seed)


@dataclass(frozen=True)
class _Plan:
    """What each draw measures: from which sources, where they are sampled, and how often."""

    by_measure: Measure
    draws: int
    sources: npt.NDArray[np.int64]
    sampled: int | None

    def measure(self, near: Adjacency) -> Values:
        """Measure every actor, up to a factor that is the same for all."""
        if self.by_measure == "degree":
            return np.diff(near.indptr).astype(np.float64)
        if self.by_measure == "dependent_pairs":
            return search(near).dependent_pairs.astype(np.float64)
        passed, carried = np.zeros(len(near)), np.zeros(len(near.indices))
        ends, most = (near.indptr, near.indices), component_sizes(near)
        path_shares(*ends, *ends, self.sources, most, passed, carried)
        return passed


def _measured(network: Network, by_measure: Measure, seed: int) -> pd.Series:
    """Measure with all ties."""
    if by_measure == "degree":
        return centrality.degree(network)
    if by_measure == "dependent_pairs":
        return dependent_pairs(network)
    return centrality.betweenness(network, seed=seed).actors


def _planned(near: Adjacency, by_measure: Measure, draws: int | None, seed: int) -> _Plan:
    """Decide how many draws there are and from how many sources, so that they do not take too long."""
    everybody = np.arange(len(near))
    affordable = _WORK // max(1, len(near) + len(near.indices))
    passes = max(1, len(near)) if by_measure == "betweenness" else _PLAIN_PASSES
    wanted = draws or int(np.clip(affordable // passes, FEWEST_DRAWS, DRAWS))
    if by_measure != "betweenness" or wanted * len(near) <= max(affordable, wanted * _FEWEST_SOURCES):
        return _Plan(by_measure, wanted, everybody, None)
    samples = max(_FEWEST_SOURCES, affordable // wanted)
    random = generator(seed, "rank intervals")
    sources = np.sort(random.choice(len(near), min(samples, len(near)), replace=False))
    return _Plan(by_measure, wanted, sources, len(sources))


def _kept(network: Network, missing: float, seed: int) -> Callable[[int], npt.NDArray[np.bool_]]:
    """Give the function that draws which ties are kept, by the number of the draw."""
    ties = len(network.edges)
    gone = round(missing * ties)

    def keeps(draw: int) -> npt.NDArray[np.bool_]:
        kept = np.ones(ties, np.bool_)
        kept[generator(seed, f"missing ties {draw}").choice(ties, gone, replace=False)] = False
        return kept

    return keeps


def _drawn_ranks(
    near: Adjacency,
    plan: _Plan,
    today: Values,
    leading: npt.NDArray[np.int64],
    keeps: Callable[[int], npt.NDArray[np.bool_]],
    progress: Progress | None,
) -> npt.NDArray[np.int64]:
    """Rank anew in each draw; one row a draw, one column for each of the leading actors."""
    before = None if plan.sampled is None else plan.measure(near)

    def draw(piece: slice) -> npt.NDArray[np.int64]:
        values = plan.measure(_thinned(near, keeps(piece.start)))
        return _ranked(values if before is None else _carried_over(today, before, values))[leading]

    found = []
    for rows in stream(draw, plan.draws, parts=plan.draws):
        found.append(rows)
        if progress is not None:
            progress(len(found) / plan.draws, Message("bridging.ranks.step"))
    return np.array(found, np.int64)


def _thinned(near: Adjacency, kept: npt.NDArray[np.bool_]) -> Adjacency:
    """Leave out the ties that are not kept."""
    stays = kept[near.ties]
    places = np.concatenate([[0], np.cumsum(stays)]).astype(np.int64)
    return Adjacency(places[near.indptr], near.indices[stays], near.ties[stays])


def _carried_over(today: Values, before: Values, after: Values) -> Values:
    """Change today's figures in the proportion in which those of the sample changed (ratio estimate).

    Where the sample saw nothing before, it gives no proportion: the figure stays.
    """
    ratio = np.divide(after, before, out=np.ones_like(today), where=before > 0)
    return today * ratio


def _ranked(values: Values) -> npt.NDArray[np.int64]:
    """Rank all actors, the largest figure first; those without a figure come last."""
    rank: npt.NDArray[np.int64] = ranks(pd.Series(values))["rank"].fillna(len(values) + 1).to_numpy(np.int64)
    return rank
