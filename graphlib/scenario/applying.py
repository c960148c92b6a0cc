"""The network that a scenario would make."""

from __future__ import annotations

import pandas as pd

from graphlib.errors import InputError
from graphlib.network import Network
from graphlib.scenario.changes import AddedActor, Pair, Scenario, ordered
from graphlib.scenario.misfits import fitting, misfits

__all__ = ["applied"]


def applied(network: Network, scenario: Scenario) -> Network:
    """Give the network that a scenario would make; the data stay as they are.

    First those leave who leave, as `Network.without` says: an event that they attended has one
    participant less, which makes its other ties stronger and may bring it under the cap. Then ties
    are taken out; where one rests on shared events, the other ties of these events are kept as they
    are, stated as ties, and the attendance that made them is left out. Last, organisations join and
    ties are added, undirected and of strength 1.

    Parameters
    ----------
    network
        The network to be changed.
    scenario
        The changes. One that is already so does nothing.

    Returns
    -------
    Network
        The network itself where nothing changes. Cost: that of building a network, and the pairs
        in the events that a removed tie rests on.

    Raises
    ------
    InputError
        If a change names who is not there or cannot be made: all faults at once.
    """
    faults = [each.problem for each in misfits(network, scenario) if each.is_fault]
    if faults:
        raise InputError(faults)
    wanted = fitting(network, scenario)
    rest = network.without(wanted.removed_actors) if wanted.removed_actors else network
    rest = _without_ties(rest, {ordered(pair) for pair in wanted.removed_ties})
    if not wanted.added_actors and not wanted.added_ties:
        return rest
    return Network.build(
        pd.concat([rest.actors, _actor_rows(wanted.added_actors)], ignore_index=True),
        pd.concat([rest.stated_ties, _tie_rows(wanted)], ignore_index=True),
        rest.events,
        rest.participations,
        event_cap=rest.event_cap,
    )


def _without_ties(network: Network, pairs: set[Pair]) -> Network:
    """Take ties out of a network, whatever they rest on."""
    if not pairs:
        return network
    attended = network.participations
    events = _joining(network, pairs)
    others = Network(
        network.actors,
        network.stated_ties.iloc[:0],
        network.events,
        attended[attended["event_id"].isin(events)].reset_index(drop=True),
        network.event_cap,
    ).derived_ties
    ties = pd.concat([network.stated_ties, others], ignore_index=True) if events else network.stated_ties
    kept = [
        ordered((source, target)) not in pairs
        for source, target in zip(ties["source"], ties["target"], strict=True)
    ]
    return Network.build(
        network.actors,
        ties[kept],
        network.events,
        attended[~attended["event_id"].isin(events)],
        event_cap=network.event_cap,
    )


def _joining(network: Network, pairs: set[Pair]) -> set[str]:
    """List the events that make a tie of one of these pairs."""
    attended, sizes = network.participations, network.event_sizes
    small = sizes.index[(sizes > 1) & (sizes <= network.event_cap)]
    ends = {end for pair in pairs for end in pair}
    rows = attended[attended["actor_id"].isin(ends) & attended["event_id"].isin(small)]
    events = {actor: set(own) for actor, own in rows.groupby("actor_id")["event_id"]}
    none: set[str] = set()
    return {event for one, other in pairs for event in events.get(one, none) & events.get(other, none)}


def _actor_rows(actors: tuple[AddedActor, ...]) -> pd.DataFrame:
    """Write those who join as rows."""
    return pd.DataFrame(
        {
            "id": [actor.id for actor in actors],
            "name": [actor.name.strip() or actor.id for actor in actors],
            "sector": [actor.sector for actor in actors],
        },
        dtype="str",
    )


def _tie_rows(scenario: Scenario) -> pd.DataFrame:
    """Write new ties as rows, each once."""
    pairs = list(dict.fromkeys(map(ordered, scenario.new_ties)))
    return pd.DataFrame(
        {"source": [pair[0] for pair in pairs], "target": [pair[1] for pair in pairs]}, dtype="str"
    )
