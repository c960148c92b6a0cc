"""Who may stand where in a suggestion: the rules of a programme, made ready for millions of pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.errors import UnknownNameError
from graphlib.network import Network

__all__ = ["Rules", "rules"]


@dataclass(frozen=True)
class Rules:
    """Who may stand where in a suggestion.

    Attributes
    ----------
    codes
        Group of each actor; -1 for those that may not be an end: of unknown group, excluded, or
        of the programme's own staff.
    may_introduce
        Whether each actor may introduce others.
    forbidden
        Pairs never suggested, as ``first * actors + second``, sorted.
    """

    codes: npt.NDArray[np.int32]
    may_introduce: npt.NDArray[np.bool_]
    forbidden: npt.NDArray[np.int64]

    def allowed(
        self, first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]
    ) -> npt.NDArray[np.bool_]:
        """Tell of each pair of ends, in either order, whether no rule forbids it."""
        if not len(self.forbidden):
            return np.ones(len(first), bool)
        keys = np.minimum(first, second).astype(np.int64) * len(self.codes) + np.maximum(first, second)
        return ~np.isin(keys, self.forbidden)


def rules(network: Network, *, by: str, exclude: Iterable[str | tuple[str, str]]) -> Rules:
    """Read the never-suggest rules.

    Raises
    ------
    UnknownNameError
        If an excluded id is no actor's: a slip here would suggest whom it should not.
    """
    barred, forbidden = [], []
    for item in exclude:
        named = [item] if isinstance(item, str) else list(item)
        places = network.ids.get_indexer(np.asarray(named, dtype=object)).tolist()
        if -1 in places:
            raise UnknownNameError("error.kind.actor", named[places.index(-1)], list(network.ids))
        if len(places) == 1:
            barred.append(places[0])
        else:
            forbidden.append(min(places) * len(network) + max(places))
    is_barred = np.zeros(len(network), bool)
    is_barred[barred] = True
    is_staff = network.actors["secretariat"].to_numpy(bool)
    codes = np.where(is_barred | is_staff, -1, network.groups(by).codes).astype(np.int32)
    return Rules(codes, ~is_barred, np.unique(np.asarray(forbidden, dtype=np.int64)))
