"""What colour and shape say on a map: the sector of an actor, or the group it was found in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphlib.drawing.names import cluster_name, sector_word
from graphlib.drawing.palette import Style, numbered, quiet, styles
from graphlib.network import Network
from graphlib.sectors import UNKNOWN
from graphlib.translation import Translator

__all__ = ["OWN_STYLE", "Colouring", "by_group", "by_sector"]

OWN_STYLE = 12
"""So many of the largest clusters have a style of their own: more can hardly be told apart."""

_SMALLER, _UNTIED = "smaller", "untied"


@dataclass(frozen=True)
class Colouring:
    """What each actor is coloured by.

    Attributes
    ----------
    labels
        Of each actor, in network order.
    looks
        Style of each label, in the order of the legend.
    words
        What the reader calls each label.
    is_by_group
        Whether the labels are clusters, not sectors.
    """

    labels: list[str]
    looks: dict[str, Style]
    words: dict[str, str]
    is_by_group: bool = False


def by_sector(network: Network, say: Translator, *, by: str = "sector") -> Colouring:
    """Colour actors by what the data say of them.

    Parameters
    ----------
    network
        Whose actors are drawn.
    say
        Speaks the reader's language.
    by
        Column that gives colour and shape.
    """
    labels = network.actors[by].fillna(UNKNOWN).astype("str").tolist()
    looks = styles(labels)
    return Colouring(labels, looks, {label: sector_word(label, say) for label in looks})


def by_group(
    membership: npt.NDArray[np.int64],
    colours: Mapping[int, int],
    names: Mapping[int, str],
    say: Translator,
) -> Colouring:
    """Colour actors by the cluster they were found in.

    Parameters
    ----------
    membership
        Cluster of each actor, 0 for those without ties.
    colours
        Number of the colour of each cluster, as carried over from version to version.
    names
        Names of the clusters by number.
    say
        Speaks the reader's language.

    Returns
    -------
    Colouring
        The `OWN_STYLE` largest clusters each have the style of their colour's number, so a
        cluster keeps it whatever its own number becomes; all others share one small grey mark.
    """
    numbers, counts = np.unique(membership[membership > 0], return_counts=True)
    largest = numbers[np.argsort(-counts, kind="stable")][:OWN_STYLE].tolist()
    own = {number: str(number) for number in largest}
    looks = dict(zip(own.values(), numbered(colours.get(number, number) for number in own), strict=True))
    looks |= {_SMALLER: quiet("dot"), _UNTIED: quiet("square")}
    known = _apart({own[number]: cluster_name(number, dict(names), say) for number in own})
    words = known | {_SMALLER: say("map.colour.smaller"), _UNTIED: say("map.colour.untied")}
    labels = [own.get(number, _SMALLER) if number > 0 else _UNTIED for number in membership.tolist()]
    return Colouring(labels, looks, words, is_by_group=True)


def _apart(words: Mapping[str, str]) -> dict[str, str]:
    """Add a count to names that were cut to the same letters."""
    alike: Counter[str] = Counter()
    told = {}
    for label, word in words.items():
        alike[word] += 1
        told[label] = word if alike[word] == 1 else f"{word} ({alike[word]})"
    return told
