"""Groups found in the ties, how sure they are, and what to call them."""

from __future__ import annotations

from graphlib.clusters.leiden import NOT_CONNECTED, RELIABLE_FROM, Clusters, clusters
from graphlib.clusters.naming import cluster_name

__all__ = ["NOT_CONNECTED", "RELIABLE_FROM", "Clusters", "cluster_name", "clusters"]
