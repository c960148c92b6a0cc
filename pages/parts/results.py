"""What the pages show of a network: computed once, in the engine, with progress where it is long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from graphlib.analysis import Analysis, analyse
from graphlib.backtest import Backtest
from graphlib.backtest import backtest as tried
from graphlib.drawing import layout
from graphlib.findings import CLUSTER
from graphlib.introductions import Plan, Progress, introductions
from graphlib.introductions.likelihood import Likelihood, learned
from graphlib.introductions.rulebook import RuleBook
from graphlib.introductions.seating import Seating, before_event
from graphlib.introductions.seating import seating as seats_of
from graphlib.ledger import outcomes
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import cache, groups, waiting
from pages.parts.introductions import ledger, rulebook

__all__ = [
    "analysis",
    "analysis_meanwhile",
    "backtest",
    "likelihood",
    "meanwhile",
    "plan",
    "positions",
    "seating",
]

Result = TypeVar("Result")


def analysis(network: Network, *, by: str = "sector") -> Analysis:
    """Give all measures of a network; groups found bear the reader's names and keep the reader's pins."""
    return groups.named(_long(analyse, network, f"{by} {groups.pins_mark()}", by=by, pinned=groups.pins()))


def analysis_meanwhile(network: Network) -> Analysis | None:
    """Give all measures of a network that a page sets beside its own; ``None`` while they are not there."""
    return meanwhile(
        analyse, network, f"sector {groups.pins_mark()}", network, by="sector", pinned=groups.pins()
    )


def plan(
    network: Network,
    *,
    top: int = 50,
    cap: int | None = 3,
    by: str = "sector",
    toward: str | None = None,
    ours: tuple[str, ...] = (),
    only_introduced: bool = True,
    exclude: tuple[str, ...] = (),
) -> Plan:
    """Give the introductions of a network, under the rules that hold today.

    ``by`` may be `CLUSTER`, for the groups found. Without ``only_introduced`` pairs that nobody can
    introduce are among them, and the gain alone counts. Nobody in ``exclude`` is suggested, nor any
    pair that was declined or that somebody found wrong. What came of earlier rounds counts towards
    the likelihood; that of the newest does not yet, so that an answer does not turn the list over.
    """
    found = analysis(network).found
    # Groups that repeated searches do not agree on are no reason to introduce anybody.
    membership = found.membership if found.is_reliable else None
    book, record = rulebook.current(network), ledger.current()
    lessons = outcomes(record.earlier)
    known = {*network.ids}
    left_out = (*exclude, *(pair for pair in record.answered if known.issuperset(pair)))
    if by == CLUSTER:
        network = network.labelled(CLUSTER, found.membership.map(str).where(found.membership > 0))
    asked = (top, cap, by, toward, ours, only_introduced, left_out, book, groups.pins_mark())
    return _long(
        introductions,
        network,
        repr((asked, lessons.to_csv(index=False))),
        top=top,
        cap=cap,
        by=by,
        toward=toward,
        ours=ours,
        require_contact=only_introduced,
        weight="likelihood" if only_introduced else "none",
        rules=book,
        exclude=left_out,
        membership=membership,
        likelihood=likelihood(network, by=by).after(network, lessons),
    )


def seating(
    network: Network, *, event: str | None, guests: tuple[str, ...], seats: int, rules: RuleBook
) -> Seating:
    """Give who should sit with whom: those registered for an event, or these guests."""
    known = network if event is None else cache.briefly(before_event, (network,), event)
    options = {"event": event, "guests": guests, "seats": seats, "rules": rules}
    return _long(seats_of, network, repr(options), **options, likelihood=likelihood(known))


def likelihood(network: Network, *, by: str = "sector") -> Likelihood:
    """Give what was learned of how ties form in a network: the same whatever is asked and ruled."""
    return _long(_learned, network, by, by=by)


def backtest(network: Network) -> Backtest:
    """Give what became of the suggestions that would have been made on earlier days."""
    return _long(tried, network, "", with_longer=False)


def _learned(network: Network, *, by: str, progress: Progress) -> Likelihood:
    """Learn, saying so."""
    said = Message("reason.step.likelihood")
    return learned(network, by=by, progress=lambda share: progress(share, said))


def meanwhile(
    function: Callable[..., Result],
    network: Network,
    name: str,
    *args: Any,  # noqa: ANN401
    **options: Any,  # noqa: ANN401
) -> Result | None:
    """Run a computation about a network once for each content and ``name``; the page goes on without it."""
    work = f"{function.__name__} {name}"
    return waiting.meanwhile(cache.engine(), network.fingerprint, work, function, *args, **options)


def positions(network: Network) -> npt.NDArray[np.float64]:
    """Give the places of the actors on the map."""
    return cache.once(layout.positions, network)


def _long(function: Callable[..., Result], network: Network, name: str, **options: Any) -> Result:  # noqa: ANN401
    """Run a computation in the engine, once for each content and ``name``, which says the options."""
    work = f"{function.__name__} {name}"
    return waiting.result(cache.engine(), network.fingerprint, work, function, network, **options)
