"""What an analysis says, in sentences: the same on the pages, in the snapshot and in the workbook."""

from __future__ import annotations

from graphlib.findings.bridges import (
    bridges_sentence,
    local_bridges_sentence,
    part_sentences,
    single_ties,
    ties_sentence,
    worst_loss,
    worst_tie_sentence,
)
from graphlib.findings.earlier import YearEarlier, year_earlier
from graphlib.findings.go_betweens import go_between_sentence, go_between_share, go_betweens, rank_sentence
from graphlib.findings.groups_found import (
    boundary_sentence,
    clusters_sentence,
    composition_sentence,
    resolution_sentence,
)
from graphlib.findings.kinds import CLUSTER, group_word, kind
from graphlib.findings.leaving import (
    Leaving,
    leaving,
    leaving_beside,
    leaving_sentence,
    without_us,
    without_us_sentence,
)
from graphlib.findings.openness import drift_note, openness_sentence, versions_sentence
from graphlib.findings.silos import (
    apart_sentence,
    blanks_sentence,
    closed_groups,
    closest_sentence,
    grouping_sentence,
    silos_sentence,
    verdict,
)

__all__ = [
    "CLUSTER",
    "Leaving",
    "YearEarlier",
    "apart_sentence",
    "blanks_sentence",
    "boundary_sentence",
    "bridges_sentence",
    "closed_groups",
    "closest_sentence",
    "clusters_sentence",
    "composition_sentence",
    "drift_note",
    "go_between_sentence",
    "go_between_share",
    "go_betweens",
    "group_word",
    "grouping_sentence",
    "kind",
    "leaving",
    "leaving_beside",
    "leaving_sentence",
    "local_bridges_sentence",
    "openness_sentence",
    "part_sentences",
    "rank_sentence",
    "resolution_sentence",
    "silos_sentence",
    "single_ties",
    "ties_sentence",
    "verdict",
    "versions_sentence",
    "without_us",
    "without_us_sentence",
    "worst_loss",
    "worst_tie_sentence",
    "year_earlier",
]
