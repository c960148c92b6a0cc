"""Where random walks end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["end_shares"]

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def end_shares(
    starts: Ints, contacts: Ints, degree: Floats, goal: Floats, tolerance: float, steps: int
) -> Floats:
    """Solve ``degree x - sum of x over contacts = goal`` by conjugate gradients, scaled by degree.

    ``starts`` and ``contacts`` list the contacts of each actor that walks on. Sums are taken in
    order, so that no digit depends on the machine's threads. An empty array tells that the
    residual was still above ``tolerance`` of the goal after ``steps``.
    """
    size = len(degree)
    found, residual = np.zeros(size), goal.copy()
    heading = residual / degree
    moved = np.empty(size)
    drop = _product(residual, residual / degree)
    enough = tolerance * tolerance * drop
    for _ in range(steps):
        if drop <= enough:
            return found
        for actor in range(size):
            total = degree[actor] * heading[actor]
            for place in range(starts[actor], starts[actor + 1]):
                total -= heading[contacts[place]]
            moved[actor] = total
        length = drop / _product(heading, moved)
        found += length * heading
        residual -= length * moved
        scaled = residual / degree
        left = _product(residual, scaled)
        heading = scaled + (left / drop) * heading
        drop = left
    return np.empty(0) if drop > enough else found


@njit(cache=True, nogil=True)  # type: ignore[misc, unused-ignore]
def _product(first: Floats, second: Floats) -> float:
    """Add up the products in order."""
    total = 0.0
    for place in range(len(first)):
        total += first[place] * second[place]
    return total
