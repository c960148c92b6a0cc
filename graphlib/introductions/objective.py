"""What introductions are to bring nearer: groups to each other, everybody to one group, or to us."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.distances import cross_pairs
from graphlib.errors import UndefinedMeasureError, UnknownNameError
from graphlib.network import Groups, Network
from graphlib.translation import Message

__all__ = ["Objective"]


@dataclass(frozen=True)
class Objective:
    """Between whom nearness counts, and who must stand in a suggestion.

    Attributes
    ----------
    by
        Column of ``network.actors``: a suggestion joins two of its groups.
    toward
        A group of ``by``: only the nearness of all others to it counts, and every suggestion
        leads into it.
    ours
        Ids of actors: only the nearness of all others to them counts, and every suggestion has
        one of them as an end. With ``toward``, only their nearness to that group counts.
    """

    by: str = "sector"
    toward: str | None = None
    ours: tuple[str, ...] = ()

    def check(self, network: Network) -> None:
        """Say what does not exist, or why there is nothing to bring nearer.

        Raises
        ------
        UnknownNameError
            If ``by``, ``toward`` or an id of ``ours`` does not exist.
        UndefinedMeasureError
            If no two actors stand on different sides.
        """
        names = network.groups(self.by).names
        if self.toward is not None and self.toward not in names:
            raise UnknownNameError("reason.kind.group", self.toward, list(names))
        unknown = sorted({*self.ours} - {*network.ids})
        if unknown:
            raise UnknownNameError("error.kind.actor", unknown[0], list(network.ids))
        if cross_pairs(self.groups(network)) == 0:
            raise UndefinedMeasureError(
                Message("reason.error.groups_what", column=self.by),
                Message("reason.error.groups_fix", column=self.by),
            )

    def groups(self, network: Network) -> Groups:
        """Give the sides between which nearness counts."""
        groups = network.groups(self.by)
        if not self.ours and self.toward is None:
            return groups
        if not self.ours:
            sides = np.where(self._is_toward(network), 0, 1)
            return _sides(np.where(groups.codes >= 0, sides, -1))
        is_ours = self._is_ours(network)
        others = (
            is_ours | self._is_toward(network) if self.toward is not None else np.ones(len(network), bool)
        )
        return _sides(np.where(is_ours, 0, np.where(others, 1, -1)))

    def wanted(self, network: Network) -> npt.NDArray[np.bool_] | None:
        """Mark the actors of whom every suggestion has one as an end; ``None`` where any two will do."""
        if self.ours:
            return self._is_ours(network)
        return self._is_toward(network) if self.toward is not None else None

    def ends(self, network: Network, codes: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Leave out, with -1, the groups of actors that cannot stand in a suggestion."""
        if not self.ours or self.toward is None:
            return codes
        return np.where(self._is_ours(network) | self._is_toward(network), codes, -1).astype(np.int32)

    def caps(self, network: Network, cap: int | None) -> int | npt.NDArray[np.int64] | None:
        """Give the most suggestions of each actor: our own have as many as are asked for."""
        if cap is None or not self.ours:
            return cap
        return np.where(self._is_ours(network), np.iinfo(np.int64).max, cap)

    def _is_ours(self, network: Network) -> npt.NDArray[np.bool_]:
        """Mark our own actors."""
        return np.isin(network.ids.to_numpy(object), list(self.ours))

    def _is_toward(self, network: Network) -> npt.NDArray[np.bool_]:
        """Mark the actors of the group that is to be reached."""
        groups = network.groups(self.by)
        if self.toward is None:
            return np.zeros(len(network), bool)
        return np.asarray(groups.codes == groups.names.index(self.toward))


def _sides(codes: npt.NDArray[np.integer]) -> Groups:
    """Make two groups of codes 0 and 1."""
    return Groups(codes.astype(np.int32), ("0", "1"))
