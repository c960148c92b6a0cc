"""What a reader looks at: the part of the network that filters leave, a search, one actor's ties."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.network import Network

__all__ = ["Filter", "View", "contacts", "search", "view"]


@dataclass(frozen=True)
class Filter:
    """What to look at; an empty choice leaves everything.

    Attributes
    ----------
    sectors, clusters, kinds
        Values to keep of the actors' sector and cluster and of the ties' kind.
    least_weight
        Weakest tie to keep.
    since
        Keep ties seen on or after this ISO day; undated ones go.
    around, steps
        Keep who is within so many ties of this actor.
    """

    sectors: tuple[str, ...] = ()
    clusters: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    least_weight: float = 0.0
    since: str | None = None
    around: str | None = None
    steps: int = 1

    @property
    def is_about_ties(self) -> bool:
        """Whether any tie is filtered, so that actors left without one go too."""
        return bool(self.kinds or self.least_weight > 0 or self.since)


@dataclass(frozen=True, eq=False)
class View:
    """The part that is looked at: flags by actor, in network order, and by row of ``network.pairs``."""

    actors: npt.NDArray[np.bool_]
    ties: npt.NDArray[np.bool_]


def view(network: Network, clusters: npt.NDArray[np.int64], chosen: Filter) -> View:
    """Find the actors and ties that a filter leaves.

    Parameters
    ----------
    network
        Read as undirected.
    clusters
        Cluster of each actor, in network order.
    chosen
        What to keep.
    """
    actors = np.ones(len(network), bool)
    if chosen.sectors:
        actors &= network.actors["sector"].isin(chosen.sectors).to_numpy()
    if chosen.clusters:
        actors &= np.isin(clusters, chosen.clusters)
    ties = _kept_ties(network, chosen)
    edges = network.edges
    ties &= actors[edges].all(axis=1)
    if chosen.around is not None and chosen.around in network.ids:
        actors &= _within(network, ties, chosen)
    elif chosen.is_about_ties:
        actors &= np.bincount(edges[ties].ravel(), minlength=len(network)) > 0
    return View(actors, ties & actors[edges].all(axis=1))


def search(network: Network, text: str, *, top: int = 8) -> list[str]:
    """Find actors by name or id, whatever the accents and capitals.

    Parameters
    ----------
    network
        Whose actors are searched.
    text
        Words that must all occur; names that begin with the text come first.
    top
        The most to give.

    Returns
    -------
    list of str
        Ids, the shortest names first.
    """
    words = _folded(text).split()
    if not words:
        return []
    found = []
    for actor, name in zip(network.actors["id"], network.actors["name"], strict=True):
        folded = f"{_folded(name)} {_folded(actor)}"
        if all(word in folded for word in words):
            found.append((not folded.startswith(words[0]), len(folded), folded, actor))
    return [str(entry[3]) for entry in sorted(found)[:top]]


def contacts(network: Network, actor: str) -> pd.DataFrame:
    """List the ties of one actor, the strongest first.

    Parameters
    ----------
    network
        Read as undirected.
    actor
        Its id; must exist.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``name``, ``sector`` of the contact, ``kind``, ``since``, ``latest`` (str) and
        ``weight`` (float64) of the tie.
    """
    place = int(network.ids.get_loc(actor))
    edges = network.edges
    rows = np.flatnonzero((edges == place).any(axis=1))
    others = edges[rows].sum(axis=1) - place
    table = network.actors[["id", "name", "sector"]].take(others).reset_index(drop=True)
    ties = network.pairs[["kind", "since", "latest", "weight"]].take(rows).reset_index(drop=True)
    joined = pd.concat([table, ties], axis=1)
    return joined.sort_values(["weight", "name", "id"], ascending=[False, True, True], ignore_index=True)


def _kept_ties(network: Network, chosen: Filter) -> npt.NDArray[np.bool_]:
    """Flag the ties of the kinds, strength and time chosen."""
    pairs = network.pairs
    kept = np.ones(len(pairs), bool)
    if chosen.kinds:
        wanted = set(chosen.kinds)
        fitting = {kinds for kinds in pairs["kind"].unique() if wanted & set(kinds.split(";"))}
        kept &= pairs["kind"].isin(fitting).to_numpy()
    if chosen.least_weight > 0:
        kept &= (pairs["weight"] >= chosen.least_weight).to_numpy()
    if chosen.since:
        kept &= (pairs["latest"].fillna("") >= chosen.since).to_numpy()
    return kept


def _within(network: Network, ties: npt.NDArray[np.bool_], chosen: Filter) -> npt.NDArray[np.bool_]:
    """Flag who is within some steps of one actor along the ties kept."""
    near = np.asarray(network.ids == chosen.around)
    edges = network.edges[ties]
    for _ in range(chosen.steps):
        touched = near[edges].any(axis=1)
        near[edges[touched].ravel()] = True
    return near


def _folded(text: str) -> str:
    """Write text without accents, capitals and signs, for comparison."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
