"""Make suggestions from before a day, and see which of them came true after it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphlib.backtest.dates import half_yearly
from graphlib.backtest.heuristics import Heuristics
from graphlib.backtest.matched import matched
from graphlib.backtest.past import Dated, Past, dated
from graphlib.backtest.rankings import precision_table, ranking, said_and_seen
from graphlib.backtest.report import Backtest, Trial
from graphlib.backtest.sets import SetsWanted, set_table
from graphlib.distances import adjacency, cross_pairs
from graphlib.errors import UndefinedMeasureError
from graphlib.introductions import Progress
from graphlib.introductions.likelihood import learned
from graphlib.introductions.rulebook import EMPTY
from graphlib.introductions.rules import compiled
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["RANKS", "backtest"]

RANKS = (50, 200, 500, 1000)
"""How many of the first pairs of a ranking are looked at."""

_KEPT = 20_000
"""Best pairs kept of each ranking: caps take a list far down."""

_LONGER = 4
"""A second set is so many times as long as the one asked for."""


def backtest(
    network: Network,
    *,
    cuts: Sequence[str] = (),
    top: int = 50,
    cap: int = 3,
    by: str = "sector",
    seed: int = 1,
    with_longer: bool = True,
    progress: Progress | None = None,
) -> Backtest:
    """Say how well suggestions made from before some days foresaw the ties formed after them.

    At each day everything dated on it or later is put away, and with it what does not say when it
    began, how strong stated ties became and how long they lasted, and what is told of the actors
    but name, group, country and region. From the rest the likelihood is learned and introductions
    are chosen; then it is counted which of these pairs became ties, beside plain heuristics [1]_
    and beside chance.

    Parameters
    ----------
    network
        Read as undirected.
    cuts
        ISO days; by default up to six, each 1 January or 1 July with a year of data after it.
    top
        Introductions in the set.
    cap
        Most introductions an actor may be an end of, and most it may be asked to make.
    by
        Column of ``network.actors`` whose groups are to come nearer.
    seed
        Chooses samples.
    with_longer
        Whether a second set, four times as long, is tried too.
    progress
        Told what is being done; may raise `CancelledError`.

    Returns
    -------
    Backtest
        Cost for each day: that of `introductions` five times, and one look at every candidate.

    Raises
    ------
    GraphlibError
        If a cut is no day.
    UndefinedMeasureError
        If too little has a date, or nothing could have been suggested at a cut.
    UnknownNameError
        If ``by`` is no column.

    Warnings
    --------
    Nobody was introduced in these data: that a tie formed by itself is a proxy for whether an
    introduction would have worked. What is told of the past holds for the future only as far as the
    programme goes on as before. Ties that followed several days are counted at each of them.

    References
    ----------
    .. [1] Liben-Nowell, D. and Kleinberg, J. (2007). The link-prediction problem for social networks.
       Journal of the American Society for Information Science and Technology 58, 1019-1031.
    """
    rows = dated(network, by=by)
    chosen = sorted(set(cuts)) if cuts else half_yearly(rows)
    say = progress or _silent
    wanted = SetsWanted((top, _LONGER * top) if with_longer else (top,), cap, by, seed)
    trials = []
    for number, cut in enumerate(chosen):

        def told(share: float, message: Message, number: int = number) -> None:
            say((number + share) / len(chosen), message)

        trials.append(_Trying(rows, cut, wanted, told).trial())
    say(1.0, Message("backtest.step.done"))
    return Backtest(
        tuple(trials),
        top,
        cap,
        by,
        seed,
        network.event_cap,
        network.fingerprint,
        rows.ties + rows.participations,
        rows.undated_ties + rows.undated_participations,
    )


def _silent(share: float, message: Message) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class _Trying:
    """One back-test under way."""

    rows: Dated
    cut: str
    wanted: SetsWanted
    say: Progress

    def trial(self) -> Trial:
        """Learn, rank, choose and count."""
        self._step(0.0, "past")
        past = self._past()
        near = adjacency(past.network)
        rule = compiled(past.network, EMPTY, by=self.wanted.by)
        self._step(0.05, "learn")
        likelihood = learned(
            past.network,
            by=self.wanted.by,
            before=self.cut,
            seed=self.wanted.seed,
            progress=self._within(0.05, 0.15, "learn"),
        )
        scorer = likelihood.scorer(past.network, rule.codes)
        heuristics = Heuristics(past, near, scorer, rule.codes, seed=self.wanted.seed)
        found = ranking(past, near, rule, heuristics, keep=_KEPT, progress=self._within(0.15, 0.4, "rank"))
        if not found.candidates:
            raise self._refused("nobody")
        self._step(0.4, "distance")
        areas = matched(past, near, rule.codes, heuristics, seed=self.wanted.seed)
        areas.insert(0, "auc", [found.tallies[method].auc for method in areas.index])

        choosing = self._within(0.45, 1.0, "choose")
        sets, suggestions = set_table(past, near, rule, scorer, found.tallies, self.wanted, progress=choosing)
        return Trial(
            cut=self.cut,
            followed=past.followed,
            is_year_complete=past.is_year_complete,
            actors=len(past.network),
            ties=len(past.network.edges),
            candidates=found.candidates,
            formed=found.formed,
            formed_in_year=found.formed_in_year,
            formed_anywhere=len(past.first),
            basis=likelihood.basis,
            positives=likelihood.positives,
            is_few_data=likelihood.is_few_data,
            brier=found.brier if past.is_year_complete else math.nan,
            brier_base=found.brier_base if past.is_year_complete else math.nan,
            areas=areas,
            precision=precision_table(past, found, RANKS),
            said=said_and_seen(past, found, RANKS),
            sets=sets,
            suggestions=suggestions,
        )

    def _past(self) -> Past:
        """Split the data at the day, or say why nothing can be suggested from before it."""
        past = self.rows.before(self.cut)
        if not cross_pairs(past.network.groups(self.wanted.by)):
            raise self._refused("nobody")
        if past.followed < 0:
            raise self._refused("after")
        return past

    def _refused(self, reason: str) -> UndefinedMeasureError:
        """Say why there is nothing to try on this day."""
        return UndefinedMeasureError(
            Message(f"backtest.refused.{reason}_what", day=self.cut),
            Message(f"backtest.refused.{reason}_fix"),
        )

    def _step(self, share: float, name: str) -> None:
        """Tell what is being done for which day."""
        self.say(share, Message(f"backtest.step.{name}", day=self.cut))

    def _within(self, start: float, stop: float, name: str) -> Callable[[float], None]:
        """Tell the progress of one step as its part of the whole."""
        return lambda share: self._step(start + (stop - start) * share, name)
