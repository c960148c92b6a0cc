"""The lists that would have been suggested, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.backtest.heuristics import LIKELIHOOD, Positions, Scorer
from graphlib.backtest.metrics import Tally, interval
from graphlib.backtest.past import YEAR, Past
from graphlib.backtest.realised import reach_gained
from graphlib.distances import Adjacency
from graphlib.introductions.candidates import Scoring
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.pooling import pool_of
from graphlib.introductions.portfolio import Pick, portfolio
from graphlib.introductions.reach import Reach, reach_of
from graphlib.introductions.rules import Rules
from graphlib.introductions.valuation import CHOICES, Choice

__all__ = ["DEFAULT", "SETS", "SetsWanted", "set_table"]

DEFAULT: str = CHOICES[0]
"""The set that Passerelle suggests."""

_FROM_TOP = (LIKELIHOOD, "adamic_adar")
"""Sets taken from the top of a score, as far as caps and introducers allow."""

_BY_SHARES = "resource_allocation"

SETS: tuple[str, ...] = (*CHOICES, "value", _BY_SHARES, *_FROM_TOP)
"""Every set: the ways to choose by likelihood and gain together, and what they must beat: the gain
alone, resource allocation times the gain with earlier picks taken as made, and two scores alone."""

_EXACT_UP_TO = 3000
"""As `introductions` has it by default."""

_LEAD = 0.4
"""Share of the work on one pool that listing it takes, about."""


@dataclass(frozen=True)
class SetsWanted:
    """How long the sets are, and how often anybody may stand in them.

    Attributes
    ----------
    sizes
        Numbers of suggestions that are judged, ascending; the first so many of the longest set.
    """

    sizes: tuple[int, ...]
    cap: int
    by: str
    seed: int


@dataclass(frozen=True)
class _Set:
    """Suggested pairs in order, with the expected gain of each where it is known."""

    name: str
    pairs: npt.NDArray[np.int64]
    expected: npt.NDArray[np.float64] | None = None


def set_table(
    past: Past,
    near: Adjacency,
    rule: Rules,
    scorer: Scorer,
    tallies: dict[str, Tally],
    wanted: SetsWanted,
    *,
    progress: Callable[[float], None],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose every set as `introductions` would have, and count what became of it.

    Returns
    -------
    tuple
        One row a set and size; then one row a suggestion: ``set``, ``rank``, ``source``, ``target``
        and ``days``, from the cut to their first tie, missing where there was none.

        ==================== ======= ===== =======================================================
        column               dtype   unit  meaning
        set                  str     --    one of `SETS`
        k                    int64   --    suggestions wanted
        pairs                int64   --    suggestions made
        hits, hits_in_year   int64   --    of these became ties, ever and within a year
        low, high            float64 share 95 % interval of ``hits_in_year`` in ``pairs``
        promised             float64 share rise of E_x if all came true
        expected             float64 share rise of E_x to be expected in a year; NaN where no
                                           likelihood was looked at
        realised             float64 share rise of E_x by those alone that came true, ever
        realised_in_year     float64 share the same, within a year
        ==================== ======= ===== =======================================================
    """
    made = [*_suggested(past, near, rule, scorer, wanted, progress)]
    made += [_Set(name, _from_top(past, near, rule, tallies[name], wanted)) for name in _FROM_TOP]
    order = {name: place for place, name in enumerate(SETS)}
    made.sort(key=lambda one: order[one.name])
    rows = [_judged(past, near, one, size, wanted.by) for one in made for size in wanted.sizes]
    suggested = [_listed(past, one) for one in made]
    return pd.DataFrame(rows).astype({"set": "str"}), pd.concat(suggested, ignore_index=True)


def _suggested(
    past: Past,
    near: Adjacency,
    rule: Rules,
    scorer: Scorer,
    wanted: SetsWanted,
    progress: Callable[[float], None],
) -> Iterator[_Set]:
    """Choose the sets that look at gains, those from the same pool of pairs one after the other."""

    def by_shares(first: Positions, second: Positions) -> npt.NDArray[np.float64]:
        shares = scorer.features(first, second)["resource_allocation"]
        return np.asarray(np.minimum(shares, 1.0), dtype=np.float64)

    reach = reach_of(near, past.network.groups(wanted.by), wanted.seed)
    pools: tuple[tuple[Scoring, str, dict[str, Choice]], ...] = (
        (scorer, "likelihood", {choice: choice for choice in CHOICES}),
        (scorer, "none", {"value": CHOICES[0]}),
        (by_shares, "likelihood", {_BY_SHARES: "certain"}),
    )
    for number, (scoring, weight, choices) in enumerate(pools):

        def told(share: float, number: int = number) -> None:
            progress((number + share) / len(pools))

        made = _Choosing(past, reach, rule, scoring, weight, wanted, told)
        for name, picks in made.sets(choices):
            expected = np.array([pick.expected * reach.unit for pick in picks])
            pairs = np.array([(pick.first, pick.second) for pick in picks], dtype=np.int64).reshape(-1, 2)
            yield _Set(name, pairs, expected if weight == "likelihood" else None)


@dataclass(frozen=True)
class _Choosing:
    """How introductions are chosen from one pool of pairs."""

    past: Past
    reach: Reach
    rule: Rules
    scoring: Scoring
    weight: str
    wanted: SetsWanted
    say: Callable[[float], None]

    def sets(self, choices: dict[str, Choice]) -> Iterator[tuple[str, list[Pick]]]:
        """List the pairs once, and choose among them in several ways."""
        pool, _ = pool_of(
            self.reach,
            self.rule,
            self.scoring,
            is_exact=len(self.past.network) <= _EXACT_UP_TO and self.reach.is_whole,
            require_contact=True,
            weight=self.weight,
            cap=self.wanted.cap,
            seed=self.wanted.seed,
            progress=lambda share: self.say(_LEAD * share),
        )
        each = (1.0 - _LEAD) / len(choices)
        for number, (name, choice) in enumerate(choices.items()):

            def told(share: float, number: int = number) -> None:
                self.say(_LEAD + (number + share) * each)

            picks = portfolio(
                self.reach,
                pool,
                Introducers(self.past.network, self.reach.near, self.rule, self.wanted.cap),
                top=self.wanted.sizes[-1],
                cap=self.wanted.cap,
                weight=self.weight,
                choice=choice,
                groups=self.rule.codes,
                require_contact=True,
                progress=told,
            )
            yield name, picks


def _from_top(
    past: Past, near: Adjacency, rule: Rules, tally: Tally, wanted: SetsWanted
) -> npt.NDArray[np.int64]:
    """Take the best pairs of a score, under the same caps and with an introducer each."""
    introducers = Introducers(past.network, near, rule, wanted.cap)
    chosen: list[tuple[int, int]] = []
    load = np.zeros(len(past.network), np.int64)
    for first, second in zip(*(ends.tolist() for ends in np.divmod(tally.keys, len(near))), strict=True):
        if len(chosen) == wanted.sizes[-1]:
            break
        if load[first] >= wanted.cap or load[second] >= wanted.cap:
            continue
        introducer = introducers.choose(first, second)
        if introducer is None:
            continue
        introducers.charge(introducer)
        load[[first, second]] += 1
        chosen.append((first, second))
    return np.asarray(chosen, dtype=np.int64).reshape(-1, 2)


def _listed(past: Past, made: _Set) -> pd.DataFrame:
    """List the suggestions of a set, and when each came true."""
    days = past.days_of(made.pairs[:, 0], made.pairs[:, 1])
    return pd.DataFrame(
        {
            "set": pd.Series([made.name] * len(days), dtype="str"),
            "rank": np.arange(1, len(days) + 1),
            "source": past.network.ids.take(made.pairs[:, 0]),
            "target": past.network.ids.take(made.pairs[:, 1]),
            "days": pd.array(days, dtype="Int64"),
        }
    ).assign(days=lambda rows: rows["days"].mask(days < 0))


def _judged(past: Past, near: Adjacency, made: _Set, size: int, by: str) -> dict[str, object]:
    """Count what became of the first pairs of a set."""
    pairs = made.pairs[:size]
    days = past.days_of(pairs[:, 0], pairs[:, 1])
    in_year = (days >= 0) & (days < YEAR)
    groups = past.network.groups(by)

    def gain(which: npt.NDArray[np.bool_] | slice) -> float:
        return reach_gained(past.network, near, groups, pairs[which])

    low, high = interval(int(in_year.sum()), len(pairs))
    return {
        "set": made.name,
        "k": size,
        "pairs": len(pairs),
        "hits": int((days >= 0).sum()),
        "hits_in_year": int(in_year.sum()),
        "low": low,
        "high": high,
        "promised": gain(slice(None)),
        "expected": np.nan if made.expected is None else float(made.expected[:size].sum()),
        "realised": gain(days >= 0),
        "realised_in_year": gain(in_year),
    }
