"""Share compiled work among the processor's cores.

The kernels release Python's lock, so plain threads run side by side; numba's own threading layer
is not used because it stops the process when two sessions enter it at once.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["spread"]

_Result = TypeVar("_Result")


def spread(task: Callable[[slice], _Result], count: int, *, parts: int | None = None) -> list[_Result]:
    """Run ``task`` on consecutive slices of ``range(count)`` and give the results in their order.

    Parameters
    ----------
    task
        Takes a slice; must release Python's lock to gain anything.
    count
        How much work there is.
    parts
        Number of slices, one for each core unless said: say it where the cut changes the
        result, as with sums of floating-point numbers.
    """
    workers = os.cpu_count() or 1
    wanted = max(1, min(parts or workers, count))
    cuts = [count * part // wanted for part in range(wanted + 1)]
    slices = [slice(start, stop) for start, stop in itertools.pairwise(cuts)]
    if wanted == 1 or workers == 1:
        return [task(piece) for piece in slices]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(task, slices))
