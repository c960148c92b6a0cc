"""Passerelle: who holds a network of stakeholders together, where its silos are, whom to introduce.

The whole job in five lines::

    import graphlib as gl
    network = gl.read_network("data/event_programme")
    brokers = gl.brokers(network)                       # a DataFrame, one row an actor
    plan = gl.introductions(network, top=20, cap=3)     # ranked, with introducer and reasons
    gl.snapshot(network, plan).save("committee.html")

Public names are loaded from their modules when first used, so that importing the package is cheap.

The standard library has a module of this name too. From the project's root this package comes
first, so it hands on `TopologicalSorter` and `CycleError` to whatever needs the standard one.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphlib.analysis import Analysis as Analysis
    from graphlib.analysis import analyse as analyse
    from graphlib.analysis import brokers as brokers
    from graphlib.bridging import articulation_points as articulation_points
    from graphlib.bridging import bridges as bridges
    from graphlib.bridging import dependent_pairs as dependent_pairs
    from graphlib.bridging import held_apart as held_apart
    from graphlib.bridging import local_bridges as local_bridges
    from graphlib.bridging import members_held_apart as members_held_apart
    from graphlib.bridging import parts_if_removed as parts_if_removed
    from graphlib.bridging import robustness as robustness
    from graphlib.bridging import robustness_at_random as robustness_at_random
    from graphlib.brokerage import brokerage_by_chance as brokerage_by_chance
    from graphlib.brokerage import brokerage_roles as brokerage_roles
    from graphlib.brokerage import constraint as constraint
    from graphlib.brokerage import cross_sector_ties as cross_sector_ties
    from graphlib.brokerage import effective_size as effective_size
    from graphlib.brokerage import efficiency as efficiency
    from graphlib.brokerage import hierarchy as hierarchy
    from graphlib.brokerage import participation as participation
    from graphlib.brokerage import within_cluster_z as within_cluster_z
    from graphlib.centrality import betweenness as betweenness
    from graphlib.centrality import degree as degree
    from graphlib.centrality import harmonic as harmonic
    from graphlib.centrality import nearness as nearness
    from graphlib.centrality import strength as strength
    from graphlib.clusters import boundary as boundary
    from graphlib.clusters import clusters as clusters
    from graphlib.clusters import composition as composition
    from graphlib.clusters import resolutions as resolutions
    from graphlib.cohesion import components as components
    from graphlib.cohesion import density as density
    from graphlib.cohesion import mean_distance as mean_distance
    from graphlib.distances import cross_sector_reach as cross_sector_reach
    from graphlib.duplicates import likely_duplicates as likely_duplicates
    from graphlib.errors import GraphlibError as GraphlibError
    from graphlib.errors import InputError as InputError
    from graphlib.errors import Problem as Problem
    from graphlib.homophily import assortativity as assortativity
    from graphlib.homophily import coleman as coleman
    from graphlib.homophily import controversy as controversy
    from graphlib.homophily import cross_sector_share as cross_sector_share
    from graphlib.homophily import ei_index as ei_index
    from graphlib.homophily import ei_whole as ei_whole
    from graphlib.homophily import freeman_segregation as freeman_segregation
    from graphlib.homophily import mixing as mixing
    from graphlib.homophily import modularity as modularity
    from graphlib.homophily import silos as silos
    from graphlib.introductions import introductions as introductions
    from graphlib.key_players import key_players as key_players
    from graphlib.network import Network as Network
    from graphlib.periods import at as at
    from graphlib.periods import dating as dating
    from graphlib.periods import window as window
    from graphlib.readers import read as read
    from graphlib.readers import read_network as read_network
    from graphlib.snapshot import Snapshot as Snapshot
    from graphlib.snapshot import snapshot as snapshot
    from graphlib.stability import rank_intervals as rank_intervals
    from graphlib.trends import moments as moments
    from graphlib.trends import trend as trend

__all__ = [
    "Analysis",
    "CycleError",
    "GraphlibError",
    "InputError",
    "Network",
    "Problem",
    "Snapshot",
    "TopologicalSorter",
    "analyse",
    "articulation_points",
    "assortativity",
    "at",
    "betweenness",
    "boundary",
    "bridges",
    "brokerage_by_chance",
    "brokerage_roles",
    "brokers",
    "clusters",
    "coleman",
    "components",
    "composition",
    "constraint",
    "controversy",
    "cross_sector_reach",
    "cross_sector_share",
    "cross_sector_ties",
    "dating",
    "degree",
    "density",
    "dependent_pairs",
    "effective_size",
    "efficiency",
    "ei_index",
    "ei_whole",
    "freeman_segregation",
    "harmonic",
    "held_apart",
    "hierarchy",
    "introductions",
    "key_players",
    "likely_duplicates",
    "local_bridges",
    "mean_distance",
    "members_held_apart",
    "mixing",
    "modularity",
    "moments",
    "nearness",
    "participation",
    "parts_if_removed",
    "rank_intervals",
    "read",
    "read_network",
    "resolutions",
    "robustness",
    "robustness_at_random",
    "silos",
    "snapshot",
    "strength",
    "trend",
    "window",
    "within_cluster_z",
]

_HOMES = {
    "analysis": (
        "Analysis",
        "analyse",
        "brokers",
    ),
    "bridging": (
        "articulation_points",
        "bridges",
        "dependent_pairs",
        "held_apart",
        "local_bridges",
        "members_held_apart",
        "parts_if_removed",
        "robustness",
        "robustness_at_random",
    ),
    "brokerage": (
        "brokerage_by_chance",
        "brokerage_roles",
        "constraint",
        "cross_sector_ties",
        "effective_size",
        "efficiency",
        "hierarchy",
        "participation",
        "within_cluster_z",
    ),
    "centrality": (
        "betweenness",
        "degree",
        "harmonic",
        "nearness",
        "strength",
    ),
    "clusters": (
        "boundary",
        "clusters",
        "composition",
        "resolutions",
    ),
    "cohesion": (
        "components",
        "density",
        "mean_distance",
    ),
    "distances": ("cross_sector_reach",),
    "duplicates": ("likely_duplicates",),
    "errors": (
        "GraphlibError",
        "InputError",
        "Problem",
    ),
    "homophily": (
        "assortativity",
        "coleman",
        "controversy",
        "cross_sector_share",
        "ei_index",
        "ei_whole",
        "freeman_segregation",
        "mixing",
        "modularity",
        "silos",
    ),
    "introductions": ("introductions",),
    "key_players": ("key_players",),
    "network": ("Network",),
    "periods": (
        "at",
        "dating",
        "window",
    ),
    "readers": (
        "read",
        "read_network",
    ),
    "snapshot": (
        "Snapshot",
        "snapshot",
    ),
    "stability": ("rank_intervals",),
    "trends": (
        "moments",
        "trend",
    ),
}
_HOME = {name: f"graphlib.{module}" for module, names in _HOMES.items() for name in names}
"""The module that each public name comes from."""

_FILLED_BY = {"Snapshot": "graphlib.reports", "snapshot": "graphlib.reports"}
"""Modules above that must be there too: the reports register the formats a snapshot is saved in."""


class _Package(ModuleType):
    """The package itself, whose public functions may bear the name of the module they come from."""

    def __getattr__(self, name: str) -> object:
        """Load a public name from its module when it is first asked for."""
        if name not in _HOME:
            raise AttributeError(f"module 'graphlib' has no attribute {name!r}")
        if name in _FILLED_BY:
            importlib.import_module(_FILLED_BY[name])
        value: object = getattr(importlib.import_module(_HOME[name]), name)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        """Keep ``graphlib.snapshot`` the function when the import system binds the module."""
        if not (isinstance(value, ModuleType) and name in _HOME):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """List the public names."""
        return sorted(__all__)


def _standard_module() -> ModuleType:
    """Load the standard library's module of this name by its path, under another name."""
    path = Path(sysconfig.get_path("stdlib")) / "graphlib.py"
    spec = importlib.util.spec_from_file_location("_standard_graphlib", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"The standard library's graphlib is not at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_standard = _standard_module()
CycleError = _standard.CycleError
TopologicalSorter = _standard.TopologicalSorter
sys.modules[__name__].__class__ = _Package
