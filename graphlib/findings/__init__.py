"""What an analysis says, in sentences: the same on the pages, in the snapshot and in the workbook."""

from __future__ import annotations

from graphlib.findings.bridges import bridges_sentence, go_between_share, single_ties, ties_sentence
from graphlib.findings.earlier import YearEarlier, year_earlier
from graphlib.findings.silos import closed_groups, clusters_sentence, silos_sentence

__all__ = [
    "YearEarlier",
    "bridges_sentence",
    "closed_groups",
    "clusters_sentence",
    "go_between_share",
    "silos_sentence",
    "single_ties",
    "ties_sentence",
    "year_earlier",
]
