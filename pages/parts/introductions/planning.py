"""The introductions that are asked for, and the network that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.findings import CLUSTER
from graphlib.introductions import Plan, Reason
from graphlib.network import Network
from pages.parts import cache, groups, results
from pages.parts.introductions.asking import Asked

__all__ = ["grouped", "plan"]

_GROUPS = ("group_a", "group_b")


def plan(analysis: Analysis, asked: Asked) -> Plan:
    """Give the introductions that are asked for; groups found bear their names."""
    found = asked.wishes
    made = results.plan(
        analysis.network,
        top=found.top,
        cap=found.cap,
        by=asked.by,
        toward=asked.toward,
        ours=asked.ours,
        only_introduced=found.only_introduced,
        exclude=tuple(sorted(found.never)),
    )
    if asked.by != CLUSTER:
        return made
    return _named(made, {str(number): name for number, name in groups.names(analysis).items()})


def grouped(analysis: Analysis, asked: Asked) -> Network:
    """Give the network with the column that introductions lead across."""
    if asked.by != CLUSTER:
        return analysis.network
    membership = analysis.found.membership
    told = tuple(zip(membership.index.tolist(), membership.tolist(), strict=True))
    return cache.briefly(_labelled, (analysis.network,), told)


def _labelled(network: Network, membership: tuple[tuple[str, int], ...]) -> Network:
    """Write the groups found into a column."""
    numbers = {actor: str(number) for actor, number in membership if number > 0}
    return network.labelled(CLUSTER, pd.Series(numbers, dtype="str"))


def _named(made: Plan, names: Mapping[str, str]) -> Plan:
    """Call groups found by their names instead of their numbers."""
    evidence = tuple(tuple(_reason(reason, names) for reason in reasons) for reasons in made.evidence)
    return replace(
        made,
        table=_worded(made.table, names),
        without_introducer=_worded(made.without_introducer, names),
        evidence=evidence,
    )


def _worded(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Put names for the numbers of groups."""
    ends = ("source_sector", "target_sector")
    return table.assign(**{end: table[end].map(lambda group: names.get(group, group)) for end in ends})


def _reason(reason: Reason, names: Mapping[str, str]) -> Reason:
    """Put names for the numbers of groups in a reason."""
    said = reason.values  # noqa: PD011 - a mapping, no table
    worded = {key: names.get(str(value), value) for key, value in said.items() if key in _GROUPS}
    return replace(reason, values={**said, **worded})
