"""How plausible a tie between two actors is, from the contacts they share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["share_contacts"]

LINKED = -1.0
"""Stands where two actors are linked already."""


@njit(cache=True, nogil=True)
def share_contacts(
    indptr: npt.NDArray[np.int64],
    indices: npt.NDArray[np.int32],
    actor: int,
    total: npt.NDArray[np.float64],
) -> None:
    """Add up, for every later actor, the resource allocation index with ``actor`` [1]_.

    ``sum over common contacts w of 1/degree(w)``: a contact with few ties says more than one
    with many. It ranks pairs by plausibility and is no calibrated probability. ``total`` must
    hold zeros; linked actors are set to -1. Contacts are added in order of position, so that the
    sum is the same wherever it is made.

    References
    ----------
    .. [1] Zhou, T., Lu, L. and Zhang, Y.-C. (2009). Predicting missing links via local
       information. European Physical Journal B 71, 623-630.
    """
    for entry in range(indptr[actor], indptr[actor + 1]):
        contact = indices[entry]
        share = 1.0 / (indptr[contact + 1] - indptr[contact])
        for step in range(indptr[contact], indptr[contact + 1]):
            if indices[step] > actor:
                total[indices[step]] += share
    for entry in range(indptr[actor], indptr[actor + 1]):
        total[indices[entry]] = LINKED
