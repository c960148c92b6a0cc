"""Who could be introduced to whom: unlinked pairs of different groups, under the user's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.distances import Adjacency
from graphlib.introductions.likelihood import share_contacts
from graphlib.introductions.rules import Rules
from graphlib.kernels.bits import trailing_zeros

__all__ = ["BLOCK", "Pool", "Scoring", "blocks", "candidates", "joined"]

Scoring: TypeAlias = Callable[[npt.NDArray[np.int32], npt.NDArray[np.int32]], npt.NDArray[np.float64]]
"""Gives the likelihood of pairs, sorted by their first end."""

BLOCK = 4_000_000
"""Most pairs that one block of actors may yield: what bounds memory on large networks."""


@dataclass(frozen=True)
class Pool:
    """Candidate pairs, sorted by position: ``first < second``, with the likelihood of each."""

    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]
    likelihood: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: slice | npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> Pool:
        """Keep some pairs."""
        return Pool(self.first[which], self.second[which], self.likelihood[which])


def joined(pools: Iterable[Pool]) -> Pool:
    """Put pools of consecutive blocks behind one another."""
    parts = [(pool.first, pool.second, pool.likelihood) for pool in pools]
    parts.append((np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)))
    return Pool(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def blocks(near: Adjacency, open_to_all: npt.NDArray[np.bool_]) -> Iterator[slice]:
    """Cut the actors into blocks of rows that yield at most ``BLOCK`` pairs each, but for single rows."""
    most = _most_pairs(near, open_to_all)
    start, held = 0, 0
    for row, count in enumerate(most.tolist()):
        if held + count > BLOCK and row > start:
            yield slice(start, row)
            start, held = row, 0
        held += count
    if start < len(most):
        yield slice(start, len(most))


def candidates(
    near: Adjacency,
    rule: Rules,
    rows: slice,
    *,
    open_to_all: npt.NDArray[np.bool_],
    with_contact: bool = True,
    scoring: Scoring | None = None,
) -> Pool:
    """List the candidate pairs whose first actor stands in ``rows``.

    Parameters
    ----------
    near
        Today's ties.
    rule
        Who may stand where.
    rows
        Positions of the first actors.
    open_to_all
        A pair without any common contact is listed when one of its ends is marked here.
    with_contact
        Whether pairs that have a common contact are listed.
    scoring
        Gives the likelihood of pairs that have a common contact; without it, theirs is the resource
        allocation index, at most 1.

    Returns
    -------
    Pool
        Sorted by position; the likelihood is 0 where no contact is shared. Cost: the paths of two
        ties that start in ``rows``.
    """
    size = int(_most_pairs(near, open_to_all)[rows].sum())
    first, second, likelihood = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size)
    count = _list_pairs(
        near.indptr,
        near.indices,
        rule.codes,
        open_to_all,
        with_contact,
        rows.start,
        rows.stop,
        first,
        second,
        likelihood,
    )
    pool = Pool(first[:count].copy(), second[:count].copy(), likelihood[:count].copy())
    pool = pool.take(rule.allowed(pool.first, pool.second))
    if scoring is None:
        return pool
    shares = pool.likelihood > 0.0
    pool.likelihood[shares] = scoring(pool.first[shares], pool.second[shares])
    return pool


def _most_pairs(near: Adjacency, open_to_all: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Bound the number of pairs of each first actor."""
    actors = len(near)
    degree = np.diff(near.indptr)
    paths = np.concatenate([[0], np.cumsum(degree[near.indices])])
    two_steps = paths[near.indptr[1:]] - paths[near.indptr[:-1]]
    behind = np.arange(actors - 1, -1, -1)
    most = np.minimum(two_steps + int(open_to_all.sum()), behind)
    return np.where(open_to_all, behind, most).astype(np.int64)


@njit(cache=True, nogil=True)
def _mark_shared(
    indptr: npt.NDArray[np.int64], indices: npt.NDArray[np.int32], actor: int, marks: npt.NDArray[np.uint64]
) -> None:
    """Set a bit for every actor within two ties."""
    for entry in range(indptr[actor], indptr[actor + 1]):
        contact = indices[entry]
        marks[contact >> 6] |= np.uint64(1) << np.uint64(contact & 63)
        for step in range(indptr[contact], indptr[contact + 1]):
            other = indices[step]
            marks[other >> 6] |= np.uint64(1) << np.uint64(other & 63)


@njit(cache=True, nogil=True)
def _list_pairs(
    indptr: npt.NDArray[np.int64],
    indices: npt.NDArray[np.int32],
    codes: npt.NDArray[np.int32],
    open_to_all: npt.NDArray[np.bool_],
    with_contact: bool,  # noqa: FBT001 - numba takes arguments by place
    start: int,
    stop: int,
    first: npt.NDArray[np.int32],
    second: npt.NDArray[np.int32],
    likelihood: npt.NDArray[np.float64],
) -> int:
    """Write the pairs of some rows; give their number."""
    total = np.zeros(len(codes))
    nothing = np.zeros((len(codes) + 63) // 64, np.uint64)
    to_all, all_bits = nothing.copy(), ~nothing
    for v in np.flatnonzero(open_to_all):
        to_all[v >> 6] |= np.uint64(1) << np.uint64(v & 63)
    marks = nothing.copy()
    count = 0
    for u in range(start, stop):
        if codes[u] < 0:
            continue
        share_contacts(indptr, indices, u, total)
        marks[:] = nothing
        _mark_shared(indptr, indices, u, marks)
        for word in range(len(marks)):
            bits = marks[word] | (all_bits[word] if open_to_all[u] else to_all[word])
            while bits != np.uint64(0):
                v = 64 * word + np.int64(trailing_zeros(bits))
                bits &= bits - np.uint64(1)
                if v > u and v < len(codes) and codes[v] >= 0 and codes[v] != codes[u] and total[v] >= 0.0:
                    shares = total[v] > 0.0
                    if with_contact if shares else open_to_all[u] or open_to_all[v]:
                        first[count], second[count], likelihood[count] = u, v, min(1.0, total[v])
                        count += 1
            bits = marks[word]
            while bits != np.uint64(0):
                total[64 * word + np.int64(trailing_zeros(bits))] = 0.0
                bits &= bits - np.uint64(1)
    return count
