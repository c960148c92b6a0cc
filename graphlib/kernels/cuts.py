"""What falls apart when an actor or a tie goes: one depth-first search, and one union-find."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["best_parts", "has_shared_contact", "largest_parts", "search_tree"]

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Marks: TypeAlias = npt.NDArray[np.bool_]
Number: TypeAlias = int | np.signedinteger


@njit(cache=True, nogil=True)
def _search(
    indptr: Ints,
    indices: Places,
    root: int,
    found: Ints,
    low: Ints,
    parent: Ints,
    size: Ints,
    next_entry: Ints,
    is_gone: Marks,
    clock: int,
) -> int:
    """Walk one component from ``root``, without recursion; give the time after it."""
    actor: Number = root
    found[root] = low[root] = clock
    while actor >= 0:
        entry = next_entry[actor]
        if entry == indptr[actor + 1]:
            above = parent[actor]
            if above >= 0:
                size[above] += size[actor]
                low[above] = min(low[above], low[actor])
            actor = above
            continue
        next_entry[actor] = entry + 1
        other = np.int64(indices[entry])
        if is_gone[other]:
            continue
        if found[other] < 0:
            clock += 1
            found[other] = low[other] = clock
            parent[other] = actor
            actor = other
        elif other != parent[actor]:
            low[actor] = min(low[actor], found[other])
    return clock + 1


@njit(cache=True, nogil=True)
def search_tree(indptr: Ints, indices: Places, is_gone: Marks) -> tuple[Ints, Ints, Ints, Ints]:
    """Search the whole network depth first [1]_, those who are gone without any tie.

    Gives for each actor the one it was found from (-1 for a component's first), when it was
    found, the earliest actor that its subtree reaches, and the size of its subtree.

    References
    ----------
    .. [1] Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
       manipulation. Communications of the ACM 16(6), 372-378.
    """
    count = len(indptr) - 1
    found = np.full(count, -1, np.int64)
    low = np.full(count, -1, np.int64)
    parent = np.full(count, -1, np.int64)
    size = np.ones(count, np.int64)
    next_entry = np.where(is_gone, indptr[1:], indptr[:-1])
    clock = 0
    for root in range(count):
        if found[root] < 0:
            clock = _search(indptr, indices, root, found, low, parent, size, next_entry, is_gone, clock)
    return parent, found, low, size


@njit(cache=True, nogil=True)
def best_parts(parent: Ints, found: Ints, size: Ints, key: Ints) -> tuple[Ints, Ints]:
    """Find the largest key in each actor's subtree, and in the rest of its component (-1 where none)."""
    count = len(parent)
    order = np.empty(count, np.int64)
    order[found] = np.arange(count)
    inside = key.copy()
    later = np.full(count + 1, -1, np.int64)
    following = np.int64(-1)
    for time in range(count - 1, -1, -1):
        actor = order[time]
        later[time] = max(key[actor], following)
        is_first = parent[actor] < 0
        following = np.int64(-1) if is_first else later[time]
        if not is_first:
            inside[parent[actor]] = max(inside[parent[actor]], inside[actor])
    outside = np.full(count, -1, np.int64)
    earlier = np.int64(-1)
    for time in range(count):
        actor = order[time]
        earlier = np.int64(-1) if parent[actor] < 0 else earlier
        end = time + size[actor]
        if end < count and parent[order[end]] >= 0:
            outside[actor] = max(earlier, later[end])
        else:
            outside[actor] = earlier
        earlier = max(earlier, key[actor])
    return inside, outside


@njit(cache=True, nogil=True)
def has_shared_contact(indptr: Ints, indices: Places, edges: Places) -> Marks:
    """Tell for each tie whether its ends have a neighbour in common; neighbours must be ascending."""
    found = np.zeros(len(edges), np.bool_)
    for tie in range(len(edges)):
        few, many = edges[tie, 0], edges[tie, 1]
        if indptr[few + 1] - indptr[few] > indptr[many + 1] - indptr[many]:
            few, many = many, few
        others = indices[indptr[many] : indptr[many + 1]]
        for entry in range(indptr[few], indptr[few + 1]):
            place = np.searchsorted(others, indices[entry])
            if place < len(others) and others[place] == indices[entry]:
                found[tie] = True
                break
    return found


@njit(cache=True, nogil=True)
def _head(heads: Ints, actor: Number) -> Number:
    """Find the head of an actor's part, shortening the way for the next time."""
    while heads[actor] != actor:
        heads[actor] = heads[heads[actor]]
        actor = heads[actor]
    return actor


@njit(cache=True, nogil=True)
def _put_back(indptr: Ints, indices: Places, actor: int, is_there: Marks, heads: Ints, size: Ints) -> int:
    """Put one actor back and join the parts of its neighbours; give the size of its part."""
    is_there[actor] = True
    for entry in range(indptr[actor], indptr[actor + 1]):
        if is_there[indices[entry]]:
            one, other = _head(heads, actor), _head(heads, np.int64(indices[entry]))
            if one != other:
                if size[one] < size[other]:
                    one, other = other, one
                heads[other] = one
                size[one] += size[other]
    part: int = size[_head(heads, actor)]
    return part


@njit(cache=True, nogil=True)
def largest_parts(indptr: Ints, indices: Places, order: Ints) -> Ints:
    """Size of the largest part when the first k of ``order`` are gone, k from 0 to all of them.

    Worked backwards: actors are put back one after the other, since parts are easier to join
    than to split.
    """
    count = len(indptr) - 1
    is_gone = np.zeros(count, np.bool_)
    is_there = np.zeros(count, np.bool_)
    heads = np.arange(count)
    size = np.ones(count, np.int64)
    largest = np.zeros(len(order) + 1, np.int64)
    is_gone[order] = True
    for actor in range(count):
        if not is_gone[actor]:
            part = _put_back(indptr, indices, actor, is_there, heads, size)
            largest[-1] = max(largest[-1], part)
    for step in range(len(order) - 1, -1, -1):
        part = _put_back(indptr, indices, order[step], is_there, heads, size)
        largest[step] = max(largest[step + 1], part)
    return largest
