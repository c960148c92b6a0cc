"""Names of which one says what kind of body it is and the other leaves it out: "Association Les Abeilles"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from graphlib.duplicates.names import Name, plain_words
from graphlib.duplicates.vocabulary import CONCEPTS, concept, word_set

__all__ = ["telling_letters", "without_kind"]

_KINDS = word_set(
    """association foundation company societe societa sociedad sociedade gesellschaft spolecnost
    organization organizacion organizacja organizacija organizzazione organizacao"""
)
"""Words for a kind of body that tell nothing of which one it is."""

_OF = word_set(
    """of for de d du des del della dello dell degli dei di do da dos das pour per para von vom van voor
    fur fuer der"""
)
"""Words after which stands what or where a body is for, rather than its own name."""

_BODIES = word_set(
    """university school college faculty institute centre municipality council department ministry government
    agency authority federation chamber hospital museum library park port union academy cooperative network
    directorate secretariat"""
)
"""Words that say what a body is: with a foundation or association beside them it is another body."""

_GENERAL = frozenset(CONCEPTS.values())
"""Frequent words in the form that stands for all languages."""

_RARE = 8
"""Names in which a word may stand to be one of the organisation's own."""

_SHORT = 3
"""Letters up to which a word tells nothing."""


def without_kind(name: Name) -> str:
    """Give the words of a name in alphabetical order without those for its kind, or with them alone."""
    rest = sorted(word for word in name.content if word not in _KINDS)
    return " ".join(rest) or name.key


def telling_letters(first: Name, second: Name, counts: Mapping[str, int], places: frozenset[str]) -> int:
    """Count the letters of their own of two names that are the same but for a kind that one leaves out.

    Parameters
    ----------
    first, second
        The names.
    counts
        In how many names each word stands.
    places
        Words of places, which alone are no name of an organisation.

    Returns
    -------
    int
        0 where the names differ in anything else, or nothing telling is left: frequent words, a place,
        or another body, which the longer name is the foundation "of" or for.
    """
    short, full = sorted((first, second), key=lambda name: len(name.content))
    here, there = Counter(short.content), Counter(full.content)
    more = there - here
    if here - there or not more or not _KINDS.issuperset(more) or (_KINDS | _BODIES) & here.keys():
        return 0
    own = [word for word in here if word not in places | _GENERAL and counts.get(word, 0) <= _RARE]
    if max(map(len, own), default=0) <= _SHORT or _is_kind_of(full.text):
        return 0
    return sum(map(len, own))


def _is_kind_of(text: str) -> bool:
    """Tell whether a joining word such as "of" follows the word for the kind."""
    words = plain_words(text)
    return any(concept(word) in _KINDS and after in _OF for word, after in pairwise(words))
