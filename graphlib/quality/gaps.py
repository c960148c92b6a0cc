"""The gaps of a network: one rule each, which marks the rows that something is missing from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.quality.crowds import CROWDED_ABOVE, Crowds, crowds
from graphlib.quality.known import Known
from graphlib.quality.placeholders import placeholders
from graphlib.sectors import CANONICAL, UNKNOWN, plain

__all__ = ["GAPS", "OLD_YEARS", "Gap", "Known", "Quality", "behind", "quality"]

OLD_YEARS = 50
"""A date so many years before the last one is more likely a slip than a memory."""

_ONE_END = frozenset(
    map(
        plain,
        (
            "one end",
            "one side",
            "one",
            "single",
            "une seule",
            "un seul",
            "une partie",
            "ein ende",
            "einseitig",
            "eine seite",
            "una parte",
            "un lato",
            "un solo lado",
            "unilateral",
        ),
    )
)
_NOT_SAID = frozenset(
    map(plain, ("unknown", "inconnu", "unbekannt", "sconosciuto", "desconocido", "n/a", ""))
)


_CODE = 4
"""Letters up to which an id that is all there is of a name may be a code."""


@dataclass(frozen=True)
class Gap:
    """One kind of gap.

    ``find`` marks rows of ``table``; ``limit`` is the share above which the gap matters: above 1 it
    never does. The share of rows is judged, unless ``weigh`` gives another share that tells more.
    """

    code: str
    table: str
    limit: float
    measures: tuple[str, ...]
    find: Callable[[Known], pd.Series]
    weigh: Callable[[Known], float] | None = None


def _blank(*columns: str) -> Callable[[Known], pd.Series]:
    """Mark the actors of whom none of these columns is known."""
    return lambda known: known.network.actors[list(columns)].isna().all(axis=1)


def _isolates(known: Known) -> pd.Series:
    """Mark the actors without any tie."""
    pairs = known.network.pairs
    tied = pd.concat([pairs["source"], pairs["target"]]).unique()
    return ~known.network.actors["id"].isin(tied)


def _own_sectors(known: Known) -> pd.Series:
    """Mark the actors whose sector is a word of the programme's own."""
    return ~known.network.actors["sector"].isin([*CANONICAL, UNKNOWN])


def _confirmed(words: frozenset[str]) -> Callable[[Known], pd.Series]:
    """Mark the ties of which one of these words says who confirmed them."""

    def find(known: Known) -> pd.Series:
        said = known.network.stated_ties["confirmed"].fillna("")
        read = {word: plain(word) in words for word in said.unique()}
        return said.map(read).astype(bool)

    return find


def _old(known: Known) -> pd.Series:
    """Mark the days long before the last one that has come."""
    days = known.dates["day"]
    past = days[days <= known.today]
    if past.empty:
        return days.isna()
    last = str(past.max())
    return days < f"{int(last[:4]) - OLD_YEARS:04d}{last[4:]}"


def _future(known: Known) -> pd.Series:
    """Mark the days still to come; an event may well be planned."""
    return (known.dates["day"] > known.today) & (known.dates["table"] != "events")


def _nameless(known: Known) -> pd.Series:
    """Mark the actors known by their id alone."""
    actors = known.network.actors
    ids = actors["id"]
    # Lists without ids have their names as ids: only what reads like a code says nothing to a reader.
    is_short = (ids.str.len() <= _CODE) & (ids.str.isupper() | ids.str.islower())
    is_code = ~ids.str.contains(r"\s", regex=True) & (ids.str.contains(r"\d", regex=True) | is_short)
    return (actors["name"] == ids) & is_code


GAPS = (
    Gap(
        "large_event",
        "events",
        CROWDED_ABOVE,
        ("bridges", "silos", "introductions"),
        lambda known: known.events["participants"] > known.network.event_cap,
        lambda known: crowds(known.network).attendance_share,
    ),
    Gap(
        "sector",
        "actors",
        0.05,
        ("silos", "introductions", "brokers"),
        lambda known: known.network.actors["sector"] == UNKNOWN,
    ),
    Gap(
        "placeholder",
        "actors",
        0.0,
        ("bridges", "brokers", "introductions"),
        lambda known: known.network.actors["id"].isin(placeholders(known.network)),
    ),
    Gap("isolate", "actors", 0.1, ("nearness", "introductions"), _isolates),
    Gap(
        "silent",
        "answers",
        0.2,
        ("bridges", "brokers", "silos"),
        lambda known: ~known.answers["has_answered"],
    ),
    Gap(
        "undated_tie",
        "ties",
        0.1,
        ("changes", "likelihood"),
        lambda known: known.network.stated_ties["since"].isna(),
    ),
    Gap(
        "undated_participation",
        "participations",
        0.1,
        ("changes", "likelihood"),
        lambda known: known.participations["day"].isna(),
    ),
    Gap("undated_event", "events", 0.1, ("changes",), lambda known: known.network.events["start"].isna()),
    Gap("one_sided", "ties", 0.25, ("bridges", "introducers"), _confirmed(_ONE_END)),
    Gap("unconfirmed", "ties", 1.1, ("bridges", "introducers"), _confirmed(_NOT_SAID)),
    Gap(
        "ended",
        "ties",
        0.1,
        ("bridges", "silos"),
        lambda known: known.network.stated_ties["until"] < known.today,
    ),
    Gap("future", "dates", 0.0, ("changes", "likelihood"), _future),
    Gap("old", "dates", 0.0, ("changes", "likelihood"), _old),
    Gap(
        "single_member",
        "sectors",
        0.25,
        ("silos",),
        lambda known: known.sectors["actors"] == 1,
    ),
    Gap("own_sector", "actors", 0.5, ("map",), _own_sectors),
    Gap("theme", "actors", 0.5, ("reasons", "group_names"), _blank("themes")),
    Gap("place", "actors", 0.5, ("reasons", "group_names"), _blank("country", "region")),
    Gap("size", "actors", 1.1, ("profiles",), _blank("size")),
    Gap("nameless", "actors", 0.05, ("introductions",), _nameless),
)
"""Every gap that is looked for, the one that touches most first."""


@dataclass(frozen=True, eq=False)
class Quality:
    """How well a network is known.

    Attributes
    ----------
    table
        One row for each gap that can arise in this network, in the order of `GAPS`.

        ======== ======= ====== ==================================================================
        column   dtype   unit   meaning
        gap      str     --     code of the gap
        about    str     --     ``actors``, ``answers``, ``ties``, ``events``, ``dates``...
        count    int64   rows   rows that something is missing from
        of       int64   rows   rows looked at, never 0
        share    float64 [0, 1] ``count / of``
        matters  bool    --     whether the share is above what the measures bear; of large events,
                                the share of all attendances that fell to them
        measures str     --     codes of the measures that it touches, joined by ``;``
        ======== ======= ====== ==================================================================
    today
        ISO day on which dates were judged.
    crowds
        Events too large to make ties, and who is tied to nobody because of them.
    """

    table: pd.DataFrame
    today: str
    crowds: Crowds


def quality(network: Network, *, today: str | None = None) -> Quality:
    """Say what is missing from a network, how much, and which measures it touches.

    Parameters
    ----------
    network
        Stated ties are read one by one, directed or not; isolates count ties of any kind.
    today
        ISO day that tells what is past and what is still to come; the day of the computer where
        it is not given.

    Returns
    -------
    Quality
        The table of gaps. Cost: a few looks at each row, and the network's joined pairs.
    """
    day = today or datetime.date.today().isoformat()
    known = Known(network, day)
    rows = []
    for gap in GAPS:
        missing = gap.find(known)
        if len(missing):
            count = int(missing.sum())
            share = count / len(missing)
            matters = (gap.weigh(known) if gap.weigh else share) > gap.limit
            rows.append((gap.code, gap.table, count, len(missing), share, matters, ";".join(gap.measures)))
    columns = ["gap", "about", "count", "of", "share", "matters", "measures"]
    dtypes = {"count": "int64", "of": "int64", "share": "float64", "matters": "bool"}
    table = pd.DataFrame(rows, columns=columns).astype(dtypes)
    table = table.astype({"gap": "str", "about": "str", "measures": "str"})
    return Quality(table, day, crowds(network))


def behind(network: Network, gap: str, *, today: str | None = None) -> pd.DataFrame:
    """List the rows behind a gap: the actors, ties, events, participations, days or sectors.

    Parameters
    ----------
    network
        The network that the gap was found in.
    gap
        Code of the gap.
    today
        The day that the gap was judged on.

    Returns
    -------
    pandas.DataFrame
        Rows of the gap's table as they stand there; ids of actors are joined by ``name``, of ties
        by ``source_name`` and ``target_name``. Columns without any value are left out.

    Raises
    ------
    UnknownNameError
        If there is no such gap.
    """
    rule = next((rule for rule in GAPS if rule.code == gap), None)
    if rule is None:
        raise UnknownNameError("quality.kind.gap", gap, [rule.code for rule in GAPS])
    known = Known(network, today or datetime.date.today().isoformat())
    rows = known.table(rule.table)[rule.find(known).to_numpy(bool)]
    return _named(rows, network).dropna(axis=1, how="all").reset_index(drop=True)


def _named(rows: pd.DataFrame, network: Network) -> pd.DataFrame:
    """Put the names of actors and events before the ids that stand for them."""
    names = network.actors.set_index("id")["name"]
    events = network.events.set_index("event_id")["name"]
    front = {}
    for column, label, words in (
        ("source", "source_name", names),
        ("target", "target_name", names),
        ("actor_id", "name", names),
        ("event_id", "event_name", events),
    ):
        if column in rows and label not in rows and not (column == "event_id" and "name" in rows):
            front[label] = rows[column].map(words)
    return pd.concat([pd.DataFrame(front, index=rows.index), rows], axis=1) if front else rows
