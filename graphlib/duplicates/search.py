"""Actors that may be the same organisation twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from graphlib.duplicates.blocking import Positions, pairs_by_mark, pairs_by_name, word_counts
from graphlib.duplicates.identifiers import Marks, marks
from graphlib.duplicates.kinds import without_kind
from graphlib.duplicates.likeness import Likeness, likeness
from graphlib.duplicates.names import Name, read_name
from graphlib.duplicates.support import Support, support
from graphlib.network import Network

__all__ = ["likely_duplicates"]

_ALIKE = 62
"""Likeness of words out of 100 below which a candidate is not looked at further."""

_RARE = 8
"""Names in which a word may stand to be one of the organisation's own."""

_SHORT = 3
"""Letters up to which a shared word tells nothing."""

_OTHER_NAME = Likeness("other_name", -2.6)
_SHARED_WORDS = Likeness("shared_words", -0.4)


def likely_duplicates(network: Network, *, limit: int | None = 200, at_least: float = 20.0) -> pd.DataFrame:
    """List pairs of actors that may be one organisation, with what speaks for and against it.

    Names are compared without case, accents, punctuation, legal forms (Ltd, S.p.A., e.V., ...), small
    words and order of words; one may leave out its kind of body; frequent words are the same in all
    larger languages; acronyms, abbreviations and misspellings are seen through. Registration numbers,
    web sites, e-mail domains and places that both give speak for a pair; other places, countries, legal
    forms and events at which both were present speak against it. Alike names prove nothing: it is for
    the user to decide.

    Parameters
    ----------
    network
        Actors with all their columns, and who took part in which event; ties are not read, directed or
        not.
    limit
        Pairs listed at most; ``None`` lists all.
    at_least
        Lowest score listed. From 50 on, one organisation is likelier than two.

    Returns
    -------
    pandas.DataFrame
        Likeliest first, independent of the order of rows: ``id_a``, ``name_a``, ``id_b``, ``name_b`` (str,
        the smaller id first), ``score`` (float64, 0 to 100) and ``evidence`` (str, codes joined by ``;``,
        the likeness of the names first, whose words are in the catalogue under ``duplicates.evidence``).

    Notes
    -----
    The score is the logistic of a sum of weights, chosen on pairs of real networks that were judged by
    hand. Candidates share a rare word, the beginning or an acronym of the name, or a mark, so the work
    grows with the number of actors, not of pairs [1]_: a pair that shares none is not found.

    References
    ----------
    .. [1] Christen, P. (2012). A survey of indexing techniques for scalable record linkage and
       deduplication. IEEE Transactions on Knowledge and Data Engineering 24(9), 1537-1555.
    """
    search = _Search.of(network)
    rows = [row for a, b in search.candidates().tolist() if (row := search.row(a, b)) is not None]
    found = pd.DataFrame(rows, columns=["id_a", "name_a", "id_b", "name_b", "score", "evidence"])
    found = found.astype({name: "float64" if name == "score" else "str" for name in found.columns})
    found = found[found["score"] >= at_least]
    found = found.sort_values(["score", "id_a", "id_b"], ascending=[False, True, True], ignore_index=True)
    return found if limit is None else found.head(limit)


@dataclass(frozen=True)
class _Search:
    """What is compared: one entry an actor, in the order of the network."""

    ids: list[str]
    names: list[Name]
    counts: Counter[str]
    marks: Marks
    places: frozenset[str]

    @classmethod
    def of(cls, network: Network) -> _Search:
        """Read the names and marks of a network."""
        names = [read_name(name) for name in network.actors["name"].tolist()]
        known = marks(network)
        return cls(network.ids.tolist(), names, word_counts(names), known, frozenset().union(*known.places))

    def candidates(self) -> Positions:
        """Give the pairs worth a close look: alike at first sight, or with a mark in common."""
        named = pairs_by_name(self.names, self.marks.countries)
        named = named[self._look_alike(named)]
        return np.unique(np.concatenate([named, pairs_by_mark(self.marks)]), axis=0)

    def _look_alike(self, pairs: Positions) -> npt.NDArray[np.bool_]:
        """Tell which pairs have the same numbers and nearly the same words, or may be an acronym."""
        first, second = pairs[:, 0], pairs[:, 1]
        numbers = _codes([" ".join(name.numbers) for name in self.names])
        spelt = _codes([name.letters for name in self.names])
        places = _codes(self.marks.countries)
        keys = np.array([name.key for name in self.names], dtype=object)
        likeness = process.cpdist(keys[first].tolist(), keys[second].tolist(), scorer=fuzz.ratio)
        one = np.array([name.is_one_word or bool(name.acronyms) for name in self.names], dtype=bool)
        blank = np.array([not country for country in self.marks.countries], dtype=bool)
        near = (places[first] == places[second]) | blank[first] | blank[second]
        alike = (np.asarray(likeness) >= _ALIKE) | one[first] & one[second] | one[first] ^ one[second]
        same = spelt[first] == spelt[second]
        bare = _codes([without_kind(name) for name in self.names])
        alike |= bare[first] == bare[second]
        return np.asarray((numbers[first] == numbers[second]) & (same | near & alike))

    def row(self, first: int, second: int) -> tuple[str, str, str, str, float, str] | None:
        """Weigh one pair; ``None`` where nothing speaks for it."""
        a, b = self.names[first], self.names[second]
        known = support(self.marks, first, second)
        found = likeness(a, b, self.counts, known.place_words, self.places) or _alike_by_mark(
            a, b, self.counts, known
        )
        if found is None:
            return None
        score = round(100 / (1 + math.exp(-found.weight - known.weight)), 1)
        evidence = ";".join((found.code, *known.codes))
        return self.ids[first], a.text, self.ids[second], b.text, score, evidence


def _codes(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Give each text a number, so that equal ones are found fast."""
    return np.asarray(pd.factorize(pd.Series(list(texts), dtype="str"))[0], dtype=np.int64)


def _alike_by_mark(first: Name, second: Name, counts: Counter[str], known: Support) -> Likeness | None:
    """Weigh two names that are not alike, of actors that share a mark."""
    if known.shares_identifier:
        return _OTHER_NAME
    shared = [word for word in set(first.content) & set(second.content) if counts[word] <= _RARE]
    has_word = any(len(word) > _SHORT for word in shared)
    return _SHARED_WORDS if known.shares_domain and has_word else None
