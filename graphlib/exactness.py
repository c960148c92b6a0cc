"""Which figures are exact and which are estimated, and from what size on."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphlib import homophily, state
from graphlib.bridging import robustness_at_random
from graphlib.centrality import betweenness
from graphlib.centrality.closeness import SAMPLES
from graphlib.clusters.boundary import SURE_FROM, TORN_FROM
from graphlib.clusters.chance import chance_networks
from graphlib.clusters.leiden import CONSENSUS_BELOW, LARGE, RELIABLE_FROM, RUNS_WHEN_LARGE, clusters
from graphlib.distances import EXACT_UP_TO, cross_sector_reach
from graphlib.homophily.chance import permutations_needed
from graphlib.homophily.controversy import HUB_SHARE
from graphlib.homophily.known import known_ties
from graphlib.introductions import introductions
from graphlib.network import DEFAULT_EVENT_CAP, Network
from graphlib.openness import FEWEST_TIES
from graphlib.stability import DRAWS, FEWEST_DRAWS, rank_intervals
from graphlib.translation import Message

__all__ = ["Footing", "footings", "thresholds"]

_HUGE = 10**9
"""Ties of a network so large that the fewest comparisons are made."""


@dataclass(frozen=True)
class Footing:
    """What some figures rest on.

    Attributes
    ----------
    figures
        Which figures.
    rule
        When they are exact, and what they rest on otherwise.
    here
        What they rest on in one network.
    """

    figures: Message
    rule: Message
    here: Message


def thresholds() -> dict[str, float]:
    """Give every size, number and share that an explanation quotes, by the name of its field.

    Returns
    -------
    dict
        Sizes and numbers are whole; shares are parts of one.
    """
    return {
        "event_cap": DEFAULT_EVENT_CAP,
        "betweenness_exact": _default(betweenness, "exact_up_to"),
        "betweenness_samples": _default(betweenness, "samples"),
        "paths_exact": EXACT_UP_TO["none"],
        "nearness_samples": SAMPLES["none"],
        "reach_samples": _default(cross_sector_reach, "samples"),
        "introductions_exact": _default(introductions, "exact_up_to"),
        "missing": _default(rank_intervals, "missing"),
        "draws": DRAWS,
        "fewest_draws": FEWEST_DRAWS,
        "orders": _default(robustness_at_random, "orders"),
        "shuffles": permutations_needed(1),
        "silo_p_value": homophily.SILO_P_VALUE,
        "fewest_ties": FEWEST_TIES,
        "rewirings": homophily.rewirings(1),
        "fewest_rewirings": homophily.rewirings(_HUGE),
        "hub_share": HUB_SHARE,
        "runs": _default(clusters, "runs"),
        "large": LARGE,
        "runs_when_large": RUNS_WHEN_LARGE,
        "consensus": CONSENSUS_BELOW,
        "reliable": RELIABLE_FROM,
        "chance_networks": chance_networks(1),
        "fewest_chance_networks": chance_networks(_HUGE),
        "sure": SURE_FROM,
        "torn": TORN_FROM,
        "largest": state.LARGEST_UNDER,
        "p_value": state.P_VALUE_UP_TO,
        "cross": state.CROSS_SHARE_UNDER,
        "cut_off": state.CUT_OFF_ABOVE,
    }


def footings(network: Network, *, by: str = "sector") -> tuple[Footing, ...]:
    """Say which figures are exact and which are estimated, in general and in one network.

    Parameters
    ----------
    network
        Read as undirected and unweighted, as the pages read it.
    by
        Column of ``network.actors`` whose groups count as sectors.

    Returns
    -------
    tuple of Footing
        The exact figures first. Cost: one pass over the ties.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    """
    said, exact = thresholds(), Message("methods.here.exact")
    here = {
        "counted": exact,
        "betweenness": _paths(network, said, "betweenness_exact", "betweenness_samples"),
        "nearness": _paths(network, said, "paths_exact", "nearness_samples"),
        "distances": _paths(network, said, "paths_exact", "reach_samples"),
        "introductions": _choice(network, said),
        "ranks": Message("methods.here.draws", count=DRAWS),
        "robustness": Message("methods.here.orders", count=said["orders"]),
        **_groups(network, by),
        "clusters": _runs(network, said),
    }
    return tuple(_footing(name, said, how) for name, how in here.items())


def _footing(name: str, said: dict[str, float], here: Message) -> Footing:
    """Put a footing into words."""
    figures = Message(f"methods.footing.{name}.figures")
    return Footing(figures, Message(f"methods.footing.{name}.rule", **said), here)


def _default(function: Any, option: str) -> Any:  # noqa: ANN401
    """Give what a function takes where an option is not given."""
    return inspect.signature(function).parameters[option].default


def _paths(network: Network, said: dict[str, float], exact: str, samples: str) -> Message:
    """Say whether paths are followed from everybody."""
    if len(network) <= said[exact]:
        return Message("methods.here.exact")
    return Message("methods.here.sampled", count=said[samples])


def _choice(network: Network, said: dict[str, float]) -> Message:
    """Say whether the effects of introductions are computed on all actors."""
    is_exact = len(network) <= said["introductions_exact"]
    return Message("methods.here.exact" if is_exact else "methods.here.narrowed")


def _groups(network: Network, by: str) -> dict[str, Message]:
    """Say with how many shuffles and rewired networks groups are compared."""
    known = known_ties(network, by)
    if len(known.names) < 2:
        return dict.fromkeys(("silos", "mixing"), Message("methods.here.no_sectors"))
    tested = int(np.count_nonzero(known.sizes > 1))
    return {
        "silos": Message("methods.here.shuffles", count=permutations_needed(tested)),
        "mixing": Message("methods.here.rewirings", count=homophily.rewirings(len(known.ends))),
    }


def _runs(network: Network, said: dict[str, float]) -> Message:
    """Say how often clusters are looked for, and with how many networks they are compared."""
    if not len(network.edges):
        return Message("methods.here.no_ties")
    runs = int(said["runs"])
    return Message(
        "methods.here.runs",
        count=min(runs, RUNS_WHEN_LARGE) if len(network) > LARGE else runs,
        networks=chance_networks(len(network.edges)),
    )
