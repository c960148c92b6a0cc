"""Two actors side by side: what each says, how it stands in the network, and which to keep."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graphlib.duplicates.groups import contacts
from graphlib.duplicates.identifiers import town_column
from graphlib.network import Network

__all__ = ["side_by_side", "with_places"]


def with_places(found: pd.DataFrame, network: Network) -> pd.DataFrame:
    """Add to a list of likely duplicates where both are and which of the two is better connected.

    Parameters
    ----------
    found
        What `likely_duplicates` gave for the network.
    network
        The network.

    Returns
    -------
    pandas.DataFrame
        ``found`` with ``place_a``, ``place_b`` (str, blank where unknown) and ``keep`` (str, ``A`` or
        ``B``): the one with more contacts, of equals the first.
    """
    actors = network.actors.set_index("id")
    parts = [
        actors[name].fillna("").astype("str") for name in (town_column(actors.columns) or "region", "country")
    ]
    place = pd.Series([", ".join(filter(None, row)) for row in zip(*parts, strict=True)], index=actors.index)
    degrees = contacts(network)
    more = degrees.reindex(found["id_b"]).to_numpy() > degrees.reindex(found["id_a"]).to_numpy()
    return found.assign(
        place_a=place.reindex(found["id_a"]).to_numpy(),
        place_b=place.reindex(found["id_b"]).to_numpy(),
        keep=["B" if is_more else "A" for is_more in more],
    )


def side_by_side(network: Network, first: str, second: str) -> pd.DataFrame:
    """Compare two actors in everything that is known of them.

    Returns
    -------
    pandas.DataFrame
        One row for each column that either fills, with the number of contacts and of events (``column``
        is ``contacts`` and ``events``): ``column``, ``a``, ``b`` (str, blank where unknown) and
        ``differs`` (bool); those that differ come first.
    """
    actors = network.actors.set_index("id", drop=False)
    a, b = actors.loc[first], actors.loc[second]
    rows = [(str(name), _text(a[name]), _text(b[name])) for name in actors.columns]
    degrees = contacts(network)
    events = network.participations.groupby("actor_id")["event_id"].nunique()
    rows += [
        (name, str(int(counts.get(first, 0))), str(int(counts.get(second, 0))))
        for name, counts in (("contacts", degrees), ("events", events))
    ]
    frame = pd.DataFrame(rows, columns=["column", "a", "b"]).astype("str")
    frame = frame[(frame["a"] != "") | (frame["b"] != "")]
    frame = frame.assign(differs=frame["a"] != frame["b"])
    return frame.sort_values("differs", ascending=False, kind="stable", ignore_index=True)


def _text(value: object) -> str:
    """Write a cell as text, blank where nothing is known."""
    if value != value or value is None or (isinstance(value, bool | np.bool_) and not value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
