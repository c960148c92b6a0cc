"""Actors that may be the same organisation twice: found, decided on, merged."""

from graphlib.duplicates.comparison import side_by_side, with_places
from graphlib.duplicates.decisions import Decisions, Known, Pair, apart, apply, undecided
from graphlib.duplicates.groups import staying
from graphlib.duplicates.merging import Conflict, Merged, merged
from graphlib.duplicates.search import likely_duplicates
from graphlib.duplicates.words import read_alike, same_words, sector_words, split_words

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
    "read_alike",
    "same_words",
    "sector_words",
    "side_by_side",
    "split_words",
    "staying",
    "undecided",
    "with_places",
]
