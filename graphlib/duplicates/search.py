"""Actors that may be the same organisation twice."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from graphlib.network import Network
from graphlib.sectors import plain

__all__ = ["likely_duplicates"]

_LEGAL_FORMS = """sa sas sasu sarl eurl sci scop scic snc se gie asbl aisbl vzw ivzw gmbh ggmbh mbh ag kg
    ohg ug ev eg co ltd limited plc llp llc inc corp bv nv srl spa sprl scrl sl slu sau scpa oy oyj ab as
    asa aps doo dd sro spol kft zrt nyrt zoo sp ltda lda"""

_DROPPED = frozenset(_LEGAL_FORMS.split())

_BLOCK = 40
"""Actors that may share a word for the word to make them candidates: frequent words tell nothing."""

_LIKELY = 90.0
"""Likeness out of 100 from which a pair is listed."""

_MISSPELT = 75.0
"""Likeness out of 100 from which the words that differ may be the same word misspelt."""

_SHORT = 2
"""Letters that may be added or missing: articles such as "e" and "et"."""


def likely_duplicates(network: Network, *, limit: int = 200) -> pd.DataFrame:
    """List pairs of actors whose names are so alike that they may be one organisation.

    Names are compared without case, accents, punctuation, legal forms (Ltd, SAS, GmbH, ...) and
    order of words. Pairs that differ in a number ("Lycée 12", "Lycée 13") or lie in two known
    countries are not listed. Alike names prove nothing: it is for the user to decide.

    Parameters
    ----------
    network
        Only names, countries and ids are read.
    limit
        Pairs listed at most.

    Returns
    -------
    pandas.DataFrame
        Most alike first: ``id_a``, ``name_a``, ``id_b``, ``name_b`` (str) and ``score`` (float64,
        90 to 100, 100 being equal but for case, accents, punctuation, legal form and order).

    Notes
    -----
    Cost: candidates share a word of at most 40 actors or the first letters of the name, so the work
    grows with the number of actors, not of pairs. A pair that shares neither is not found.
    """
    actors = network.actors
    names = [_bare(name) for name in actors["name"]]
    first, second = _candidates(names)
    keep = _comparable(actors, names, first, second)
    first, second = first[keep], second[keep]
    spoken = np.array(names, dtype=object)
    scores = (
        process.cpdist(spoken[first].tolist(), spoken[second].tolist(), scorer=fuzz.token_sort_ratio)
        if len(first)
        else np.empty(0)
    )
    found = pd.DataFrame(
        {
            "id_a": actors["id"].take(first).to_numpy(),
            "name_a": actors["name"].take(first).to_numpy(),
            "id_b": actors["id"].take(second).to_numpy(),
            "name_b": actors["name"].take(second).to_numpy(),
            "score": scores.astype("float64").round(1),
        }
    ).astype({"id_a": "str", "name_a": "str", "id_b": "str", "name_b": "str"})
    alike = [
        score >= _LIKELY and _differ_in_spelling_only(names[a], names[b])
        for score, a, b in zip(scores, first, second, strict=True)
    ]
    found = found[np.array(alike, dtype=bool)]
    found = found.sort_values(["score", "id_a", "id_b"], ascending=[False, True, True], ignore_index=True)
    return found.head(limit)


def _bare(name: str) -> str:
    """Reduce a name to its plain words without legal form; a name of nothing else stays."""
    text = plain(name)
    # "s a r l" is "sarl": single letters in a row are one word.
    text = re.sub(r"\b(\w)(?: (\w)\b)+", lambda match: match[0].replace(" ", ""), text)
    words = [word for word in text.split() if word not in _DROPPED]
    return " ".join(words) or text


def _differ_in_spelling_only(first: str, second: str) -> bool:
    """Tell whether the words that two names do not share could be the same words misspelt.

    Long names share so much that one other word hardly counts: "African Development Bank" is
    not "Asian Development Bank".
    """
    shared = set(first.split()) & set(second.split())
    rest = ["".join(word for word in name.split() if word not in shared) for name in (first, second)]
    if min(map(len, rest)) <= _SHORT:
        return max(map(len, rest)) <= _SHORT
    return bool(fuzz.ratio(*rest) >= _MISSPELT)


def _candidates(names: list[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pair the actors that share a rare word or the beginning of the name, each pair once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        words = {word for word in name.split() if len(word) > 2}
        for key in (*words, "^" + name.replace(" ", "")[:6], "=" + " ".join(sorted(name.split()))):
            blocks[key].append(place)
    pairs = [
        np.array(block, dtype=np.int64)[np.column_stack(np.triu_indices(len(block), 1))]
        for block in blocks.values()
        if 1 < len(block) <= _BLOCK
    ]
    if not pairs:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    every = np.unique(np.concatenate(pairs), axis=0)
    return every[:, 0], every[:, 1]


def _comparable(
    actors: pd.DataFrame, names: list[str], first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Tell which pairs have the same numbers in their names and no two known countries."""
    digits = pd.factorize(pd.Series([" ".join(re.findall(r"\d+", name)) for name in names], dtype="str"))[0]
    country = pd.factorize(actors["country"].str.casefold())[0]
    same_place = (country[first] == country[second]) | (country[first] < 0) | (country[second] < 0)
    filled = np.array([bool(name) for name in names], dtype=bool)
    return np.asarray((digits[first] == digits[second]) & same_place & filled[first] & filled[second])
