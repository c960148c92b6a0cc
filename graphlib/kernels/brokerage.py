"""Triangles, visited once each: what closes the gaps that brokers stand in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["Forward", "closed_paths", "forward", "triangle_sums"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Forward:
    """Ties pointed from the less to the more connected end, so that hubs have short lists.

    ``start`` has one entry an actor and one more; ``tail``, ``target`` and ``row`` (the row in the
    ties given) stand in its order. No list is longer than about ``sqrt(2 m)``.
    """

    start: Ints
    tail: Ints
    target: Ints
    row: Ints


def forward(edges: npt.NDArray[np.int32], degree: Ints) -> Forward:
    """Point each tie at its better-connected end (equal ones: at the later actor)."""
    rank = np.empty(len(degree), np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(len(degree))
    first, second = edges[:, 0].astype(np.int64), edges[:, 1].astype(np.int64)
    is_up = rank[first] < rank[second]
    tail, head = np.where(is_up, first, second), np.where(is_up, second, first)
    order = np.argsort(tail, kind="stable").astype(np.int64)
    count = np.bincount(tail, minlength=len(degree))
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    return Forward(start, tail[order], head[order], order)


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def triangle_sums(
    start: Ints, target: Ints, strength: Floats, share: Floats, scale: Floats
) -> tuple[Floats, Floats]:
    """Sum what Burt's measures need: over the third corners of each tie, and over each actor's triangles.

    With z the strength of a tie (in the order of ``target``): for the tie ij the sum of
    ``z_iq z_qj share_q``, and for the actor i that of ``z_jq (z_iq scale_j + z_ij scale_q)``.
    """
    indirect = np.zeros(len(target))
    repeated = np.zeros(len(start) - 1)
    mark = np.full(len(start) - 1, -1, np.int64)
    for u in range(len(start) - 1):
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = i
        for i in range(start[u], start[u + 1]):
            v, uv = target[i], strength[i]
            for j in range(start[v], start[v + 1]):
                w = target[j]
                k = mark[w]
                if k >= 0:
                    vw, uw = strength[j], strength[k]
                    indirect[i] += uw * vw * share[w]
                    indirect[j] += uv * uw * share[u]
                    indirect[k] += uv * vw * share[v]
                    repeated[u] += vw * (uw * scale[v] + uv * scale[w])
                    repeated[v] += uw * (vw * scale[u] + uv * scale[w])
                    repeated[w] += uv * (vw * scale[u] + uw * scale[v])
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = -1
    return indirect, repeated


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def closed_paths(start: Ints, target: Ints, leads: Flags, group: Ints) -> tuple[Ints, Ints, Ints]:
    """Count the two-paths x -> b -> y that an arc x -> y closes: by arc, by role, and both ways.

    Arc ``2 k`` leads along tie k as it is pointed, arc ``2 k + 1`` back; ``leads`` tells which
    exist. The first result has two columns: the closed paths that begin with the arc, and those
    that end with it. The second counts those of each broker by role, the third the ordered
    pairs of joined contacts to whom ties lead both ways.
    """
    by_arc = np.zeros((len(leads), 2), np.int64)
    by_role = np.zeros((len(start) - 1, 5), np.int64)
    both_ways = np.zeros(len(start) - 1, np.int64)
    mark = np.full(len(start) - 1, -1, np.int64)
    for u in range(len(start) - 1):
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = i
        for i in range(start[u], start[u + 1]):
            v = target[i]
            for j in range(start[v], start[v + 1]):
                w = target[j]
                k = mark[w]
                if k >= 0:
                    for b, x, y, xb, by, xy in (
                        (u, v, w, 2 * i + 1, 2 * k, 2 * j),
                        (v, u, w, 2 * i, 2 * j, 2 * k),
                        (w, u, v, 2 * k, 2 * j + 1, 2 * i),
                    ):
                        onward, back = leads[xb] and leads[by], leads[xb ^ 1] and leads[by ^ 1]
                        both_ways[b] += 2 * (onward and back)
                        if onward and leads[xy]:
                            _close(by_arc, by_role[b], xb, by, _role(group[x], group[b], group[y]))
                        if back and leads[xy ^ 1]:
                            _close(by_arc, by_role[b], by ^ 1, xb ^ 1, _role(group[y], group[b], group[x]))
        for i in range(start[u], start[u + 1]):
            mark[target[i]] = -1
    return by_arc, by_role, both_ways


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def _close(by_arc: Ints, by_role: Ints, first: int, second: int, role: int) -> None:
    """Count a closed path for the arcs that it runs along and for its broker."""
    by_arc[first, 0] += 1
    by_arc[second, 1] += 1
    by_role[role] += 1


@njit(cache=True, nogil=True, inline="always")  # type: ignore[misc, unused-ignore]
def _role(first: int, own: int, second: int) -> int:
    """Name the role between a first and a second actor by its column, as `graphlib.brokerage.paths.ROLES`."""
    if first == second:
        return 0 if first == own else 1
    if second == own:
        return 2
    return 3 if first == own else 4
