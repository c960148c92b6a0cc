"""Who stays among themselves when actors are grouped another way."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from graphlib import homophily
from graphlib.analysis.measures import Analysis, Progress
from graphlib.clusters import composition
from graphlib.homophily import EiWhole
from graphlib.translation import Message

__all__ = ["Grouping", "grouping"]


@dataclass(frozen=True)
class Grouping:
    """What is measured about the groups of one column.

    Attributes
    ----------
    by
        The column.
    groups
        As `homophily.silos` gives it, with ``coleman`` (float64, as `homophily.coleman` has it).
    mixing, controversy, composition
        As the measures of these names give them.
    whole
        The E-I index of all groups together, with its interval.
    share_across, share_across_expected
        Share of ties that join two groups, and what chance gives; NaN where nobody can say.
    """

    by: str
    groups: pd.DataFrame
    mixing: pd.DataFrame
    controversy: pd.DataFrame
    composition: pd.DataFrame
    whole: EiWhole
    share_across: float
    share_across_expected: float


def grouping(
    analysis: Analysis,
    *,
    by: str,
    labels: pd.Series | None = None,
    progress: Progress | None = None,
) -> Grouping:
    """Ask who stays among themselves when actors are grouped by another column.

    Parameters
    ----------
    analysis
        The measures. What it has of ``by`` is taken from it; the seed is its seed.
    by
        Column of the network's actors; with ``labels`` any other name.
    labels
        Group of each actor by id (NaN where there is none), for groups that are in no column.
    progress
        Told what is being done.

    Returns
    -------
    Grouping
        With labels, ``composition`` is that of the analysis. Cost: that of the measures, where the
        analysis does not have them.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of the network's actors.
    UndefinedMeasureError
        If there are more groups than can be compared.
    """
    say = progress or (lambda share, message: None)
    say(0.0, Message("analysis.step.silos"))
    network, seed = analysis.network, analysis.options.seed
    if labels is not None:
        network = network.labelled(by, labels)
    if labels is None and by == analysis.by:
        groups, mixed, apart = analysis.groups, analysis.mixing, analysis.controversy
    else:
        groups = homophily.silos(network, by=by, seed=seed)
        say(0.3, Message("analysis.step.silos"))
        mixed = homophily.mixing(network, by=by, seed=seed)
        say(0.7, Message("analysis.step.silos"))
        apart = homophily.controversy(network, by=by)
    is_known = labels is not None or by == analysis.by
    chosen = homophily.coleman(network, by=by).set_index("group")["coleman"]
    return Grouping(
        by,
        groups.assign(coleman=groups["group"].map(chosen).astype("float64")),
        mixed,
        apart,
        analysis.composition if is_known else composition(network, analysis.found, by=by),
        homophily.ei_whole(network, by=by, seed=seed),
        homophily.cross_sector_share(network, by=by),
        homophily.cross_sector_share_expected(network, by=by),
    )
