"""Paths of two and three ties between two actors, added up row by row."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.introductions.likelihood.past import Ground
from graphlib.kernels.threads import stream

__all__ = [
    "SUMS",
    "forget",
    "mark_ends",
    "path_sums",
    "reach_end",
    "row_bounds",
    "row_counts",
    "row_pairs",
    "walk",
]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]

SUMS = (
    "common_neighbours",
    "adamic_adar",
    "resource_allocation",
    "weighted_resource_allocation",
    "l3",
    "walks3",
    "recent_resource_allocation",
)
"""Columns of `path_sums`.

With a the ties (0 or 1), k the contacts of an actor, w the weights, s their sum over an actor's
ties [1]_ [2]_ [3]_: ``sum_z a_uz a_zv`` times 1, 1 / log k_z, 1 / k_z; ``sum_z w_uz w_zv / s_z``;
``sum_yz a_uy a_yz a_zv`` times 1 / sqrt(k_y k_z), and 1; the fourth with weights halved by age.

References
----------
.. [1] Adamic, L. A. and Adar, E. (2003). Friends and neighbors on the Web. Social Networks 25, 211-230.
.. [2] Zhou, T., Lu, L. and Zhang, Y.-C. (2009). Predicting missing links via local information.
   European Physical Journal B 71, 623-630.
.. [3] Kovacs, I. A. et al. (2019). Network-based prediction of protein interactions. Nature
   Communications 10, 1240.
"""

_PARTS = 64
"""Slices that long work is cut into, so that the cores end together."""

_WORTH = 5_000
"""Pairs, or entries of the neighbours, below which a slice is not worth a thread."""


@njit(cache=True, nogil=True)
def walk(ground: Ground, actor: int, near: Floats, far: Floats, seen: Places) -> int:
    """Add up the paths of two ties from ``actor``; list whom they reach, and give the number.

    ``near`` takes the paths, plain and divided by the roots of the degrees of the contact and of
    whom they reach, ``far`` the further sums of `SUMS`. Both must hold noughts.
    """
    found = 0
    for entry in range(ground.indptr[actor], ground.indptr[actor + 1]):
        contact = ground.indices[entry]
        share, by_log, by_root, by_strength, by_recent = ground.inverse[contact]
        weight = ground.weights[entry] * by_strength
        recent = ground.recent[entry] * by_recent
        for step in range(ground.indptr[contact], ground.indptr[contact + 1]):
            other = ground.indices[step]
            if near[other, 0] == 0.0:
                seen[found] = other
                found += 1
            near[other, 0] += 1.0
            near[other, 1] += by_root
            far[other, 0] += by_log
            far[other, 1] += share
            far[other, 2] += weight * ground.weights[step]
            far[other, 3] += recent * ground.recent[step]
    for place in range(found):
        near[seen[place], 1] *= ground.inverse[seen[place], 2]
    return found


@njit(cache=True, nogil=True)
def forget(near: Floats, far: Floats, seen: Places, found: int) -> None:
    """Make the sums of a row ready for the next one."""
    for place in range(found):
        near[seen[place]] = 0.0
        far[seen[place]] = 0.0


@njit(cache=True, nogil=True)
def reach_end(ground: Ground, other: int, near: Floats, far: Floats, sums: Floats) -> None:
    """Write the sums of `SUMS` for the actor of the row and ``other``."""
    sums[0] = near[other, 0]
    sums[1], sums[2], sums[3], sums[6] = far[other]
    l3, walks = 0.0, 0.0
    for entry in range(ground.indptr[other], ground.indptr[other + 1]):
        contact = ground.indices[entry]
        walks += near[contact, 0]
        l3 += near[contact, 1]
    sums[4], sums[5] = l3, walks


def path_sums(ground: Ground, first: Places, second: Places) -> Floats:
    """Add up the paths between the ends of pairs.

    Parameters
    ----------
    ground
        The network.
    first, second
        Positions of the ends, sorted by ``first``.

    Returns
    -------
    numpy.ndarray
        float64, one row a pair, columns as `SUMS`. Cost: the paths of two ties from each
        different first end, and the contacts of each second end.
    """
    sums = np.empty((len(first), len(SUMS)))

    def task(rows: slice) -> None:
        _path_sums(ground, first[rows], second[rows], sums[rows])

    for _ in stream(task, len(first), parts=_parts(len(first))):
        pass
    return sums


def row_counts(ground: Ground, rows: Ints) -> Ints:
    """Count the later actors of another group with which each of ``rows`` shares a contact and no tie."""
    counts = np.zeros(len(rows), np.int64)
    none = np.empty(0, np.int32)

    def task(part: slice) -> None:
        _row_pairs(ground, rows[part], counts[part], np.empty(0, np.int64), none, none)

    for _ in stream(task, len(rows), parts=_parts(len(ground.indices))):
        pass
    return counts


def row_bounds(ground: Ground) -> Ints:
    """Give a number that `row_counts` does not exceed, for each actor, at the cost of its contacts."""
    degree = np.diff(ground.indptr)
    paths = np.concatenate([[0], np.cumsum(degree[ground.indices])])
    two_steps = paths[ground.indptr[1:]] - paths[ground.indptr[:-1]]
    behind = np.arange(len(degree) - 1, -1, -1)
    return np.where(ground.codes < 0, 0, np.minimum(two_steps, behind)).astype(np.int64)


def row_pairs(ground: Ground, rows: Ints, counts: Ints) -> tuple[Places, Places]:
    """List the pairs that `row_counts` counted, of some actors, sorted.

    Parameters
    ----------
    ground
        The network.
    rows
        First ends wanted, ascending.
    counts
        Number of pairs of each of ``rows``.
    """
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    first, second = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)

    def task(part: slice) -> None:
        none = np.empty(0, np.int64)
        _row_pairs(ground, rows[part], none, starts[part], first, second)

    for _ in stream(task, len(rows), parts=_parts(len(first))):
        pass
    return first, second


def _parts(work: int) -> int:
    """Say in how many slices to cut so much work."""
    return min(_PARTS, 1 + work // _WORTH)


@njit(cache=True, nogil=True)
def _path_sums(ground: Ground, first: Places, second: Places, sums: Floats) -> None:
    """Write the sums of consecutive pairs."""
    actors = len(ground.codes)
    near, far, seen = np.zeros((actors, 2)), np.zeros((actors, 4)), np.empty(actors, np.int32)
    found, current = 0, -1
    for pair in range(len(first)):
        if first[pair] != current:
            forget(near, far, seen, found)
            current = first[pair]
            found = walk(ground, current, near, far, seen)
        reach_end(ground, second[pair], near, far, sums[pair])


@njit(cache=True, nogil=True)
def mark_ends(ground: Ground, actor: int, mark: Places, ends: Places) -> int:
    """List the later actors of another group with a common contact and no tie; give their number.

    ``mark`` must hold -1 or earlier actors only.
    """
    for entry in range(ground.indptr[actor], ground.indptr[actor + 1]):
        mark[ground.indices[entry]] = actor
    found = 0
    for entry in range(ground.indptr[actor], ground.indptr[actor + 1]):
        contact = ground.indices[entry]
        for step in range(ground.indptr[contact], ground.indptr[contact + 1]):
            other = ground.indices[step]
            if mark[other] != actor:
                mark[other] = actor
                if other > actor and ground.codes[other] >= 0 and ground.codes[other] != ground.codes[actor]:
                    ends[found] = other
                    found += 1
    return found


@njit(cache=True, nogil=True)
def _row_pairs(ground: Ground, rows: Ints, counts: Ints, starts: Ints, first: Places, second: Places) -> None:
    """Count the pairs of some rows, or write them, sorted, where ``starts`` says."""
    actors = len(ground.codes)
    mark, ends = np.full(actors, -1, np.int32), np.empty(actors, np.int32)
    for place in range(len(rows)):
        actor = rows[place]
        found = 0 if ground.codes[actor] < 0 else mark_ends(ground, actor, mark, ends)
        if len(counts):
            counts[place] = found
        else:
            start = starts[place]
            first[start : start + found] = actor
            second[start : start + found] = np.sort(ends[:found])
