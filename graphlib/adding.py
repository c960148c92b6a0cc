"""What a new file says, put on top of a network: an attendance list after each event."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from graphlib.network import Network
from graphlib.schema import ACTORS, EVENTS, Table
from graphlib.sectors import UNKNOWN

__all__ = ["added", "recognised"]


def added(network: Network, more: Network) -> Network:
    """Add everything that another network says; nothing that was there goes.

    Parameters
    ----------
    network
        What is there.
    more
        What is added. An actor or event whose id is not there, but is the name of exactly one that
        is (case aside), is that one. Its filled cells go before those that are there; an unknown
        sector does not.

    Returns
    -------
    Network
        All actors, events, ties and participations of both; rows that are equal in every cell once.
        ``event_cap`` stays.

    Notes
    -----
    Cost: linear in the rows. Symmetric only where the two do not contradict each other.
    """
    new = _as_known(network, more)
    return Network.build(
        _updated(network.actors, new["actors"], ACTORS),
        pd.concat([network.stated_ties, new["ties"]], ignore_index=True),
        _updated(network.events, new["events"], EVENTS),
        pd.concat([network.participations, new["participations"]], ignore_index=True),
        event_cap=network.event_cap,
    )


def recognised(network: Network, more: Network) -> Network:
    """Give a network the ids by which another one knows its actors and events.

    Parameters
    ----------
    network
        What is there.
    more
        What replaces it: an actor or event whose id is not there, but is the name of exactly one
        that is (case aside), gets that one's id and, having no other name, its name.

    Notes
    -----
    Cost: linear in the rows.
    """
    new = _as_known(network, more)
    for name, table, there in (("actors", ACTORS, network.actors), ("events", EVENTS, network.events)):
        key = table.required[0]
        known = there.drop_duplicates(key).set_index(key)["name"]
        named = new[name]["name"].fillna(new[name][key].map(known)).fillna(new[name][key])
        new[name] = new[name].assign(name=named).drop_duplicates(key)
    return Network.build(
        new["actors"], new["ties"], new["events"], new["participations"], event_cap=more.event_cap
    )


def _as_known(network: Network, more: Network) -> dict[str, pd.DataFrame]:
    """Give the tables of a network with the ids of another one; names that repeat the id are blank."""
    actors = _meant(network.actors, more.actors, ACTORS)
    events = _meant(network.events, more.events, EVENTS)
    ties = _renamed(more.stated_ties, {"source": actors, "target": actors})
    return {
        "actors": _renamed(_named(more.actors, ACTORS), {"id": actors}),
        "ties": ties[ties["source"] != ties["target"]],
        "events": _renamed(_named(more.events, EVENTS), {"event_id": events}),
        "participations": _renamed(more.participations, {"actor_id": actors, "event_id": events}),
    }


def _meant(there: pd.DataFrame, more: pd.DataFrame, table: Table) -> dict[str, str]:
    """Find the new ids that are names of what is there, and whose id they mean."""
    key = table.required[0]
    names = there["name"].str.casefold()
    single = there[names.notna() & ~names.duplicated(keep=False)]
    by_name = dict(zip(single["name"].str.casefold(), single[key], strict=True))
    unknown = more[key][~more[key].isin(there[key])]
    return {one: by_name[one.casefold()] for one in unknown if one.casefold() in by_name}


def _named(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Blank the names that only repeat the id: they say nothing that a name does not say better."""
    return frame.assign(name=frame["name"].where(frame["name"] != frame[table.required[0]]))


def _renamed(frame: pd.DataFrame, ids: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Put the ids that are meant for those that were given."""
    columns = {
        name: frame[name].map(dict(meant)).astype("str").fillna(frame[name])
        for name, meant in ids.items()
        if meant
    }
    return frame.assign(**columns)


def _updated(there: pd.DataFrame, more: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Put filled cells of the new rows over those that are there, and add rows that are new."""
    key = table.required[0]
    said = _said(more, table).drop_duplicates(key).set_index(key)
    old = there.set_index(key)
    return (said.combine_first(old) if len(said) else old).reset_index()


def _said(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Blank the cells that hold only what stands there when nothing is given."""
    blanked = {}
    for column in table.columns:
        default = UNKNOWN if column.name == "sector" else column.default
        if default is not None and column.name in frame:
            cells = frame[column.name].astype(object)
            blanked[column.name] = cells.where(cells != default)
    if "sector" in blanked and "sector_source" in frame:
        blanked["sector_source"] = frame["sector_source"].where(blanked["sector"].notna())
    return frame.assign(**blanked)
