"""Valuable pairs whom nobody can introduce yet, and the chain that leads from one to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graphlib.distances import NO_PATH, Adjacency, adjacency_from, distances_from
from graphlib.introductions.candidates import Pool
from graphlib.introductions.introducer import common_contacts
from graphlib.introductions.reach import Reach
from graphlib.introductions.rules import Rules
from graphlib.introductions.screening import FIRST_PASS, Kept, hubs, screened
from graphlib.network import Network

__all__ = ["FarPair", "far_pairs"]

LISTED = 20
"""Pairs listed within the connected parts, and islands listed beside them."""

HUBS = 64
"""Well-connected actors from which far pairs are looked for."""

_KEPT = Kept(50_000, 5_000, 160)


@dataclass(frozen=True)
class FarPair:
    """A pair without common contact.

    ``apart`` is 255 where no path leads; ``chain`` holds the positions between the two, from the
    first to the second.
    """

    first: int
    second: int
    apart: int
    gain: int
    chain: tuple[int, ...]


def far_pairs(
    network: Network,
    reach: Reach,
    rule: Rules,
    *,
    cap: int | None,
    seed: int,
    progress: Callable[[float], None],
) -> list[FarPair]:
    """Find the far pairs that would bring the groups nearest, each judged on its own.

    First the pairs that a rule asks for; then pairs of a well-connected actor and anyone else at
    distance 3 or more, the highest gain first; then islands, each by its best-connected actor.
    Where every pair must have one of a few actors as an end, they stand for the well-connected.
    But for what is asked for, no actor stands in more than ``cap`` of them.
    """
    limit = np.full(len(network), len(network) if cap is None else cap)
    if rule.wanted is not None and rule.wanted.sum() <= HUBS:
        limit[rule.wanted] = len(network)
    asked = _asked(reach, rule)
    well_connected = _centres(reach, rule, seed)
    pool = screened(
        reach,
        rule,
        well_connected,
        weight="none",
        cap=cap,
        seed=seed,
        progress=progress,
        with_contact=False,
        kept=_KEPT,
    )
    is_new = [pair for pair in _chosen(reach, pool, limit) if (pair.first, pair.second) not in asked]
    connected = [*(pair for pair in asked.values() if pair.apart < NO_PATH), *is_new]
    pool, envoys = _island_pool(reach, rule, well_connected)
    limit[envoys] = 1
    reach.hold(np.unique(np.concatenate([pool.first, pool.second])))
    islands = [pair for pair in _chosen(reach, pool, limit) if (pair.first, pair.second) not in asked]
    apart = [pair for pair in asked.values() if pair.apart == NO_PATH]
    return [*_with_chains(network, rule, connected), *apart, *islands]


def _centres(reach: Reach, rule: Rules, seed: int) -> npt.NDArray[np.bool_]:
    """Mark from whom far pairs are looked for."""
    if rule.wanted is not None and rule.wanted.sum() <= HUBS:
        return rule.wanted & (rule.codes >= 0)
    return hubs(reach, rule, reach.thinned(FIRST_PASS, seed), HUBS)


def _asked(reach: Reach, rule: Rules) -> dict[tuple[int, int], FarPair]:
    """Judge the pairs that a rule asks for and that share no contact."""
    pairs = [pair for pair in rule.must.tolist() if not len(common_contacts(reach.near, *pair))]
    ends = np.asarray(pairs, dtype=np.int32).reshape(-1, 2)
    pool = Pool(ends[:, 0].copy(), ends[:, 1].copy(), np.zeros(len(ends)))
    reach.hold(np.unique(ends))
    gains, apart = reach.gains(pool), reach.apart(pool)
    return {
        (first, second): FarPair(first, second, int(away), int(gain), ())
        for (first, second), away, gain in zip(pairs, apart, gains, strict=True)
    }


def _chosen(reach: Reach, pool: Pool, limit: npt.NDArray[np.int64]) -> list[FarPair]:
    """Take the pairs of the highest gain, no actor more often than its limit."""
    gains, apart = reach.gains(pool), reach.apart(pool)
    load: Counter[int] = Counter()
    chosen: list[FarPair] = []
    for pair in np.lexsort((pool.second, pool.first, -gains)).tolist():
        ends = (int(pool.first[pair]), int(pool.second[pair]))
        if len(chosen) < LISTED and all(load[end] < limit[end] for end in ends):
            load.update(ends)
            chosen.append(FarPair(*ends, int(apart[pair]), int(gains[pair]), ()))
    return chosen


def _island_pool(
    reach: Reach, rule: Rules, well_connected: npt.NDArray[np.bool_]
) -> tuple[Pool, npt.NDArray[np.int64]]:
    """Pair the best-connected actor of each larger island with the hubs of the largest part."""
    near = reach.near
    ties = csr_array((np.ones(len(near.indices), np.int8), near.indices, near.indptr), shape=(len(near),) * 2)
    part = connected_components(ties, directed=False)[1]
    size = np.bincount(part)
    main = int(size.argmax())
    allowed = np.flatnonzero((rule.codes >= 0) & (part != main))
    order = allowed[
        np.lexsort((allowed, -np.diff(near.indptr)[allowed], part[allowed], -size[part[allowed]]))
    ]
    envoys = order[np.unique(part[order], return_index=True)[1]]
    envoys = envoys[np.lexsort((envoys, -size[part[envoys]]))][: 3 * LISTED]
    centre = np.flatnonzero(well_connected & (part == main))
    first, second = (ends.ravel() for ends in np.meshgrid(envoys, centre, indexing="ij"))
    keys = np.minimum(first, second) * len(near) + np.maximum(first, second)
    is_allowed = (rule.codes[first] != rule.codes[second]) & rule.allowed(first, second)
    keys = np.sort(keys[is_allowed])
    ends = (keys // len(near)).astype(np.int32), (keys % len(near)).astype(np.int32)
    return Pool(*ends, np.zeros(len(keys))), envoys


def _with_chains(network: Network, rule: Rules, pairs: list[FarPair]) -> list[FarPair]:
    """Add to each pair a shortest chain along which all may be introduced; drop pairs without one."""
    edges, strength = network.edges, network.pairs["weight"].to_numpy()
    staff = network.actors["secretariat"].to_numpy(bool)
    free = replace(rule, wanted=None)
    ways: dict[bytes, tuple[Adjacency, npt.NDArray[np.float64]]] = {}
    chained = []
    for pair in pairs:
        is_link = _links(free, staff, edges, pair)
        way = ways.get(is_link.tobytes())
        if way is None:
            is_open = is_link[edges].all(axis=1)
            way = ways[is_link.tobytes()] = adjacency_from(len(network), edges[is_open]), strength[is_open]
        to_second = distances_from(way[0], [pair.second])[0]
        if to_second[pair.first] < NO_PATH:
            chained.append(replace(pair, chain=_chain(*way, to_second, pair.first)))
    return chained


def _links(
    rule: Rules, staff: npt.NDArray[np.bool_], edges: npt.NDArray[np.integer], pair: FarPair
) -> npt.NDArray[np.bool_]:
    """Mark who may stand in a chain: each link but the last has to be introduced to the second itself."""
    everybody = np.arange(len(staff), dtype=np.int32)
    may_meet = rule.allowed(everybody, np.full(len(staff), pair.second, np.int32)) & ~staff
    may_meet[edges[(edges == pair.second).any(axis=1)]] = True
    return np.asarray(rule.may_introduce & may_meet)


def _chain(
    near: Adjacency, strength: npt.NDArray[np.float64], to_end: npt.NDArray[np.uint8], start: int
) -> tuple[int, ...]:
    """Walk towards the end, over the strongest tie at each step."""
    chain: list[int] = []
    actor = start
    while to_end[actor] > 1:
        entries = np.arange(near.indptr[actor], near.indptr[actor + 1])
        nearer = entries[to_end[near.indices[entries]] == to_end[actor] - 1]
        actor = int(near.indices[nearer[np.argmax(strength[near.ties[nearer]])]])
        chain.append(actor)
    return tuple(chain)
