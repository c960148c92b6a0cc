"""The ranked list of whom to introduce to whom, through whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from graphlib.distances import NO_PATH, adjacency, cross_pairs
from graphlib.errors import UndefinedMeasureError, UnknownNameError
from graphlib.introductions.candidates import Pool, blocks, candidates, joined
from graphlib.introductions.earlier import earlier
from graphlib.introductions.far import FarPair, far_pairs
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.portfolio import Pick, portfolio
from graphlib.introductions.reach import Reach, reach_of
from graphlib.introductions.reasons import Evidence, Reason
from graphlib.introductions.rules import Rules, rules
from graphlib.introductions.screening import FIRST_PASS, hubs, screened
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Plan", "Progress", "introductions"]

Progress = Callable[[float, Message], None]
"""Told the share done and what is being done; may raise `CancelledError` to stop the work."""

WEIGHTS = ("likelihood", "none")

_HUBS = 256
"""Well-connected actors that pairs without a contact must have one of, where not all are judged."""

_ENDS = {f"{end}{part}": "str" for end in ("source", "target") for part in ("", "_name", "_sector")}

COLUMNS = {
    "rank": "int64",
    **_ENDS,
    "introducer": "str",
    "introducer_name": "str",
    "distance": "Int64",
    "reach_gain": "float64",
    "cumulative_reach": "float64",
    "likelihood": "float64",
    "reasons": "str",
}
"""Columns of `Plan.table` and their dtypes."""

FAR_COLUMNS = {**_ENDS, "distance": "Int64", "reach_gain": "float64", "chain": "str", "chain_ids": "str"}
"""Columns of `Plan.without_introducer` and their dtypes."""


@dataclass(frozen=True)
class Plan:
    """Suggested introductions, with all that is needed to judge and repeat them.

    Attributes
    ----------
    table
        One row a suggestion, in the order in which they were chosen; see `introductions`.
    evidence
        For each row of ``table`` the reasons with their names and figures.
    without_introducer
        Valuable pairs at distance 3 or more: up to 20 with the chain of contacts that leads from
        one to the other, then up to 20 that join an island, whose distance is missing and whose
        chain is empty. Each is judged on its own.
    base_reach
        Reach across groups before any suggestion.
    is_exact
        Whether every candidate was judged by every distance.
    samples
        Number of actors that gains were estimated from, ``None`` when exact. Where that is all
        of them the figures are exact, and only the candidates were narrowed down beforehand.
    before, undated_ties
        Only ties known before this day were used; so many of them have no date.
    """

    table: pd.DataFrame
    evidence: tuple[tuple[Reason, ...], ...]
    without_introducer: pd.DataFrame
    base_reach: float
    is_exact: bool
    samples: int | None
    seed: int
    by: str
    cap: int | None
    weight: str
    require_contact: bool
    before: str | None
    undated_ties: int
    fingerprint: str


def introductions(
    network: Network,
    *,
    top: int = 50,
    cap: int | None = 3,
    by: str = "sector",
    require_contact: bool = True,
    exclude: Iterable[str | tuple[str, str]] = (),
    before: str | None = None,
    seed: int = 1,
    exact_up_to: int = 3000,
    weight: str = "likelihood",
    membership: pd.Series | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Say whom to bring together next so that the groups come nearer to each other.

    A candidate is an unlinked pair of different known groups with a common contact. Its worth is
    ``likelihood * gain`` [1]_. The likelihood is the resource allocation index of the pair,
    ``min(1, sum over common contacts z of 1 / d_z)``, d_z the number of contacts of z [2]_; the
    gain is the rise of the reach across groups, `cross_sector_reach`, that the tie would bring.
    Suggestions are chosen one by one, each with the earlier ones in place. The introducer is the
    common contact with the strongest, then most recent, ties to both.

    Parameters
    ----------
    network
        Read as undirected; distances count ties. Actors marked ``secretariat`` are never
        suggested, but may introduce.
    top
        Most suggestions wanted; there may be fewer.
    cap
        Most suggestions an actor may be an end of, and most it may be asked to introduce;
        ``None`` for no limit.
    by
        Column of ``network.actors`` whose groups are to come nearer.
    require_contact
        Whether a pair needs a common contact who may introduce and has load to spare. Without
        it, pairs without any are suggested too when ``weight`` is ``none``: their likelihood is 0.
    exclude
        Ids of actors never suggested, neither as an end nor as introducer, and pairs of ids never
        suggested.
    before
        ISO day: use only what was known before it. What has no date is used.
    seed
        Chooses the sampled actors on large networks.
    exact_up_to
        Above this number of actors candidates are narrowed down from samples first, and above
        28,000 distances are sampled too.
    weight
        ``likelihood``, or ``none`` to go by the gain alone.
    membership
        Cluster of each actor by id, for the reason that two clusters are joined.
    progress
        Told what is being done; may raise `CancelledError`.

    Returns
    -------
    Plan
        ``table`` has one row a suggestion:

        ================ ======= ======= ==========================================
        column           dtype   unit    meaning
        rank             int64   --      1 is the first to make
        source, target   str     --      ids, with ``_name`` and ``_sector`` (``by``)
        introducer       str     --      id, NaN when the two share no contact
        introducer_name  str     --      its name
        distance         Int64   ties    today's; missing when no path leads
        reach_gain       float64 share   rise of E_x by this tie after those above
        cumulative_reach float64 share   E_x after this tie and those above
        likelihood       float64 [0, 1]  rank of plausibility, no probability
        reasons          str     --      codes joined by ``;``
        ================ ======= ======= ==========================================

        Cost with all distances O(n m / 64 + candidates n), then O(n + |A| |B|) for each pair
        looked at closely.

    Raises
    ------
    UndefinedMeasureError
        If no two actors are of different known groups.
    UnknownNameError
        If ``by``, ``weight`` or an excluded id does not exist.

    Warnings
    --------
    The gain is what the tie brings if it forms: nobody has asked the two yet. The likelihood ranks
    pairs; it is no probability, and was never checked against introductions that were made.

    References
    ----------
    .. [1] Garimella, K. et al. (2017). Reducing controversy by connecting opposing views. WSDM
       2017, 81-90. Value and likelihood are multiplied there too, for another objective.
    .. [2] Zhou, T., Lu, L. and Zhang, Y.-C. (2009). Predicting missing links via local
       information. European Physical Journal B 71, 623-630.
    """
    say = progress or _silent
    wishes = _Wishes(top, cap, by, require_contact, seed, exact_up_to, weight)
    known, undated = (network, 0) if before is None else earlier(network, before)
    rule = _checked(known, wishes, exclude)
    say(0.0, Message("reason.step.distances"))
    reach = reach_of(adjacency(known), known.groups(by), seed)
    base = reach.base
    say(0.15, Message("reason.step.candidates"))
    far = far_pairs(known, reach, rule, cap=cap, seed=seed, progress=_within(say, 0.15, 0.3, "candidates"))
    picks = _picks(known, reach, rule, wishes, say)
    say(0.95, Message("reason.step.reasons"))
    ends = sorted({end for pick in picks for end in (pick.first, pick.second)})
    evidence = Evidence(known, reach.near, ends, by=by, membership=membership)
    reasons = tuple(evidence.reasons(pick) for pick in picks)
    is_exact = wishes.are_met_exactly(reach)
    plan = Plan(
        table=_table(known, by, picks, reasons, base, reach.unit),
        evidence=reasons,
        without_introducer=_far_table(known, by, far, reach.unit),
        base_reach=base,
        is_exact=is_exact,
        samples=None if is_exact else len(reach.columns.actors),
        seed=seed,
        by=by,
        cap=cap,
        weight=weight,
        require_contact=require_contact,
        before=before,
        undated_ties=undated,
        fingerprint=known.fingerprint,
    )
    say(1.0, Message("reason.step.done"))
    return plan


@dataclass(frozen=True)
class _Wishes:
    """What was asked for."""

    top: int
    cap: int | None
    by: str
    require_contact: bool
    seed: int
    exact_up_to: int
    weight: str

    def are_met_exactly(self, reach: Reach) -> bool:
        """Tell whether every candidate is judged by every distance."""
        return len(reach.near) <= self.exact_up_to and reach.is_whole


def _silent(share: float, message: Message) -> None:
    """Tell nobody."""


def _checked(network: Network, wishes: _Wishes, exclude: Iterable[str | tuple[str, str]]) -> Rules:
    """Read the rules, or say why nothing can be suggested."""
    by = wishes.by
    if wishes.weight not in WEIGHTS:
        raise UnknownNameError("reason.kind.weight", wishes.weight, WEIGHTS)
    if cross_pairs(network.groups(by)) == 0:
        raise UndefinedMeasureError(
            Message("reason.error.groups_what", column=by), Message("reason.error.groups_fix", column=by)
        )
    return rules(network, by=by, exclude=exclude)


def _picks(network: Network, reach: Reach, rule: Rules, wishes: _Wishes, say: Progress) -> list[Pick]:
    """List the candidates and choose among them."""
    return portfolio(
        reach,
        _pool(reach, rule, wishes, _within(say, 0.3, 0.5, "candidates")),
        Introducers(network, reach.near, rule, wishes.cap),
        top=wishes.top,
        cap=wishes.cap,
        weight=wishes.weight,
        require_contact=wishes.require_contact,
        progress=_within(say, 0.5, 0.95, "choice"),
    )


def _within(say: Progress, start: float, stop: float, step: str) -> Callable[[float], None]:
    """Tell the progress of one step as its part of the whole."""
    return lambda share: say(start + (stop - start) * share, Message(f"reason.step.{step}"))


def _pool(reach: Reach, rule: Rules, wishes: _Wishes, progress: Callable[[float], None]) -> Pool:
    """List the candidates: all of them when exact, else the most promising."""
    open_to_all = np.full(len(reach.near), not wishes.require_contact)
    if wishes.are_met_exactly(reach):
        cuts = blocks(reach.near, open_to_all)
        return joined(candidates(reach.near, rule, rows, open_to_all=open_to_all) for rows in cuts)
    if not wishes.require_contact:
        open_to_all = hubs(reach, rule, reach.thinned(FIRST_PASS, wishes.seed), _HUBS)
    return screened(
        reach,
        rule,
        open_to_all,
        weight=wishes.weight,
        cap=wishes.cap,
        seed=wishes.seed,
        progress=progress,
    )


def _ends(network: Network, by: str, pairs: list[Pick] | list[FarPair]) -> dict[str, Any]:
    """Give the columns that name the two ends."""
    columns: dict[str, Any] = {}
    for end, places in (("source", [pair.first for pair in pairs]), ("target", [p.second for p in pairs])):
        rows = network.actors.iloc[places]
        columns |= {
            end: rows["id"].to_numpy(),
            f"{end}_name": rows["name"].to_numpy(),
            f"{end}_sector": rows[by].to_numpy(),
        }
    return columns


def _table(
    network: Network,
    by: str,
    picks: list[Pick],
    reasons: tuple[tuple[Reason, ...], ...],
    base: float,
    unit: float,
) -> pd.DataFrame:
    """Write the suggestions as a table."""
    names = network.actors["name"]
    gains = np.asarray([pick.gain for pick in picks], dtype=np.int64)
    introducers = [pick.introducer for pick in picks]
    columns = {
        "rank": np.arange(1, len(picks) + 1),
        **_ends(network, by, picks),
        "introducer": [np.nan if place is None else network.ids[place] for place in introducers],
        "introducer_name": [np.nan if place is None else names.iloc[place] for place in introducers],
        "distance": [pd.NA if pick.apart == NO_PATH else pick.apart for pick in picks],
        "reach_gain": gains * unit,
        "cumulative_reach": base + np.cumsum(gains) * unit,
        "likelihood": [pick.likelihood for pick in picks],
        "reasons": [";".join(reason.code for reason in row) for row in reasons],
    }
    return pd.DataFrame(columns).astype(COLUMNS)[list(COLUMNS)]


def _far_table(network: Network, by: str, pairs: list[FarPair], unit: float) -> pd.DataFrame:
    """Write the pairs without an introducer as a table."""
    names = network.actors["name"].to_numpy()
    columns = {
        **_ends(network, by, pairs),
        "distance": [pd.NA if pair.apart == NO_PATH else pair.apart for pair in pairs],
        "reach_gain": [pair.gain * unit for pair in pairs],
        "chain": [" > ".join(names[list(pair.chain)]) for pair in pairs],
        "chain_ids": [" > ".join(network.ids[list(pair.chain)]) for pair in pairs],
    }
    return pd.DataFrame(columns).astype(FAR_COLUMNS)[list(FAR_COLUMNS)]
