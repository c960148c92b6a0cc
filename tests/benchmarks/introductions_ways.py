"""Ways to pick pairs that the choice of introductions is held against; each gives pairs in its order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphlib.distances import Adjacency, adjacency, adjacency_from
from graphlib.introductions.candidates import Pool, blocks, candidates, joined
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.pooling import pool_of
from graphlib.introductions.portfolio import portfolio
from graphlib.introductions.reach import Reach, reach_of
from graphlib.introductions.rulebook import EMPTY
from graphlib.introductions.rules import Rules, compiled
from graphlib.network import Network

Pairs: TypeAlias = npt.NDArray[np.int64]

RESISTANCE_UP_TO = 1_500
"""Actors up to which the greedy choice by effective resistance, O(n^2) a pick, is run."""


def rules_of(network: Network) -> Rules:
    """Give the rules that hold without any of the user's."""
    return compiled(network, EMPTY, by="sector")


def everyone(network: Network) -> Pool:
    """List every unlinked pair across sectors; the likelihood is the resource allocation index."""
    near, all_open = adjacency(network), np.ones(len(network), bool)
    rule = rules_of(network)
    return joined(candidates(near, rule, rows, open_to_all=all_open) for rows in blocks(near, all_open))


def reached(network: Network, pairs: Pairs) -> float:
    """Measure the reach across sectors with some ties added, on all distances."""
    edges = np.unique(np.sort(np.concatenate([network.edges, pairs.reshape(-1, 2)]), axis=1), axis=0)
    return reach_of(adjacency_from(len(network), edges.astype(np.int32)), network.groups(), 1).base


def _best(pool: Pool, score: npt.NDArray[np.float64], top: int) -> Pairs:
    """Give the pairs of the highest score, the earlier among equals."""
    order = np.argsort(-score, kind="stable")[:top]
    return np.column_stack([pool.first[order], pool.second[order]]).astype(np.int64)


def chance(network: Network, top: int, seed: int = 1) -> Pairs:
    """Draw pairs across sectors at random."""
    pool = everyone(network)
    return _best(pool, np.random.default_rng(seed).random(len(pool)), top)


def degree_product(network: Network, top: int) -> Pairs:
    """Take the pairs with the most contacts, those of the one times those of the other."""
    pool, degree = everyone(network), np.diff(adjacency(network).indptr).astype(float)
    return _best(pool, degree[pool.first] * degree[pool.second], top)


def adamic_adar(network: Network, top: int) -> Pairs:
    """Take the pairs whose common contacts have few others: the sum of 1 / log d."""
    near, pool = adjacency(network), everyone(network)
    pool = pool.take(pool.likelihood > 0.0)
    degree = np.diff(near.indptr)
    contacts = [set(_contacts(near, actor).tolist()) for actor in range(len(network))]
    score = [
        sum(1.0 / np.log(degree[contact]) for contact in contacts[u] & contacts[v])
        for u, v in zip(pool.first.tolist(), pool.second.tolist(), strict=True)
    ]
    return _best(pool, np.asarray(score), top)


def resistance(network: Network, top: int) -> Pairs:
    """Add, one by one, the tie across sectors whose ends current flows between least easily."""
    pool, size = everyone(network), len(network)
    laplacian = np.zeros((size, size))
    laplacian[network.edges[:, 0], network.edges[:, 1]] = -1.0
    laplacian += laplacian.T
    np.fill_diagonal(laplacian, -laplacian.sum(axis=1))
    # A little of everything to everything, so that islands have a finite resistance too.
    inverse = np.linalg.inv(laplacian + 1e-3 / size)
    picked: list[tuple[int, int]] = []
    for _ in range(top):
        own = np.diag(inverse)
        score = own[pool.first] + own[pool.second] - 2.0 * inverse[pool.first, pool.second]
        u, v = (int(end) for end in _best(pool, score, 1)[0])
        picked.append((u, v))
        change = inverse[:, u] - inverse[:, v]
        inverse -= np.outer(change, change) / (1.0 + change[u] - change[v])
    return np.asarray(picked)


def ours(network: Network, top: int, *, is_exact: bool = True, require_contact: bool = False) -> Pairs:
    """Choose by the gain alone, without cap, as Passerelle does."""
    reach, rule = reach_of(adjacency(network), network.groups(), 1), rules_of(network)
    pool, _ = pool_of(
        reach,
        rule,
        _never,
        is_exact=is_exact,
        require_contact=require_contact,
        weight="none",
        cap=None,
        seed=1,
        progress=_silent,
    )
    return _chosen(network, reach, rule, pool, top, require_contact=require_contact, is_exact=is_exact)


def within_three(network: Network, top: int) -> Pairs:
    """Choose as Passerelle does, among pairs at distance 2 or 3 alone."""
    reach, pool = reach_of(adjacency(network), network.groups(), 1), everyone(network)
    pool = pool.take(reach.apart(pool) <= 3)
    return _chosen(network, reach, rules_of(network), pool, top, require_contact=False, is_exact=True)


def with_contact(network: Network, top: int) -> Pairs:
    """Choose as Passerelle does, among pairs that share a contact alone."""
    return ours(network, top, require_contact=True)


def narrowed(network: Network, top: int) -> Pairs:
    """Choose as Passerelle does on large networks, where candidates are narrowed down first."""
    return ours(network, top, is_exact=False)


WAYS: dict[str, Callable[[Network, int], Pairs]] = {
    "random": chance,
    "degree product": degree_product,
    "Adamic-Adar": adamic_adar,
    "effective resistance": resistance,
    "common contact only": with_contact,
    "distance 3 at most": within_three,
    "ours, narrowed": narrowed,
    "ours": ours,
}


def _chosen(
    network: Network,
    reach: Reach,
    rule: Rules,
    pool: Pool,
    top: int,
    *,
    require_contact: bool,
    is_exact: bool,
) -> Pairs:
    """Choose from a pool by the gain alone."""
    picks = portfolio(
        reach,
        pool,
        Introducers(network, reach.near, rule, None),
        top=top,
        cap=None,
        weight="none",
        require_contact=require_contact,
        is_exact=is_exact,
        progress=_silent,
    )
    return np.asarray([(pick.first, pick.second) for pick in picks], dtype=np.int64)


def _contacts(near: Adjacency, actor: int) -> npt.NDArray[np.int32]:
    """List an actor's contacts."""
    return near.indices[near.indptr[actor] : near.indptr[actor + 1]]


def _never(first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Score nothing: the choice goes by the gain."""
    return np.zeros(len(first))


def _silent(share: float) -> None:
    """Tell nobody."""
