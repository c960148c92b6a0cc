"""What the page on silos shows: computed once, in the engine, beside the rest of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from graphlib.analysis import Analysis, Grouping, Progress
from graphlib.analysis import grouping as measured_grouping
from graphlib.clusters import resolutions
from graphlib.network import Network
from graphlib.openness import Openness, openness_by_version
from graphlib.openness import openness as measured_openness
from graphlib.storage import Version
from pages.parts import cache, groups, waiting

__all__ = ["grouping", "openness", "scanned", "versions"]


def grouping(analysis: Analysis, by: str, labels: pd.Series | None) -> Grouping:
    """Give what depends on the groups of one column, or on those that ``labels`` names."""
    told = "" if labels is None else str(pd.util.hash_pandas_object(labels).sum())
    name = f"grouping {by} {groups.mark(analysis)} {told}"
    return waiting.result(
        cache.engine(), analysis.network.fingerprint, name, measured_grouping, analysis, by=by, labels=labels
    )


def openness(network: Network, by: str) -> Openness | None:
    """Give the share of ties across groups day by day; ``None`` while it is not there."""
    return waiting.meanwhile(
        cache.engine(), network.fingerprint, f"openness {by}", measured_openness, network, by=by
    )


def versions(stored: Sequence[Version], by: str) -> pd.DataFrame | None:
    """Give the share of ties across groups of each of some versions; ``None`` while it is not there."""
    loads = [
        (version.number, version.created.date().isoformat(), partial(cache.version, version.id))
        for version in stored
    ]
    contents = " ".join(str(version.id) for version in stored)
    return waiting.meanwhile(cache.engine(), contents, f"versions {by}", openness_by_version, loads, by=by)


def scanned(network: Network) -> pd.DataFrame | None:
    """Give the groups found at each resolution, the reader's pins kept; ``None`` while it is not there."""
    return waiting.meanwhile(
        cache.engine(),
        network.fingerprint,
        f"resolutions {groups.pins_mark()}",
        _resolutions,
        network,
        groups.pins(),
    )


def _resolutions(network: Network, pins: tuple[tuple[str, ...], ...], *, progress: Progress) -> pd.DataFrame:
    """Look for groups at each resolution: short work, so that there is no progress to tell of."""
    del progress
    return resolutions(network, pinned=pins)
