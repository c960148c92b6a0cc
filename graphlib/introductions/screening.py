"""Narrow tens of millions of candidate pairs down to the few worth an exact look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from graphlib.distances import NO_PATH
from graphlib.introductions.candidates import Pool, Scoring, blocks, candidates, joined
from graphlib.introductions.reach import Columns, Reach
from graphlib.introductions.rules import Rules
from graphlib.kernels.threads import stream

__all__ = ["FIRST_PASS", "chances", "hubs", "screened"]

FIRST_PASS = 128
"""Sources by which every candidate is judged."""

SECOND_PASS = 2_048
"""Sources by which the better ones are judged again."""

FIRST_KEPT = 300_000
LAST_KEPT = 40_000
_PER_ACTOR = 64
"""Candidates kept for each introduction that an actor may have: a cap needs varied ones."""


def chances(pool: Pool, weight: str) -> npt.NDArray[np.float64]:
    """Give what each pair's gain is multiplied by: its likelihood, or 1 where the gain alone counts."""
    return pool.likelihood if weight == "likelihood" else np.ones(len(pool))


def hubs(reach: Reach, rule: Rules, columns: Columns, count: int) -> npt.NDArray[np.bool_]:
    """Mark the best-connected actors, and those nearest to all others within each group."""
    degree = np.diff(reach.near.indptr).astype(np.float64)
    inverse = np.zeros(256)
    inverse[1:255] = 1.0 / np.arange(1, 255)
    nearness = inverse[columns.matrix].sum(axis=1)
    chosen = np.zeros(len(degree), bool)
    chosen[_highest(np.where(rule.codes >= 0, degree, -1.0), count // 2)] = True
    each = max(2, count // (2 * max(1, len(reach.groups.names))))
    for group in range(len(reach.groups.names)):
        chosen[_highest(np.where(rule.codes == group, nearness, -1.0), each)] = True
    return chosen & (rule.codes >= 0)


def screened(
    reach: Reach,
    rule: Rules,
    open_to_all: npt.NDArray[np.bool_],
    *,
    weight: str,
    cap: int | None,
    seed: int,
    progress: Callable[[float], None],
    with_contact: bool = True,
    scoring: Scoring | None = None,
) -> Pool:
    """List candidates block by block and keep those of the highest estimated worth.

    Memory is that of a block; cost ``FIRST_PASS`` for each candidate. The ends of the pairs
    returned are held by ``reach``. Without ``with_contact`` only pairs that some path joins are
    listed. ``progress`` is told the share of blocks done, and may raise.
    """
    columns = reach.thinned(FIRST_PASS, seed)
    cuts = list(blocks(reach.near, open_to_all))
    if open_to_all.any():
        reach.hold(np.flatnonzero(open_to_all))

    def best_of(piece: slice) -> tuple[Pool, npt.NDArray[np.float64]]:
        rows = slice(cuts[piece.start].start, cuts[piece.stop - 1].stop)
        pool = candidates(
            reach.near, rule, rows, open_to_all=open_to_all, with_contact=with_contact, scoring=scoring
        )
        apart = _apart(reach, pool)
        if not with_contact:
            pool, apart = pool.take(apart < NO_PATH), apart[apart < NO_PATH]
        values = chances(pool, weight) * columns.bounds(pool, apart)
        kept = _best(values, FIRST_KEPT)
        return pool.take(kept), values[kept]

    found = []
    for part in stream(best_of, len(cuts), parts=len(cuts)) if cuts else ():
        found.append(part)
        progress(len(found) / len(cuts))
    pool = joined(part for part, _ in found)
    values = np.concatenate([values for _, values in found]) if found else np.empty(0)
    pool = pool.take(_best(values, FIRST_KEPT))
    finer = reach.thinned(SECOND_PASS, seed)
    values = chances(pool, weight) * _in_parts(finer, pool, _apart(reach, pool))
    pool = pool.take(_varied(pool, values, cap, reach.room))
    reach.hold(np.unique(np.concatenate([pool.first, pool.second])))
    return pool


def _apart(reach: Reach, pool: Pool) -> npt.NDArray[np.uint8]:
    """Give today's distance of each pair: 2 where a contact is shared."""
    apart = np.full(len(pool), 2, np.uint8)
    far = np.flatnonzero(pool.likelihood == 0.0)
    if len(far):
        apart[far] = reach.apart(pool.take(far))
    return apart


def _in_parts(columns: Columns, pool: Pool, apart: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Bound all pairs on all cores."""
    parts = stream(lambda piece: columns.bounds(pool.take(piece), apart[piece]), len(pool), parts=16)
    return np.concatenate(list(parts))


def _highest(values: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.int64]:
    """Give the places of the highest values, the earlier place first among equals."""
    return np.argsort(-values, kind="stable")[:count]


def _best(values: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.int64]:
    """Give the places of the ``count`` highest values in order of place."""
    if len(values) <= count:
        return np.arange(len(values))
    limit = np.partition(values, len(values) - count)[len(values) - count]
    above = np.flatnonzero(values > limit)
    return np.sort(np.concatenate([above, np.flatnonzero(values == limit)[: count - len(above)]]))


def _varied(pool: Pool, values: npt.NDArray[np.float64], cap: int | None, room: int) -> npt.NDArray[np.int64]:
    """Keep the best pairs: of one actor as many as its cap may need, of all actors those with room."""
    most = len(pool) if cap is None else max(256, _PER_ACTOR * cap)
    held: Counter[int] = Counter()
    kept: list[int] = []
    for pair in _highest(values, len(values)).tolist():
        ends = (int(pool.first[pair]), int(pool.second[pair]))
        if max(held[ends[0]], held[ends[1]]) < most and len(held) <= room:
            held.update(ends)
            kept.append(pair)
            if len(kept) == LAST_KEPT:
                break
    return np.sort(np.asarray(kept, dtype=np.int64))
