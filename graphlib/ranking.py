"""Places in a ranking, with ties shown as ties."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["ranks"]

_SAME = 1e-9
"""Figures nearer to each other than this share of them differ by rounding only."""


def ranks(values: pd.Series, *, ascending: bool = False) -> pd.DataFrame:
    """Say which place each value takes, and with whom it shares it.

    Competition ranking: the rank of a value is one more than the number of values before it, so
    that equal values share the best place of theirs and the next place is left out (1, 2, 2, 4).

    Parameters
    ----------
    values
        Numbers by any index. Numbers that are not whole are equal where they differ by no more
        than a billionth of themselves: so much is rounding.
    ascending
        Whether the smallest value comes first.

    Returns
    -------
    pandas.DataFrame
        In the order of ``values``, on its index: ``rank`` (Int64, missing where the value is),
        ``is_tied`` (bool), ``text`` (str: the rank, with ``=`` where it is shared; empty where
        there is none). Sorting by ``rank`` puts what has no rank last. Cost O(n log n).
    """
    found = np.asarray(values.to_numpy(), dtype=np.float64)
    is_whole = pd.api.types.is_integer_dtype(values.dtype)
    place, sharing = _places(found if ascending else -found, 0.0 if is_whole else _SAME)
    is_tied = sharing > 1
    text = [f"{rank}{'=' if tied else ''}" if rank else "" for rank, tied in zip(place, is_tied, strict=True)]
    return pd.DataFrame(
        {
            "rank": pd.array(place, dtype="Int64"),
            "is_tied": is_tied,
            "text": pd.array(text, dtype="str"),
        },
        index=values.index,
    ).assign(rank=lambda table: table["rank"].where(place > 0))


def _places(
    keys: npt.NDArray[np.float64], same: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give each key its place, smallest first, and how many share it; 0 for what is no number."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order][: int(np.count_nonzero(~np.isnan(keys)))]
    is_new = np.ones(len(ranked), np.bool_)
    before, after = ranked[:-1], ranked[1:]
    is_new[1:] = ~np.isclose(after, before, rtol=same, atol=0.0)  # infinities are equal to themselves
    group = np.cumsum(is_new) - 1
    place, sharing = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
    place[order[: len(ranked)]] = np.flatnonzero(is_new)[group] + 1
    sharing[order[: len(ranked)]] = np.bincount(group)[group] if len(ranked) else 0
    return place, sharing
