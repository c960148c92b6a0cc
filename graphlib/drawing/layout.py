"""Where each actor stands on the map."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from graphlib.network import Network
from graphlib.randomness import seeded_igraph

__all__ = ["cluster_positions", "positions"]

Points = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_ASPECT = 1.5
"""Width over height that the map aims at."""
_STRETCH = np.array([1.2, 1 / 1.2])
"""Screens and paper are wider than high: a round layout is stretched a little to fill them."""
_CROWD = 0.55
"""How far crowded middles are opened: 0 leaves the layout, 1 makes the density even."""


def positions(network: Network, *, seed: int = 1) -> Points:
    """Place the actors so that those who are tied stand near each other.

    The force-directed layout of Fruchterman and Reingold [1]_, one connected part after the
    other; crowded middles are opened a little and marks pushed apart. The largest part stands
    in the middle, smaller ones in rows below it, actors without ties in a grid at the bottom,
    so that islands never shrink the rest. Nearness on the map hints at nearness in the
    network and proves nothing.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    seed
        The same network and seed give the same map.

    Returns
    -------
    numpy.ndarray
        float64, shape (actors, 2), finite, in the order of ``network.actors``; centred, with
        the wider side running from -1 to 1 and y pointing down. Cost: about 0.2 s at 3,000
        actors, 3 s at 27,000 with 400,000 ties.

    References
    ----------
    .. [1] Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed
       placement. Software: Practice and Experience 21(11), 1129-1164.
    """
    points = np.zeros((len(network), 2))
    if not len(network):
        return points
    parts, isolates = _parts(network)
    shapes = [_part_layout(network, part, seed) for part in parts]
    bottom = _pack(points, parts, shapes)
    _grid(points, isolates, bottom)
    return _normalised(points)


def cluster_positions(points: Points, membership: Places, radii: Points) -> Points:
    """Place the clusters of a condensed map where their members stand, without overlap.

    Parameters
    ----------
    points
        Positions of the actors.
    membership
        The cluster of each actor, numbered from 0; -1 for actors of none.
    radii
        Radius of the mark of each cluster, in the units of ``points``.

    Returns
    -------
    numpy.ndarray
        float64, shape (clusters, 2): the middles of the members, pushed apart.
    """
    inside = membership >= 0
    count = np.bincount(membership[inside], minlength=len(radii))
    middles = np.column_stack(
        [np.bincount(membership[inside], points[inside, axis], len(radii)) for axis in (0, 1)]
    ) / np.maximum(count, 1).reshape(-1, 1)
    return _apart(middles, radii, rounds=200)


def _parts(network: Network) -> tuple[list[Places], Places]:
    """List the connected parts, the largest first, and the actors without ties."""
    parts = [np.asarray(part, np.int64) for part in network.graph.connected_components()]
    parts.sort(key=lambda part: (-len(part), int(part[0])))
    isolates = [part for part in parts if len(part) == 1]
    together = np.concatenate(isolates) if isolates else np.empty(0, np.int64)
    return [part for part in parts if len(part) > 1], together


def _part_layout(network: Network, part: Places, seed: int) -> Points:
    """Lay one connected part out, centred, with about one unit between neighbouring marks."""
    if len(part) <= 3:
        return np.array([[-0.7, 0.0], [0.7, 0.0], [0.0, -1.2]])[: len(part)]
    graph = network.graph.induced_subgraph(part.tolist())
    with seeded_igraph(seed):
        layout = graph.layout_fruchterman_reingold(
            niter=200 if len(part) > 500 else 500, grid="grid" if len(part) > 1000 else "nogrid"
        )
    points = np.asarray(layout.coords, np.float64)
    points = _opened(_turned(points - points.mean(axis=0))) * _STRETCH
    points *= 0.75 * math.sqrt(len(part)) / (np.sqrt((points**2).sum(axis=1).mean()) + 1e-12)
    return _apart(points, np.full(len(points), 0.42), rounds=30)


def _turned(points: Points) -> Points:
    """Turn the longest axis to the horizontal, the first actor to the upper left."""
    _, axes = np.linalg.eigh(points.T @ points)
    points = points @ axes[:, ::-1]
    return np.asarray(points * np.where(points[0] > 0, -1.0, 1.0))


def _opened(points: Points) -> Points:
    """Open a crowded middle: move each mark along its ray towards an even density."""
    radius = np.sqrt((points**2).sum(axis=1))
    order = np.empty(len(points))
    order[np.argsort(radius, kind="stable")] = np.arange(1, len(points) + 1)
    reach = np.quantile(radius, 0.95) + 1e-12
    even = reach * np.sqrt(order / len(points))
    wanted = (1 - _CROWD) * np.minimum(radius, 1.25 * reach) + _CROWD * even
    return np.asarray(points * (wanted / np.maximum(radius, 1e-12)).reshape(-1, 1))


def _apart(points: Points, radii: Points, *, rounds: int) -> Points:
    """Push marks that overlap away from each other."""
    points = points.copy()
    for _ in range(rounds):
        near = cKDTree(points).query_pairs(2 * float(radii.max(initial=0.0)) + 1e-9, output_type="ndarray")
        near = near[np.lexsort((near[:, 1], near[:, 0]))]
        u, v = near[:, 0], near[:, 1]
        gap = points[v] - points[u]
        # Marks on the very same spot part along a direction that depends on their order alone.
        same = np.abs(gap).sum(axis=1) < 1e-9
        gap[same] = np.column_stack([np.cos(v[same]), np.sin(v[same])]) * 1e-6
        distance = np.sqrt((gap**2).sum(axis=1))
        lack = np.maximum(radii[u] + radii[v] - distance, 0.0)
        if not lack.any():
            break
        push = gap * (0.4 * lack / distance).reshape(-1, 1)
        for axis in (0, 1):
            points[:, axis] += np.bincount(v, push[:, axis], len(points))
            points[:, axis] -= np.bincount(u, push[:, axis], len(points))
    return points


def _pack(points: Points, parts: list[Places], shapes: list[Points]) -> tuple[float, float]:
    """Set the parts in rows, the largest first; give the width of all and the bottom."""
    if not parts:
        return 0.0, 0.0
    area = sum(float(np.prod(_size(shape))) for shape in shapes)
    width = max(float(_size(shapes[0])[0]), math.sqrt(area * _ASPECT))
    bottom = 0.0
    for row in _rows(shapes, width):
        taken = sum(float(_size(shapes[index])[0]) for index in row)
        height = max(float(_size(shapes[index])[1]) for index in row)
        left = -taken / 2
        for index in row:
            box = _size(shapes[index])
            corner = np.array([left, bottom + (height - box[1]) / 2]) + 0.75
            points[parts[index]] = shapes[index] - shapes[index].min(axis=0) + corner
            left += float(box[0])
        bottom += height
    return width, bottom


def _rows(shapes: list[Points], width: float) -> Iterator[list[int]]:
    """Group the parts, in their order, into rows that are no wider than ``width``."""
    row: list[int] = []
    taken = 0.0
    for index, shape in enumerate(shapes):
        wide = float(_size(shape)[0])
        if row and taken + wide > width:
            yield row
            row, taken = [], 0.0
        row.append(index)
        taken += wide
    yield row


def _size(shape: Points) -> Points:
    """Give width and height of a part with the space around it."""
    return np.asarray(shape.max(axis=0) - shape.min(axis=0) + 1.5)


def _grid(points: Points, isolates: Places, frame: tuple[float, float]) -> None:
    """Set the actors without ties in a grid below the rest."""
    if not len(isolates):
        return
    width, bottom = frame
    columns = max(int(width / 0.9), math.ceil(math.sqrt(_ASPECT * len(isolates))) if not width else 1)
    columns = min(columns, len(isolates))
    place = np.arange(len(isolates))
    points[isolates, 0] = (place % columns - (columns - 1) / 2) * 0.9
    points[isolates, 1] = bottom + 0.6 + (place // columns) * 0.9


def _normalised(points: Points) -> Points:
    """Centre the map and scale its wider side to run from -1 to 1."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = float((high - low).max())
    centred = (points - (low + high) / 2) / (extent / 2 if extent > 0 else 1.0)
    return np.asarray(np.round(centred, 6) + 0.0)
