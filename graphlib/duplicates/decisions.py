"""What users said about pairs of actors, kept so that it holds for the next import too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from graphlib.duplicates.merging import Merged, merged
from graphlib.duplicates.names import letters
from graphlib.network import Network

__all__ = ["Decisions", "Known", "Pair", "apart", "apply", "undecided"]

_ALIKE = 70.0
"""Likeness of names out of 100 from which an id stands for the same actor as before."""


@dataclass(frozen=True, order=True)
class Known:
    """An actor as it was when somebody decided: its id and name."""

    id: str
    name: str


@dataclass(frozen=True, order=True)
class Pair:
    """Two actors about which somebody decided; where they are the same, ``first`` is kept."""

    first: Known
    second: Known

    @property
    def ends(self) -> frozenset[Known]:
        """Both actors, whichever is first."""
        return frozenset((self.first, self.second))


@dataclass(frozen=True)
class Decisions:
    """What was decided about pairs of actors; never changed, only replaced.

    ``same`` pairs are one organisation, ``different`` ones are two.
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()

    def with_same(self, *pairs: Pair) -> Decisions:
        """Add that these pairs are one organisation; an earlier word on them no longer counts."""
        rest = self.without(*pairs)
        return Decisions(rest.same | set(pairs), rest.different)

    def with_different(self, *pairs: Pair) -> Decisions:
        """Add that these pairs are two organisations; an earlier word on them no longer counts."""
        rest = self.without(*pairs)
        return Decisions(rest.same, rest.different | set(pairs))

    def without(self, *pairs: Pair) -> Decisions:
        """Take back what was decided about these pairs."""
        gone = {pair.ends for pair in pairs}
        return Decisions(
            frozenset(pair for pair in self.same if pair.ends not in gone),
            frozenset(pair for pair in self.different if pair.ends not in gone),
        )

    def as_json(self) -> dict[str, list[list[list[str]]]]:
        """Give plain lists for the workspace: each pair as id and name of both, sorted."""
        return {
            kind: [[[end.id, end.name] for end in (pair.first, pair.second)] for pair in sorted(pairs)]
            for kind, pairs in (("same", self.same), ("different", self.different))
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> Decisions:
        """Read what `as_json` gave; nothing at all is no decision."""
        same, different = (
            frozenset(Pair(*(Known(*end) for end in pair)) for pair in (kept or {}).get(kind, ()))
            for kind in ("same", "different")
        )
        return cls(same, different)


def apply(network: Network, decisions: Decisions) -> Merged:
    """Merge again the actors that somebody said are the same.

    An actor is recognised by its name, whatever its id is now, or by its id where its name is still
    alike; where that is not clear, or the pair stands for one actor already, nothing is merged.

    Parameters
    ----------
    network
        For example one that was just imported.
    decisions
        What was said of earlier ones.
    """
    known = _Recognised(network)
    return merged(network, [pair for _, pair in known.pairs(decisions.same)])


def undecided(found: pd.DataFrame, network: Network, decisions: Decisions) -> pd.DataFrame:
    """Leave out of a list of likely duplicates the pairs that somebody said are different.

    Parameters
    ----------
    found
        What `likely_duplicates` gave for the network.
    network
        The network.
    decisions
        What was said.
    """
    apart = {frozenset(pair) for _, pair in _Recognised(network).pairs(decisions.different)}
    open_ = [frozenset(pair) not in apart for pair in zip(found["id_a"], found["id_b"], strict=True)]
    return found[open_].reset_index(drop=True)


def apart(network: Network, decisions: Decisions) -> list[Pair]:
    """List the pairs said to be the same that stand apart in a network, sorted."""
    return [pair for pair, _ in _Recognised(network).pairs(decisions.same)]


class _Recognised:
    """Finds actors of earlier networks in this one."""

    def __init__(self, network: Network) -> None:
        """Look the actors up by id, name and letters of the name."""
        self._names: dict[str, str] = dict(zip(network.ids, network.actors["name"], strict=True))
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for actor, name in self._names.items():
            for key in {name, f"={letters(name)}"}:
                self._by_name[key].append(actor)

    def pairs(self, pairs: frozenset[Pair]) -> list[tuple[Pair, tuple[str, str]]]:
        """Give the pairs of which both ends are here, as two actors, with the ids they have now."""
        both = ((pair, self._find(pair.first), self._find(pair.second)) for pair in sorted(pairs))
        return [(pair, (a, b)) for pair, a, b in both if a is not None and b is not None and a != b]

    def _find(self, known: Known) -> str | None:
        """Find an actor; ``None`` where none or several could be meant."""
        for key in (known.name, f"={letters(known.name)}"):
            alike = self._by_name.get(key, [])
            if known.id in alike:
                return known.id
            if len(alike) == 1:
                return alike[0]
            if alike:
                return None
        name = self._names.get(known.id)
        is_same = name is not None and fuzz.token_sort_ratio(name, known.name) >= _ALIKE
        return known.id if is_same else None
