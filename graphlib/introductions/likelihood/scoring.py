"""The likelihood of pairs of one network: what was learned, read on the network as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.introductions.likelihood.calibration import MOST, level
from graphlib.introductions.likelihood.experts import Ranks
from graphlib.introductions.likelihood.features import katz, rate_matrix
from graphlib.introductions.likelihood.learning import BLEND, PLAIN, Curve, Model, experts, ranks_of, score
from graphlib.introductions.likelihood.outcomes import Shift
from graphlib.introductions.likelihood.paths import SUMS, path_sums
from graphlib.introductions.likelihood.states import Pairs, State, blocks, wider
from graphlib.introductions.likelihood.typical import TYPICAL, typical_strangers

__all__ = ["RANKED", "Scorer", "scorer_of"]

Places: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]

RANKED = 4_000_000
"""Pairs that ranks are counted on, about; of more, those of actors drawn at random are."""


@dataclass(frozen=True, eq=False)
class Scorer:
    """Gives the probability that pairs of one network become tied within a year; made by `Likelihood.scorer`.

    Attributes
    ----------
    state
        The network, with a sample of its candidates.
    rates
        How much more often each pair of groups becomes tied, as a logarithm, by code.
    ranks
        Where a figure stands among the candidates, for each expert.
    factor
        What probabilities are multiplied with, since the network has grown.
    shift
        What the outcomes of earlier introductions add.
    """

    state: State
    model: Model | None
    rates: Floats
    curve: Curve
    ranks: tuple[Ranks, ...]
    factor: float
    shift: Shift | None

    def __call__(self, first: Places, second: Places) -> Floats:
        """Give the probability of each pair to be tied within 12 months.

        Parameters
        ----------
        first, second
            Positions of the ends in ``network.ids``; ``first`` ascending.

        Returns
        -------
        numpy.ndarray
            float64 from 0 to 0.95. Cost: the paths of two ties from each different first end,
            and the contacts of each second end.
        """
        first, second = _as_places(first), _as_places(second)
        said = [np.empty(0), *(self.said(pairs) for pairs in blocks(self.state.ground, first, second))]
        return np.concatenate(said)

    def features(self, first: Places, second: Places) -> dict[str, Floats]:
        """Give the plain figures of each pair that heuristics rank by.

        Returns
        -------
        dict
            The sums of `graphlib.introductions.likelihood.paths.SUMS` and ``katz``,
            ``degree_product``, ``activity_product`` (events and stated ties of the one times those
            of the other).
        """
        first, second = _as_places(first), _as_places(second)
        ground = self.state.ground
        sums = path_sums(ground, first, second)
        degree = np.diff(ground.indptr).astype(np.float64)
        return {
            **dict(zip(SUMS, sums.T, strict=True)),
            "katz": katz(sums),
            "degree_product": degree[first] * degree[second],
            "activity_product": ground.acts[first] * ground.acts[second],
        }

    def of_held(self) -> Floats:
        """Give the probability of each candidate that the state holds."""
        return self.said(self.state.pairs)

    def said(self, pairs: Pairs) -> Floats:
        """Give the probability of pairs whose paths are added up."""
        figures = experts(self.model, self.state, pairs, self.rates)
        weights = PLAIN if self.model is None else BLEND
        found = self.curve(score(self.ranks, figures, weights))
        apart = np.flatnonzero(pairs.sums[:, 0] == 0)
        if len(apart):
            found[apart] = self._of_strangers(pairs.take(apart))
        found = np.minimum(found * self.factor, MOST)
        return found if self.shift is None else np.minimum(self.shift(found, pairs.first, pairs.second), MOST)

    def _of_strangers(self, pairs: Pairs) -> Floats:
        """Give the probability of pairs without a common contact, before the level is set."""
        if self.model is None or not len(self.model.strangers):
            return np.asarray(np.minimum(typical_strangers(self.state, pairs), self.curve.rates[0]))
        return self.model.of_strangers(self.state, pairs, self.rates)


def scorer_of(
    state: State, model: Model | None, names: tuple[str, ...], seed: int, shift: Shift | None = None
) -> Scorer:
    """Rank the candidates of a state by every expert, and set the level.

    Parameters
    ----------
    state
        The network.
    model
        What was learned; ``None`` to go by plain ranks and what they meant elsewhere.
    names
        Names of the groups, by code.
    seed
        Draws the pairs that ranks are counted on, where they are too many.
    shift
        What outcomes add.
    """
    rates = rate_matrix({} if model is None else model.rates, names)
    curve = TYPICAL if model is None else model.curve
    ranks = ranks_of(model, state, wider(state, RANKED, seed), rates)
    plain = Scorer(state, model, rates, curve, ranks, 1.0, None)
    if model is None or not len(state.pairs):
        return replace(plain, shift=shift)
    expected = float(plain.of_held().sum()) / state.share
    return replace(plain, factor=level(expected, model.last_year), shift=shift)


def _as_places(ends: Places) -> Places:
    """Give positions as the compiled loops want them."""
    return np.array(ends, np.int32)
