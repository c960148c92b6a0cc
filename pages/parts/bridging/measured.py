"""What the page on bridges shows beyond the analysis: the page goes on while it is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphlib.analysis import Analysis, analyse
from graphlib.findings import Leaving
from graphlib.findings import leaving as leaving_of
from graphlib.key_players import Goal, KeyPlayers, key_players
from graphlib.network import Network
from graphlib.stability import RankIntervals, rank_intervals
from pages.parts import cache, groups, waiting

__all__ = ["few", "intervals", "leaving", "without"]

Result = TypeVar("Result")


def without(network: Network, ids: tuple[str, ...]) -> Analysis | None:
    """Give all measures of a network without some actors; ``None`` while they are not there."""
    rest = cache.briefly(_left, (network,), ids)
    name = f"sector {groups.pins_mark()}"
    return _meanwhile(analyse, rest, name, rest, by="sector", pinned=groups.pins())


def leaving(of: Analysis) -> Leaving | None:
    """Say what stays together while the leading actors leave; ``None`` while that is not there."""
    return _meanwhile(leaving_of, of.network, of.by, of)


def intervals(of: Analysis) -> RankIntervals | None:
    """Say how far the ranks of the go-betweens hold; ``None`` while that is not there."""
    known = of.actors.set_index("id")["betweenness"]
    return _meanwhile(rank_intervals, of.network, "betweenness", of.network, known=known)


def few(of: Analysis, goal: Goal, size: int) -> KeyPlayers:
    """Choose the few who together do most."""

    def chosen(network: Network, goal: Goal, size: int) -> KeyPlayers:
        """Choose them with the betweenness that is known."""
        known = of.actors.set_index("id")["betweenness"]
        return key_players(network, k=size, goal=goal, betweenness=known, seed=of.options.seed)

    found: KeyPlayers = cache.once(chosen, of.network, goal, size)
    return found


def _meanwhile(
    function: Callable[..., Result],
    network: Network,
    name: str,
    *args: Any,  # noqa: ANN401
    **options: Any,  # noqa: ANN401
) -> Result | None:
    """Run a computation about a network once for each content and ``name``; the page goes on without it."""
    work = f"{function.__name__} {name}"
    return waiting.meanwhile(cache.engine(), network.fingerprint, work, function, *args, **options)


def _left(network: Network, ids: tuple[str, ...]) -> Network:
    """Take some actors out."""
    return network.without(ids)
