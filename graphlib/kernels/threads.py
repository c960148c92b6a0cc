"""Share compiled work among the processor's cores.

The kernels release Python's lock, so plain threads run side by side; numba's own threading layer
is not used because it stops the process when two sessions enter it at once.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["spread", "stream"]

_Result = TypeVar("_Result")


def spread(task: Callable[[slice], _Result], count: int) -> list[_Result]:
    """Run ``task`` on consecutive slices of ``range(count)``, one for each core; results in order.

    The cut depends on the machine, so results must not: write into arrays or add whole numbers.
    """
    return list(stream(task, count, parts=os.cpu_count() or 1))


def stream(task: Callable[[slice], _Result], count: int, *, parts: int) -> Iterator[_Result]:
    """Run ``task`` on ``parts`` consecutive slices of ``range(count)`` and yield results in order.

    Parameters
    ----------
    task
        Takes a slice; must release Python's lock to gain anything.
    count
        How much work there is.
    parts
        Number of slices, at most ``count``. Where it is fixed, so is the cut, and sums of
        floating-point numbers added as they are yielded are the same on any machine.
    """
    wanted = max(1, min(parts, count))
    cuts = [count * part // wanted for part in range(wanted + 1)]
    slices = [slice(start, stop) for start, stop in itertools.pairwise(cuts)]
    if wanted == 1:
        yield task(slices[0])
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(task, slices)
