"""Whom to introduce to whom, through whom, and why: from the network to the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from graphlib.distances import adjacency
from graphlib.errors import UnknownNameError
from graphlib.introductions import tabulation
from graphlib.introductions.candidates import Pool
from graphlib.introductions.comparable import comparable
from graphlib.introductions.earlier import earlier
from graphlib.introductions.far import far_pairs
from graphlib.introductions.introducer import Introducers
from graphlib.introductions.likelihood import Likelihood, Scorer, learned
from graphlib.introductions.objective import Objective
from graphlib.introductions.plan import Plan, Progress
from graphlib.introductions.pooling import pool_of
from graphlib.introductions.portfolio import Pick, portfolio
from graphlib.introductions.reach import Reach, reach_of
from graphlib.introductions.reasons import Evidence
from graphlib.introductions.rulebook import EMPTY, RuleBook
from graphlib.introductions.rules import Rules, compiled
from graphlib.introductions.valuation import CHOICES, Choice
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["introductions"]

WEIGHTS = ("likelihood", "none")


def introductions(
    network: Network,
    *,
    top: int = 50,
    cap: int | None = 3,
    by: str = "sector",
    toward: str | None = None,
    ours: Iterable[str] = (),
    require_contact: bool = True,
    rules: RuleBook = EMPTY,
    exclude: Iterable[str | tuple[str, str]] = (),
    day: str | None = None,
    before: str | None = None,
    seed: int = 1,
    exact_up_to: int = 3000,
    weight: str = "likelihood",
    choice: Choice = CHOICES[0],
    quota: int | None = None,
    likelihood: Likelihood | None = None,
    membership: pd.Series | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Say whom to bring together next so that the groups come nearer to each other.

    A candidate is an unlinked pair of different known groups with a common contact. Its worth is
    ``likelihood * gain`` [1]_: the probability that a tie forms within twelve months, learned from
    the network's own past where it has one, times the rise of the reach across groups,
    `cross_sector_reach`, that the tie would bring. Suggestions are chosen together: each is worth
    what it adds to those before it, which may or may not come true. The introducer is the common
    contact with the strongest, then most recent, ties to both, and with load to spare.

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
    toward
        A group of ``by``: only its nearness to all others counts.
    ours
        Ids of actors, such as those that one partner manager looks after: only their nearness to
        all others counts, every suggestion has one of them as an end, and the cap does not bind them.
    require_contact
        Whether a pair needs a common contact who may introduce and has load to spare. Without
        it, pairs without any are suggested too when ``weight`` is ``none``.
    rules
        Whom never to suggest, whom to consider in any case, competitors, and what two must have
        in common.
    exclude
        Short form of the first: ids of actors never suggested, neither as an end nor as
        introducer, and pairs of ids never suggested.
    day
        ISO day on which rules that end are looked at; all hold where it is not given.
    before
        ISO day: use only what was known before it. What has no date is used.
    seed
        Chooses the sampled actors on large networks.
    exact_up_to
        Above this number of actors candidates are narrowed down from samples first, and above
        28,000 distances are sampled too.
    weight
        ``likelihood``, or ``none`` to go by the gain alone.
    choice
        How the set is chosen by likelihood: see `graphlib.introductions.portfolio`.
    quota
        Most suggestions that join the same two groups; ``None`` for no limit.
    likelihood
        As `graphlib.introductions.likelihood.learned` of the same network gave it before.
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
        likelihood       float64 [0, 1]  probability of a tie within twelve months
        reasons          str     --      codes joined by ``;``
        gain_alone       float64 share   rise of E_x if only this tie forms
        expected_gain    float64 share   likelihood x what it adds to those above
        is_asked_for     bool    --      a rule asks to consider it in any case
        ================ ======= ======= ==========================================

        Cost with all distances O(n m / 64 + candidates n), then O(n + |A| |B|) for each pair
        looked at closely.

    Raises
    ------
    UndefinedMeasureError
        If no two actors are of different known groups.
    UnknownNameError
        If ``by``, ``toward``, ``weight``, ``choice`` or an id does not exist.

    Warnings
    --------
    The gain is what the tie brings if it forms: nobody has asked the two yet. The likelihood was
    learned from ties that formed by themselves; whether an introduction changes it, only the
    record of introductions made can tell.

    References
    ----------
    .. [1] Garimella, K. et al. (2017). Reducing controversy by connecting opposing views. WSDM
       2017, 81-90. Value and likelihood are multiplied there too, for another objective.
    """
    say = progress or _silent
    asked = _Asked(
        objective=Objective(by, toward, tuple(sorted(set(ours)))),
        top=top,
        cap=cap,
        quota=quota,
        require_contact=require_contact,
        weight=weight,
        choice=choice,
        exact_up_to=exact_up_to,
        seed=seed,
    )
    known, undated = (network, 0) if before is None else earlier(network, before)
    asked.check(known)
    book = rules.holding(day) | RuleBook.excluding(exclude)
    book.check(known)
    say(0.0, Message("reason.step.likelihood"))
    learning = _within(say, 0.0, 0.15, "likelihood")
    model = likelihood or learned(known, by=by, before=before, seed=seed, progress=learning)
    say(0.15, Message("reason.step.distances"))
    reach = reach_of(adjacency(known), asked.objective.groups(known), seed)
    plan = _Suggesting(known, asked, book, model, reach, say).plan(membership)
    say(1.0, Message("reason.step.done"))
    return replace(plan, before=before, undated_ties=undated)


@dataclass(frozen=True)
class _Asked:
    """What is asked for."""

    objective: Objective
    top: int
    cap: int | None
    quota: int | None
    require_contact: bool
    weight: str
    choice: Choice
    exact_up_to: int
    seed: int

    def check(self, network: Network) -> None:
        """Say why nothing can be suggested, or what does not exist."""
        for kind, value, known in (("weight", self.weight, WEIGHTS), ("choice", self.choice, CHOICES)):
            if value not in known:
                raise UnknownNameError(f"reason.kind.{kind}", value, known)
        self.objective.check(network)


@dataclass(frozen=True)
class _Suggesting:
    """The work on one plan, once distances and likelihoods are known."""

    network: Network
    asked: _Asked
    book: RuleBook
    likelihood: Likelihood
    reach: Reach
    say: Progress

    def plan(self, membership: pd.Series | None) -> Plan:
        """Choose, and say why."""
        network, asked, reach, by = self.network, self.asked, self.reach, self.asked.objective.by
        base = reach.base
        self.say(0.25, Message("reason.step.candidates"))
        far = far_pairs(
            network,
            reach,
            self.rule,
            cap=asked.cap,
            seed=asked.seed,
            progress=_within(self.say, 0.25, 0.35, "candidates"),
        )
        pool, picks = self._picks()
        self.say(0.95, Message("reason.step.reasons"))
        ends = sorted({end for pick in picks for end in (pick.first, pick.second)})
        evidence = Evidence(network, reach.near, ends, by=by, membership=membership)
        reasons = tuple(evidence.reasons(pick) for pick in picks)
        return Plan(
            table=tabulation.suggestions(network, by, picks, reasons, base=base, unit=reach.unit),
            evidence=reasons,
            without_introducer=tabulation.far_table(network, by, far, reach.unit),
            comparable=_comparable(network, pool, picks, self.rule),
            likelihood=self.likelihood,
            objective=asked.objective,
            base_reach=base,
            is_exact=self.is_exact,
            samples=None if self.is_exact else len(reach.columns.actors),
            seed=asked.seed,
            cap=asked.cap,
            weight=asked.weight,
            choice=asked.choice,
            require_contact=asked.require_contact,
            rules=self.book,
            before=None,
            undated_ties=0,
            fingerprint=network.fingerprint,
        )

    @cached_property
    def rule(self) -> Rules:
        """Who may stand where."""
        objective = self.asked.objective
        rule = compiled(self.network, self.book, by=objective.by, wanted=objective.wanted(self.network))
        return rule.among(objective.ends(self.network, rule.codes))

    @property
    def is_exact(self) -> bool:
        """Whether every candidate is judged by every distance."""
        return len(self.network) <= self.asked.exact_up_to and self.reach.is_whole

    def _picks(self) -> tuple[Pool, list[Pick]]:
        """List the candidates and choose among them."""
        asked, reach = self.asked, self.reach
        scorer = self.likelihood.scorer(self.network)
        pool, wished = pool_of(
            reach,
            self.rule,
            scorer,
            is_exact=self.is_exact,
            require_contact=asked.require_contact,
            weight=asked.weight,
            cap=asked.cap,
            seed=asked.seed,
            progress=_within(self.say, 0.35, 0.6, "candidates"),
        )
        picks = portfolio(
            reach,
            pool,
            Introducers(self.network, reach.near, self.rule, asked.cap),
            top=asked.top,
            cap=asked.objective.caps(self.network, asked.cap),
            weight=asked.weight,
            choice=asked.choice,
            quota=asked.quota,
            groups=self.rule.codes,
            forced=wished.tolist(),
            require_contact=asked.require_contact,
            is_exact=self.is_exact,
            progress=_within(self.say, 0.6, 0.95, "choice"),
        )
        return pool, picks if asked.weight == "likelihood" else _scored(picks, scorer)


def _silent(share: float, message: Message) -> None:
    """Tell nobody."""


def _within(say: Progress, start: float, stop: float, step: str) -> Callable[[float], None]:
    """Tell the progress of one step as its part of the whole."""
    return lambda share: say(start + (stop - start) * share, Message(f"reason.step.{step}"))


def _scored(picks: list[Pick], scorer: Scorer) -> list[Pick]:
    """Say how likely each pick is where the choice did not go by it."""
    order = sorted(range(len(picks)), key=lambda place: picks[place].first)
    ends = np.asarray([(picks[place].first, picks[place].second) for place in order], dtype=np.int32)
    said = scorer(*ends.reshape(-1, 2).T.copy())
    scored = list(picks)
    for place, likelihood in zip(order, said.tolist(), strict=True):
        has_contact = picks[place].introducer is not None
        scored[place] = replace(picks[place], likelihood=likelihood if has_contact else 0.0)
    return scored


def _comparable(network: Network, pool: Pool, picks: list[Pick], rule: Rules) -> pd.DataFrame:
    """List pairs like those suggested that were not suggested."""
    actors = np.int64(len(network))
    keys = np.asarray([pick.first * actors + pick.second for pick in picks], dtype=np.int64)
    chosen = np.searchsorted(pool.first * actors + pool.second, keys)
    like = comparable(pool.first, pool.second, pool.likelihood, rule.codes, chosen)
    return tabulation.comparable_table(network, pool, like)
