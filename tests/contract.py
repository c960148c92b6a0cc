"""The columns that other programs rely on, as the command line promises them."""

from __future__ import annotations

ACTORS = [
    "id", "name", "sector", "cluster", "cluster_confidence", "component", "degree", "strength", "betweenness",
    "harmonic", "constraint", "effective_size", "is_articulation_point", "parts_if_removed", "participation",
    "within_cluster_z", "coordinator", "itinerant", "gatekeeper", "representative", "liaison",
    "cross_sector_ties",
]  # fmt: skip
TIES = [
    "source", "target", "kind", "weight", "is_bridge", "is_local_bridge", "betweenness", "crosses_sector",
    "crosses_cluster",
]  # fmt: skip
GROUPS = ["group", "actors", "internal", "external", "ei_index", "ei_expected", "ei_p_value"]
MIXING = ["group_a", "group_b", "ties", "expected", "ratio", "z"]
SUMMARY = [
    "fingerprint", "actors", "ties", "components", "largest_component", "density", "mean_distance",
    "cross_sector_share", "cross_sector_share_expected", "cross_sector_reach", "ei_index", "ei_p_value",
    "assortativity", "modularity", "clusters", "cluster_agreement", "articulation_points", "bridges", "state",
    "seed", "versions",
]  # fmt: skip
INTRODUCTIONS = [
    "rank", "source", "source_name", "source_sector", "target", "target_name", "target_sector", "introducer",
    "introducer_name", "distance", "reach_gain", "cumulative_reach", "likelihood", "reasons",
]  # fmt: skip
