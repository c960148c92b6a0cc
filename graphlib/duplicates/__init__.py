"""Actors that may be the same organisation twice: found, decided on, merged."""

from graphlib.duplicates.decisions import Decisions, Known, Pair, apart, apply, undecided
from graphlib.duplicates.merging import Conflict, Merged, merged
from graphlib.duplicates.search import likely_duplicates
from graphlib.duplicates.words import same_words, sector_words

__all__ = [
    "Conflict",
    "Decisions",
    "Known",
    "Merged",
    "Pair",
    "apart",
    "apply",
    "likely_duplicates",
    "merged",
    "same_words",
    "sector_words",
    "undecided",
]
