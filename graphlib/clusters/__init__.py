"""Groups found in the ties, how sure they are, what to call them, and what stays of them."""

from __future__ import annotations

from graphlib.clusters.boundary import boundary
from graphlib.clusters.composition import composition
from graphlib.clusters.leiden import NOT_CONNECTED, RELIABLE_FROM, Clusters, clusters
from graphlib.clusters.memory import ClusterMemory, Remembered, pinned, pinned_sets, renamed
from graphlib.clusters.naming import cluster_name
from graphlib.clusters.resolution import resolutions
from graphlib.clusters.succession import Carried, carried_over

__all__ = [
    "NOT_CONNECTED",
    "RELIABLE_FROM",
    "Carried",
    "ClusterMemory",
    "Clusters",
    "Remembered",
    "boundary",
    "carried_over",
    "cluster_name",
    "clusters",
    "composition",
    "pinned",
    "pinned_sets",
    "renamed",
    "resolutions",
]
