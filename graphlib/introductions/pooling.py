"""The candidates that introductions are chosen from, those that a rule asks for among them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from graphlib.introductions.candidates import Pool, Scoring, blocks, candidates, joined
from graphlib.introductions.introducer import common_contacts
from graphlib.introductions.reach import Reach
from graphlib.introductions.rules import Rules
from graphlib.introductions.screening import FIRST_PASS, hubs, screened

__all__ = ["pool_of"]

_HUBS = 256
"""Well-connected actors that pairs without a contact must have one of, where not all are judged."""


def pool_of(
    reach: Reach,
    rule: Rules,
    scoring: Scoring,
    *,
    is_exact: bool,
    require_contact: bool,
    weight: str,
    cap: int | None,
    seed: int,
    progress: Callable[[float], None],
) -> tuple[Pool, npt.NDArray[np.int64]]:
    """List the candidates, all of them when exact, else the most promising.

    Returns
    -------
    tuple
        The candidates, sorted, whose ends ``reach`` holds; and the places among them of the pairs
        that a rule asks for.
    """
    open_to_all = np.full(len(reach.near), not require_contact)
    weighing = scoring if weight == "likelihood" else None
    if is_exact:
        cuts = blocks(reach.near, open_to_all)
        pool = joined(
            candidates(reach.near, rule, rows, open_to_all=open_to_all, scoring=weighing) for rows in cuts
        )
    else:
        if not require_contact:
            open_to_all = hubs(reach, rule, reach.thinned(FIRST_PASS, seed), _HUBS)
        pool = screened(
            reach,
            rule,
            open_to_all,
            weight=weight,
            cap=cap,
            seed=seed,
            progress=progress,
            scoring=weighing,
        )
    return _with_asked(reach, rule, pool, scoring)


def _with_asked(
    reach: Reach, rule: Rules, pool: Pool, scoring: Scoring
) -> tuple[Pool, npt.NDArray[np.int64]]:
    """Add the pairs asked for that are not among the candidates yet; say where all of them stand."""
    actors = np.int64(len(reach.near))
    known = pool.first * actors + pool.second
    asked = rule.must[:, 0] * actors + rule.must[:, 1]
    new = np.setdiff1d(asked, known)
    if len(new):
        first, second = (new // actors).astype(np.int32), (new % actors).astype(np.int32)
        shares = [len(common_contacts(reach.near, *pair)) > 0 for pair in zip(first, second, strict=True)]
        likelihood = np.where(shares, scoring(first, second), 0.0)
        pool = joined([pool, Pool(first, second, likelihood)])
        order = np.argsort(pool.first * actors + pool.second)
        pool = pool.take(order)
        reach.hold(np.unique(np.concatenate([pool.first, pool.second])))
    return pool, np.searchsorted(pool.first * actors + pool.second, asked).astype(np.int64)
