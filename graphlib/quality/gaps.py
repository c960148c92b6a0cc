"""The gaps of a network: one rule each, which marks the rows that something is missing from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.quality.answers import answered
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
"""Letters up to which an id that is all there is of a name is a code."""


@dataclass(frozen=True)
class Known:
    """The tables that gaps are looked for in, on a given day."""

    network: Network
    today: str

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events with the number of those who came, ``participants`` (int64)."""
        events = self.network.events
        sizes = events["event_id"].map(self.network.event_sizes).fillna(0)
        return events.assign(participants=sizes.astype("int64"))

    @cached_property
    def participations(self) -> pd.DataFrame:
        """Participations with the day that counts, ``day`` (str): their own or their event's first."""
        rows = self.network.participations
        start = self.network.events.set_index("event_id")["start"]
        return rows.assign(day=rows["date"].fillna(rows["event_id"].map(start)))

    @cached_property
    def dates(self) -> pd.DataFrame:
        """Every day on which something began: ``table``, ``of`` (ids), ``column``, ``day`` (str)."""
        ties, events, taken = self.network.stated_ties, self.network.events, self.network.participations
        parts = [
            _days("ties", ties["source"] + " – " + ties["target"], ties["since"]),
            _days("events", events["event_id"], events["start"]),
            _days("participations", taken["actor_id"] + " – " + taken["event_id"], taken["date"]),
        ]
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """The actors of whom the data say whether they answered, with ``has_answered`` (bool)."""
        actors = self.network.actors
        said = answered(actors)
        if said is None:
            return actors.iloc[:0].assign(has_answered=False)
        return actors.assign(has_answered=said.isin([True]))[said.notna()]

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """One row a sector: ``sector`` (str) and ``actors`` (int64)."""
        groups = self.network.groups()
        return pd.DataFrame({"sector": pd.Series(groups.names, dtype="str"), "actors": groups.sizes})

    def table(self, name: str) -> pd.DataFrame:
        """Give a table by name."""
        own = {"actors": self.network.actors, "ties": self.network.stated_ties}
        return own[name] if name in own else getattr(self, name)


@dataclass(frozen=True)
class Gap:
    """One kind of gap.

    ``find`` marks rows of ``table``; ``limit`` is the share above which the gap matters: above 1 it
    never does.
    """

    code: str
    table: str
    limit: float
    measures: tuple[str, ...]
    find: Callable[[Known], pd.Series]


def _days(table: str, ids: pd.Series, days: pd.Series) -> pd.DataFrame:
    """List the days of one column that are given."""
    rows = pd.DataFrame({"table": table, "of": ids, "column": days.name, "day": days})
    return rows[rows["day"].notna()]


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
    same = actors["name"] == actors["id"]
    # Lists without ids have their names as ids: only what reads like a code says nothing to a reader.
    return same & (actors["id"].str.contains(r"\d", regex=True) | (actors["id"].str.len() <= _CODE))


GAPS = (
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
        "large_event",
        "events",
        0.1,
        ("silos", "introductions"),
        lambda known: known.events["participants"] > known.network.event_cap,
    ),
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
        matters  bool    --     whether the share is above what the measures bear
        measures str     --     codes of the measures that it touches, joined by ``;``
        ======== ======= ====== ==================================================================
    today
        ISO day on which dates were judged.
    event_cap
        Events with more participants make no ties.
    """

    table: pd.DataFrame
    today: str
    event_cap: int


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
            measures = ";".join(gap.measures)
            rows.append((gap.code, gap.table, count, len(missing), share, share > gap.limit, measures))
    columns = ["gap", "about", "count", "of", "share", "matters", "measures"]
    dtypes = {"count": "int64", "of": "int64", "share": "float64", "matters": "bool"}
    table = pd.DataFrame(rows, columns=columns).astype(dtypes)
    return Quality(table.astype({"gap": "str", "about": "str", "measures": "str"}), day, network.event_cap)


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
