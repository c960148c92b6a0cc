"""What the page on bridges shows beyond the analysis: the page goes on while it is measured."""

from __future__ import annotations

from graphlib.analysis import Analysis
from graphlib.findings import Leaving
from graphlib.findings import leaving as leaving_of
from graphlib.key_players import Goal, KeyPlayers, key_players
from graphlib.network import Network
from graphlib.stability import RankIntervals, rank_intervals
from pages.parts import cache, results

__all__ = ["few", "intervals", "leaving", "without"]


def without(network: Network, ids: tuple[str, ...]) -> Analysis | None:
    """Give all measures of a network without some actors; ``None`` while they are not there."""
    return results.analysis_meanwhile(cache.briefly(_left, (network,), ids))


def leaving(of: Analysis) -> Leaving | None:
    """Say what stays together while the leading actors leave; ``None`` while that is not there."""
    return results.meanwhile(leaving_of, of.network, of.by, of)


def intervals(of: Analysis) -> RankIntervals | None:
    """Say how far the ranks of the go-betweens hold; ``None`` while that is not there."""
    known = of.actors.set_index("id")["betweenness"]
    return results.meanwhile(rank_intervals, of.network, "betweenness", of.network, known=known)


def few(of: Analysis, goal: Goal, size: int) -> KeyPlayers:
    """Choose the few who together do most."""

    def chosen(network: Network, goal: Goal, size: int) -> KeyPlayers:
        """Choose them with the betweenness that is known."""
        known = of.actors.set_index("id")["betweenness"]
        return key_players(network, k=size, goal=goal, betweenness=known, seed=of.options.seed)

    found: KeyPlayers = cache.once(chosen, of.network, goal, size)
    return found


def _left(network: Network, ids: tuple[str, ...]) -> Network:
    """Take some actors out."""
    return network.without(ids)
