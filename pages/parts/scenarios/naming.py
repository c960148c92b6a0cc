"""What organisations and changes are called on the page."""

from __future__ import annotations

from graphlib.drawing.names import plain
from graphlib.network import Network
from graphlib.scenario import Scenario
from pages.parts import messages, session, tables
from pages.parts.introductions.asking import all_names

__all__ = ["actor_name", "change_words", "everybody"]


_LONGEST = 45
"""Letters of a name in the list of changes, where two stand on one line."""


def everybody(network: Network, scenario: Scenario) -> dict[str, str]:
    """Name everybody who is there or would join, no two alike."""
    new = {actor.id: actor.name or actor.id for actor in scenario.added_actors}
    if not new:
        return all_names(network)
    known = all_names(network)
    names = messages.distinct([*known.values(), *new.values()])
    return dict(zip([*known, *new], names, strict=True))


def actor_name(names: dict[str, str], actor: str) -> str:
    """Name an organisation; one that nobody knows by its id."""
    return names.get(actor) or messages.short(actor)


def change_words(scenario: Scenario, names: dict[str, str]) -> list[tuple[str, int, str]]:
    """Say each change: the field of the scenario that holds it, its place there, and plain words."""
    t = session.translator()
    said: list[tuple[str, int, str]] = []
    for kind, pairs in (("added_ties", scenario.added_ties), ("removed_ties", scenario.removed_ties)):
        for place, (one, other) in enumerate(pairs):
            ends = {end: plain(actor_name(names, who), limit=_LONGEST) for end, who in _ends(one, other)}
            said.append((kind, place, t(f"scenarios.change.{kind}", **ends)))
    for place, actor in enumerate(scenario.added_actors):
        sector = tables.sector_word(actor.sector)
        name = messages.short(actor.name or actor.id)
        words = t("scenarios.change.added_actors", name=name, sector=sector, count=len(actor.ties))
        said.append(("added_actors", place, words))
    for place, gone in enumerate(scenario.removed_actors):
        said.append(
            ("removed_actors", place, t("scenarios.change.removed_actors", name=actor_name(names, gone)))
        )
    return said


def _ends(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Name the two ends of a tie as sentences do."""
    return ("source", one), ("target", other)
