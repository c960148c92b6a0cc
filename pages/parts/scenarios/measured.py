"""The networks that scenarios make, and all that is measured of them: once for each content."""

from __future__ import annotations

from graphlib.analysis import Analysis
from graphlib.network import Network
from graphlib.scenario import Scenario, applied, fitting
from pages.parts import cache, results

__all__ = ["changed", "measures", "untied"]


def changed(network: Network, scenario: Scenario) -> Network:
    """Give the network that what fits of a scenario makes."""
    return cache.briefly(_changed, (network,), scenario)


def untied(network: Network, scenario: Scenario) -> Network:
    """Give the same without the new ties, which the map draws apart."""
    return cache.briefly(_untied, (network,), scenario)


def measures(network: Network, scenario: Scenario) -> Analysis:
    """Give all measures of the network that a scenario makes; the page waits where that is long."""
    return results.analysis(changed(network, scenario))


def _changed(network: Network, scenario: Scenario) -> Network:
    """Make what fits of the changes."""
    return applied(network, fitting(network, scenario))


def _untied(network: Network, scenario: Scenario) -> Network:
    """Make what fits of the changes but for new ties."""
    kept = fitting(network, scenario)
    actors = tuple(type(actor)(actor.id, actor.name, actor.sector) for actor in kept.added_actors)
    bare = Scenario(removed_ties=kept.removed_ties, added_actors=actors, removed_actors=kept.removed_actors)
    return applied(network, bare)
