"""Triangles, counted once each: what closes the gaps that brokers stand in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["Forward", "closed_pairs", "forward", "shared_contacts"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forward:
    """Ties pointed from the less to the more connected end, so that hubs have short lists.

    ``start`` has one entry an actor and one more; ``target`` and ``row`` (the tie's row in
    ``network.pairs``) stand in its order. No list is longer than about ``sqrt(2 m)``.
    """

    start: Ints
    target: Ints
    row: Ints


def forward(edges: npt.NDArray[np.int32], degree: Ints) -> Forward:
    """Point each tie at its better-connected end (equal ones: at the later actor)."""
    rank = np.empty(len(degree), np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(len(degree))
    first, second = edges[:, 0].astype(np.int64), edges[:, 1].astype(np.int64)
    is_up = rank[first] < rank[second]
    tail, head = np.where(is_up, first, second), np.where(is_up, second, first)
    order = np.argsort(tail, kind="stable")
    count = np.bincount(tail, minlength=len(degree))
    return Forward(np.concatenate([[0], np.cumsum(count)]).astype(np.int64), head[order], order)


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def shared_contacts(start: Ints, target: Ints, row: Ints, share: Floats) -> tuple[Ints, Floats]:
    """Count, for each tie, the contacts its ends share, and sum ``share`` over them."""
    count = np.zeros(len(target), np.int64)
    total = np.zeros(len(target))
    mark = np.full(len(start) - 1, -1, np.int64)
    for u in range(len(start) - 1):
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = row[i]
        for i in range(start[u], start[u + 1]):
            v, uv = target[i], row[i]
            for j in range(start[v], start[v + 1]):
                w, vw = target[j], row[j]
                uw = mark[w]
                if uw >= 0:
                    count[uv] += 1
                    count[uw] += 1
                    count[vw] += 1
                    total[uv] += share[w]
                    total[uw] += share[v]
                    total[vw] += share[u]
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = -1
    return count, total


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def closed_pairs(start: Ints, target: Ints, group: Ints) -> Ints:
    """Count, for each actor, the joined pairs of its contacts by role; -1 is no group.

    Columns: both contacts of the actor's group; both of one other group; one of its own; all
    three different.
    """
    closed = np.zeros((len(start) - 1, 4), np.int64)
    mark = np.zeros(len(start) - 1, np.bool_)
    for u in range(len(start) - 1):
        if group[u] < 0:
            continue
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = group[target[i]] >= 0
        for i in range(start[u], start[u + 1]):
            v = target[i]
            if group[v] < 0:
                continue
            for j in range(start[v], start[v + 1]):
                w = target[j]
                if mark[w]:
                    closed[u, _role(group[u], group[v], group[w])] += 1
                    closed[v, _role(group[v], group[u], group[w])] += 1
                    closed[w, _role(group[w], group[u], group[v])] += 1
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = False
    return closed


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def _role(own: int, first: int, second: int) -> int:
    """Name the role between two contacts by its column."""
    if first == second:
        return 0 if first == own else 1
    return 2 if own in (first, second) else 3
