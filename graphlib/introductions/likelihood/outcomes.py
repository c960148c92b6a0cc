"""What came of introductions that were tried, and how it shifts what is said of the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.introductions.likelihood.logistic import offset_logistic
from graphlib.network import Network

__all__ = ["NEUTRAL", "Leaning", "Shift", "leaning", "logit"]

Floats: TypeAlias = npt.NDArray[np.float64]

_PENALTY = 10.0
"""So that one outcome moves the odds by a quarter at most, and ten alike by about two thirds."""

_LEAST = 1e-9


@dataclass(frozen=True)
class Leaning:
    """What outcomes add to the logit of a pair: in general, for its two groups, for each end.

    ``outcomes`` is their number, of which ``accepted`` were. Actors and groups without outcomes
    are left out: they add nothing.
    """

    general: float = 0.0
    groups: Mapping[tuple[str, str], float] = field(default_factory=dict)
    actors: Mapping[str, float] = field(default_factory=dict)
    outcomes: int = 0
    accepted: int = 0

    def shift(self, network: Network, by: str) -> Shift | None:
        """Put it on the actors of a network; ``None`` where there is nothing to add."""
        if not self.outcomes:
            return None
        groups = network.groups(by)
        matrix = np.zeros((len(groups.names) + 1, len(groups.names) + 1))
        place = {name: code for code, name in enumerate(groups.names)}
        for (one, other), value in self.groups.items():
            if one in place and other in place:
                matrix[place[one], place[other]] = matrix[place[other], place[one]] = value
        ends = np.array([self.actors.get(actor, 0.0) for actor in network.ids])
        return Shift(self.general, matrix, groups.codes, ends)


NEUTRAL = Leaning()
"""Adds nothing: no outcomes are known."""


@dataclass(frozen=True, eq=False)
class Shift:
    """What outcomes add to the logit of pairs of one network, by position."""

    general: float
    groups: Floats
    codes: npt.NDArray[np.int32]
    actors: Floats

    def __call__(self, said: Floats, first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> Floats:
        """Shift probabilities."""
        added = self.general + self.actors[first] + self.actors[second]
        added += self.groups[self.codes[first], self.codes[second]]
        odds = np.exp(added)
        return np.asarray(said * odds / (1.0 - said + said * odds))


def logit(share: Floats) -> Floats:
    """Give log(p / (1 - p)), nought and one drawn in a little."""
    inside = np.clip(share, _LEAST, 1.0 - _LEAST)
    return np.asarray(np.log(inside / (1.0 - inside)))


def leaning(network: Network, outcomes: pd.DataFrame | None, *, by: str) -> Leaning:
    """Learn from outcomes: logistic regression with ridge, beside the logit of what had been said.

    Parameters
    ----------
    network
        Tells the groups of the ends.
    outcomes
        ``source``, ``target`` (str), ``likelihood`` as it was said (float64) and ``is_accepted``
        (bool), in any order. Rows without a likelihood are passed over.
    by
        Column of the groups.

    Returns
    -------
    Leaning
        Nothing without outcomes. Cost: cubic in the number of different actors among them.

    Warnings
    --------
    Who was asked was chosen: this says how suggestions fared here, not how ties form.
    """
    if outcomes is None or outcomes["likelihood"].notna().sum() == 0:
        return NEUTRAL
    ends = np.sort(outcomes[["source", "target"]].astype(str).to_numpy(object), axis=1)
    rows = outcomes.assign(source=ends[:, 0], target=ends[:, 1]).dropna(subset="likelihood")
    rows = rows.sort_values(["source", "target", "likelihood", "is_accepted"], ignore_index=True)
    groups = network.groups(by)
    named = np.array([*groups.names, ""], dtype=object)
    sides = [named[_codes(network, rows[end], groups.codes)] for end in ("source", "target")]
    cells = [tuple(sorted(cell)) if all(cell) else None for cell in zip(*sides, strict=True)]
    actors = sorted({*rows["source"], *rows["target"]})
    pairs = sorted({cell for cell in cells if cell is not None})
    columns = np.zeros((len(rows), 1 + len(pairs) + len(actors)))
    columns[:, 0] = 1.0
    for row, cell in enumerate(cells):
        if cell is not None:
            columns[row, 1 + pairs.index(cell)] = 1.0
    for end in ("source", "target"):
        columns[np.arange(len(rows)), 1 + len(pairs) + np.searchsorted(actors, rows[end])] += 1.0
    happened = rows["is_accepted"].to_numpy(np.float64)
    found = offset_logistic(
        columns,
        happened,
        np.ones(len(rows)),
        np.full(columns.shape[1], _PENALTY),
        logit(rows["likelihood"].to_numpy(np.float64)),
    ).tolist()
    return Leaning(
        found[0],
        dict(zip(pairs, found[1 : 1 + len(pairs)], strict=True)),
        dict(zip(actors, found[1 + len(pairs) :], strict=True)),
        len(rows),
        int(happened.sum()),
    )


def _codes(network: Network, ids: pd.Series, codes: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Give the group of each of these actors, -1 where they or their group are not known."""
    places = network.ids.get_indexer(pd.Index(ids))
    return np.where(places >= 0, codes[places], -1).astype(np.int32)
