"""One analysis: every measure of a network, with one seed and one way of reading ties."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from graphlib import bridging, centrality, homophily
from graphlib.analysis.options import Options
from graphlib.analysis.summary import summary
from graphlib.analysis.tables import actor_table, tie_table
from graphlib.clusters import Clusters, boundary, clusters, composition
from graphlib.distances import cross_sector_reach
from graphlib.files import write_file
from graphlib.key_players import Goal, KeyPlayers, key_players
from graphlib.network import Network
from graphlib.ties import Weight
from graphlib.translation import Message

__all__ = ["Analysis", "Progress", "analyse"]

Progress = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""

_FILES = (
    "actors",
    "ties",
    "groups",
    "mixing",
    "clusters",
    "articulation_points",
    "bridges",
    "parts",
    "controversy",
    "composition",
    "boundary",
)
"""The tables that are written, each under its name."""

_KEY_PLAYERS = 10
_GOALS: dict[str, Goal] = {"reaching": "reach", "holding": "hold"}


@dataclass(frozen=True)
class Analysis:
    """Everything measured on one network with one seed.

    Attributes
    ----------
    options
        How the network was read.
    actors, ties, groups, mixing, clusters
        One table each; first the columns of the command line's contract.
    articulation_points, bridges, parts
        What each holds apart, the most damaging first, and the parts themselves.
    reaching, holding
        The few actors who together reach most others, and those without whom most is lost.
    controversy
        For each pair of groups, whether a walk that starts in one stays there.
    composition, boundary
        Which groups each cluster is made of, and who stands between clusters.
    found
        The clusters with their runs' agreement.
    summary
        The figures about the whole network; missing ones are NaN.
    """

    network: Network
    options: Options
    actors: pd.DataFrame
    ties: pd.DataFrame
    groups: pd.DataFrame
    mixing: pd.DataFrame
    clusters: pd.DataFrame
    articulation_points: pd.DataFrame
    bridges: pd.DataFrame
    parts: pd.DataFrame
    reaching: KeyPlayers
    holding: KeyPlayers
    controversy: pd.DataFrame
    composition: pd.DataFrame
    boundary: pd.DataFrame
    found: Clusters
    summary: dict[str, Any]

    @property
    def by(self) -> str:
        """Column whose groups count as sectors."""
        return self.options.by

    def save(self, directory: str | Path) -> None:
        """Write one CSV a table and ``summary.json``; the same network and seed give equal bytes."""
        folder = Path(directory)
        tables: dict[str, pd.DataFrame] = {name: getattr(self, name) for name in _FILES}
        tables["key_players_reach"], tables["key_players_hold"] = self.reaching.table, self.holding.table
        for name, table in tables.items():
            write_file(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
        plain = {key: None if _is_missing(value) else value for key, value in self.summary.items()}
        text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)
        write_file(folder / "summary.json", f"{text}\n".encode())


def analyse(
    network: Network,
    *,
    by: str = "sector",
    directed: bool = False,
    weight: Weight = "none",
    seed: int = 1,
    pinned: Iterable[Collection[str]] = (),
    progress: Progress | None = None,
) -> Analysis:
    """Measure who holds the network together, who stays among themselves, and which groups form.

    Parameters
    ----------
    network
        Read as undirected and unweighted unless asked otherwise.
    by
        Column of ``network.actors`` whose groups count as sectors.
    directed
        Read the direction of ties in betweenness, nearness, roles and Burt's measures. Clusters,
        bridges, silos and reach stay undirected.
    weight
        ``"strength"`` reads stronger ties as shorter in betweenness and nearness, as closer in
        Burt's measures, and as heavier in clusters. Bridges, roles, silos and reach stay unweighted.
    seed
        Seed of every random step; the same seed gives the same tables.
    pinned
        Sets of ids of actors that the clusters never part, as `clusters` takes them.
    progress
        Told what is being done.

    Returns
    -------
    Analysis
        Tables with one row an actor, tie, group, pair of groups and cluster, and the summary.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.
    """
    say = progress or (lambda share, message: None)
    options = Options(by, directed, weight, seed)
    network.groups(by)
    say(0.0, Message("analysis.step.paths"))
    between = centrality.betweenness(network, directed=directed, weight=weight, seed=seed)
    near = centrality.nearness(network, directed=directed, weight=weight, seed=seed)
    reach = cross_sector_reach(network, by=by, seed=seed)
    say(0.35, Message("analysis.step.clusters"))
    found = clusters(network, weight=weight, seed=seed, pinned=pinned)
    say(0.6, Message("analysis.step.brokers"))
    actors = actor_table(network, options, found, between.actors, near.actors)
    held = _held_together(network, options, between.actors)
    say(0.8, Message("analysis.step.silos"))
    groups = _groups(network, options, found)
    figures = {
        **summary(network, options, actors, found, reach),
        "articulation_points": len(held["articulation_points"]),
        "bridges": len(held["bridges"]),
        "silos": int(groups["groups"]["is_silo"].sum()),
        "betweenness_samples": between.samples,
        "betweenness_error": between.error,
        "harmonic_samples": near.samples,
        "harmonic_error": near.error,
    }
    ties = tie_table(network, options, found, between.ties, held["bridges"])
    result = Analysis(
        network=network,
        options=options,
        actors=actors,
        ties=ties,
        **held,
        **groups,
        found=found,
        summary=figures,
    )
    say(1.0, Message("analysis.step.done"))
    return result


def _held_together(network: Network, options: Options, between: pd.Series) -> dict[str, Any]:
    """Say on whom and on which ties contact rests."""
    sets = {
        name: key_players(network, k=_KEY_PLAYERS, goal=goal, betweenness=between, seed=options.seed)
        for name, goal in _GOALS.items()
    }
    return {
        "articulation_points": bridging.articulation_points(network),
        "bridges": bridging.bridges(network, by=options.by),
        "parts": bridging.held_apart(network, by=options.by),
        **sets,
    }


def _groups(network: Network, options: Options, found: Clusters) -> dict[str, pd.DataFrame]:
    """Say who stays among themselves: groups that the data give, and those found."""
    by, seed = options.by, options.seed
    return {
        "groups": homophily.silos(network, by=by, seed=seed),
        "mixing": homophily.mixing(network, by=by, seed=seed),
        "controversy": homophily.controversy(network, by=by),
        "clusters": found.table,
        "composition": composition(network, found, by=by),
        "boundary": boundary(network, found),
    }


def _is_missing(value: object) -> bool:
    """Tell whether a figure does not exist."""
    return isinstance(value, float) and math.isnan(value)
