"""Sector words that likely mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from graphlib.duplicates.names import common_words, plain_words
from graphlib.network import Network

__all__ = ["read_alike", "same_words", "sector_words", "split_words"]

_ALIKE = 85.0
"""Likeness out of 100 from which two words may be the same misspelt."""

_MOST = 300
"""Different words compared at most, the most frequent ones: a column of more holds no sectors."""

_SHORTEST = 5
"""Letters from which a word can be misspelt rather than be another one."""


def sector_words(network: Network) -> dict[str, int]:
    """Count the words for sectors as they came, with the sectors that no word is known for."""
    actors = network.actors
    words = actors["sector_source"].where(actors["sector_source"].notna(), actors["sector"])
    return {str(word): int(count) for word, count in words.value_counts().items()}


def same_words(words: Mapping[str, int]) -> pd.DataFrame:
    """List pairs of sector words that likely mean the same: "Public Body", "public bodies", "Publi body".

    Parameters
    ----------
    words
        How many actors have each word; of more than 300 words the most frequent are compared.

    Returns
    -------
    pandas.DataFrame
        Likeliest first: ``word_a`` (the more frequent), ``word_b`` (str), ``actors_a``, ``actors_b``
        (int64) and ``score`` (float64, 85 to 100, 100 being equal but for case, accents, plural, order
        and language).
    """
    frequent = sorted(words, key=lambda word: (-words[word], word))[:_MOST]
    keys = {word: _key(word) for word in frequent}
    rows = [
        (a, b, words[a], words[b], score)
        for a, b in combinations(frequent, 2)
        if (score := _likeness(keys[a], keys[b])) >= _ALIKE
    ]
    found = pd.DataFrame(rows, columns=["word_a", "word_b", "actors_a", "actors_b", "score"])
    counts = {"actors_a": "int64", "actors_b": "int64", "score": "float64"}
    found = found.astype({"word_a": "str", "word_b": "str", **counts})
    return found.sort_values(["score", "word_a", "word_b"], ascending=[False, True, True], ignore_index=True)


def _key(word: str) -> str:
    """Give the plain words of a sector without plural, in the form of all languages, sorted."""
    return " ".join(sorted(common_words(map(_singular, plain_words(word)))))


def _singular(word: str) -> str:
    """Drop the plural of English, French and Spanish from longer words."""
    if len(word) > _SHORTEST and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _likeness(first: str, second: str) -> float:
    """Compare two keys: 100 where they are equal, 0 where one is too short to be misspelt."""
    if first == second:
        return 100.0
    if min(len(first), len(second)) < _SHORTEST:
        return 0.0
    return round(fuzz.ratio(first, second), 1)


def split_words(network: Network) -> pd.DataFrame:
    """List the pairs of likely same sector words that the network has as two sectors.

    Returns
    -------
    pandas.DataFrame
        As `same_words` gives, with ``sector_a`` and ``sector_b`` (str): how each word was read.
    """
    found = same_words(sector_words(network))
    actors = network.actors
    word = actors["sector_source"].where(actors["sector_source"].notna(), actors["sector"])
    read = actors["sector"].groupby(word).agg(lambda sectors: min(sectors.mode()))
    found = found.assign(sector_a=found["word_a"].map(read), sector_b=found["word_b"].map(read))
    return found[found["sector_a"] != found["sector_b"]].reset_index(drop=True)


def read_alike(network: Network, pairs: Mapping[str, str]) -> Network:
    """Read sector words as others are read; the words as they came stay in ``sector_source``.

    Parameters
    ----------
    network
        It is not changed.
    pairs
        The word whose reading changes, and the sector that it is read as.
    """
    actors = network.actors
    word = actors["sector_source"].where(actors["sector_source"].notna(), actors["sector"])
    sector = word.map(dict(pairs)).astype("str").fillna(actors["sector"])
    return Network.build(
        actors.assign(sector=sector, sector_source=word),
        network.stated_ties,
        network.events,
        network.participations,
        event_cap=network.event_cap,
    )
