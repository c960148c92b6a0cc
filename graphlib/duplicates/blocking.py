"""Which pairs of actors are worth comparing: those that share a rare word, a beginning, a mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from graphlib.duplicates.identifiers import Marks
from graphlib.duplicates.names import Name

__all__ = ["Positions", "pairs_by_mark", "pairs_by_name", "word_counts"]

Positions = npt.NDArray[np.int64]
"""Pairs of actors as positions, shape (pairs, 2), the smaller first, sorted."""

_BLOCK = 40
"""Actors that may share a key for the key to make them candidates: frequent words tell nothing."""

_BEGINNING = 6
"""Letters of the beginning of a name that make a key."""

_NEIGHBOURS = 3
"""Names next to each other in alphabetical order, from either end, that are compared."""


def word_counts(names: Sequence[Name]) -> Counter[str]:
    """Count in how many names each word stands."""
    return Counter(word for name in names for word in set(name.content))


def pairs_by_name(names: Sequence[Name], countries: Sequence[str]) -> Positions:
    """Pair the actors whose names may be the same, each pair once.

    Candidates share all letters, all words, the beginning, an acronym, a word of at most 40 actors
    (of one country where it is more frequent), the two rarest words, or are neighbours in
    alphabetical order read from either end.

    Parameters
    ----------
    names
        One for each actor.
    countries
        Country of each actor, blank where unknown.

    Notes
    -----
    Cost: grows with the number of actors, not of pairs, because no key makes more than 40 of them
    candidates.
    """
    counts = word_counts(names)
    keys = (_keys(name, country, counts) for name, country in zip(names, countries, strict=True))
    return _unique([*_in_blocks(keys), *_neighbours(names)])


def pairs_by_mark(found: Marks) -> Positions:
    """Pair the actors that share an identifier, a web site or an e-mail domain, each pair once."""
    keys = (
        [
            *(f"{name}={code}" for name, code in codes.items()),
            *([f"//{site}"] if site else []),
            *([f"@{mail}"] if mail else []),
        ]
        for codes, site, mail in zip(found.identifiers, found.sites, found.mail, strict=True)
    )
    return _unique(list(_in_blocks(keys)))


def _keys(name: Name, country: str, counts: Counter[str]) -> Iterator[str]:
    """Give the keys under which a name is looked for."""
    if not name.letters:
        return
    yield f"={name.letters}"
    yield f"+{name.key}"
    yield f"^{''.join(name.content)[:_BEGINNING]}"
    yield f"$ {' '.join(sorted(name.content, key=lambda word: (counts[word], word))[:2])}"
    for acronym in name.acronyms | name.initials | (set(name.words) if name.is_one_word else set()):
        yield f"~{acronym}"
    for word in set(name.content):
        if len(word) > 2 and not word.isdigit():
            yield word if counts[word] <= _BLOCK else f"{word} {country}"


def _in_blocks(keys: Iterable[Iterable[str]]) -> Iterator[Positions]:
    """Pair the positions that share a key; many alike names are chained, each with the next."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            blocks[key].append(place)
    for key, block in blocks.items():
        places = np.array(block, dtype=np.int64)
        if 1 < len(block) <= _BLOCK:
            yield places[np.column_stack(np.triu_indices(len(block), 1))]
        elif len(block) > _BLOCK and key[0] in "=+":
            yield np.column_stack([places[:-1], places[1:]])


def _neighbours(names: Sequence[Name]) -> Iterator[Positions]:
    """Pair names that stand near each other in alphabetical order, forwards and backwards."""
    for step in (1, -1):
        spelt = ["".join(name.content)[::step] for name in names]
        order = np.array(sorted(range(len(names)), key=lambda place: (spelt[place], place)), dtype=np.int64)
        for far in range(1, min(_NEIGHBOURS, len(order))):
            yield np.sort(np.column_stack([order[:-far], order[far:]]), axis=1)


def _unique(pairs: list[Positions]) -> Positions:
    """Sort pairs and keep each once."""
    if not pairs:
        return np.empty((0, 2), np.int64)
    every = np.concatenate(pairs)
    size = int(every.max(initial=0)) + 1
    codes = np.unique(every[:, 0] * size + every[:, 1])
    return np.column_stack([codes // size, codes % size])
