"""The scenario that is being made, and the one whose effect is shown: kept for each programme."""

from __future__ import annotations

from dataclasses import replace

from graphlib.scenario import AddedActor, Scenario
from pages.parts import session

__all__ = [
    "add_actor",
    "add_tie",
    "current",
    "drop",
    "open_scenario",
    "remove_actor",
    "remove_tie",
    "show_effect",
    "shown",
    "toggle_tie",
]

_NONE = Scenario()


def current() -> Scenario:
    """Give the scenario that is being made."""
    return session.state(_key("draft"), _NONE)


def shown() -> Scenario | None:
    """Give the scenario whose effect was asked for last; ``None`` where none was."""
    none: Scenario | None = None
    return session.state(_key("shown"), none)


def show_effect() -> None:
    """Ask for the effect of the scenario as it is now."""
    session.keep(_key("shown"), current())


def open_scenario(scenario: Scenario) -> None:
    """Go on with another scenario, and show its effect where it has one."""
    _keep(scenario)
    session.keep(_key("shown"), scenario if scenario.size else None)


def add_tie(one: str, other: str) -> None:
    """Add a tie, once."""
    draft = current()
    if not _is_in(draft.added_ties, one, other):
        _keep(replace(draft, added_ties=(*draft.added_ties, (one, other))))


def toggle_tie(one: str, other: str) -> None:
    """Add a tie, or take it back where it was added."""
    draft = current()
    if _is_in(draft.added_ties, one, other):
        kept = tuple(pair for pair in draft.added_ties if set(pair) != {one, other})
        _keep(replace(draft, added_ties=kept))
    else:
        add_tie(one, other)


def remove_tie(one: str, other: str) -> None:
    """Take a tie out, once."""
    draft = current()
    if not _is_in(draft.removed_ties, one, other):
        _keep(replace(draft, removed_ties=(*draft.removed_ties, (one, other))))


def add_actor(actor: AddedActor) -> None:
    """Let an organisation join."""
    _keep(replace(current(), added_actors=(*current().added_actors, actor)))


def remove_actor(actor: str) -> None:
    """Let an organisation leave, once."""
    draft = current()
    if actor not in draft.removed_actors:
        _keep(replace(draft, removed_actors=(*draft.removed_actors, actor)))


def drop(kind: str, place: int) -> None:
    """Take one change back; with an organisation that would join go the ties that were added to it."""
    draft = current()
    gone = getattr(draft, kind)[place]
    changes = tuple(each for number, each in enumerate(getattr(draft, kind)) if number != place)
    if kind == "added_actors":
        pairs = tuple(pair for pair in draft.added_ties if gone.id not in pair)
        others = tuple(
            replace(actor, ties=tuple(each for each in actor.ties if each != gone.id)) for actor in changes
        )
        _keep(replace(draft, added_ties=pairs, added_actors=others))
    elif kind == "added_ties":
        _keep(replace(draft, added_ties=changes))
    elif kind == "removed_ties":
        _keep(replace(draft, removed_ties=changes))
    else:
        _keep(replace(draft, removed_actors=changes))


def _is_in(pairs: tuple[tuple[str, str], ...], one: str, other: str) -> bool:
    """Tell whether a tie is among some, whichever end is named first."""
    return any(set(pair) == {one, other} for pair in pairs)


def _keep(scenario: Scenario) -> None:
    """Keep the scenario that is being made."""
    session.keep(_key("draft"), scenario)


def _key(what: str) -> str:
    """Name what is kept of the open programme."""
    return f"scenario_{what}:{session.network_key()}"
