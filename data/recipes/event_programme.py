"""An event programme: organisations of five towns' estuary that meet over two years.

Planted, so that there is something to find: ties stay mostly inside sectors (silos); a federation
alone holds fifteen citizens' groups and a chamber of commerce five firms (articulation points); one
tie joins Pontevento to the rest (a bridge); the valley of Orvel stands apart (an island); one fair
is so large that meeting there says nothing (above the event cap).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from recipes.dice import Dice, Row, slug, write

SEED = 2026
EVIDENCE = "invented for the example"
PLACES = {
    "Valbrume": ("FR", "Val-de-Brume"),
    "Port-Aurélie": ("FR", "Val-de-Brume"),
    "Saint-Orvel": ("FR", "Val d'Orvel"),
    "Nebelhafen": ("DE", "Nebelküste"),
    "Silberfurt": ("DE", "Silberaue"),
    "Harrowmere": ("GB", "Mere Valley"),
    "Quillhaven": ("GB", "Mere Valley"),
    "Montelauro": ("IT", "Alta Laura"),
    "Pontevento": ("IT", "Costa del Vento"),
}
FEDERATION = "Fédération citoyenne de Valbrume"
CHAMBER = "Chambre de commerce du Val-de-Brume"
STRAIT = ("Autorità portuale di Pontevento", "Comune di Montelauro")
SECRETARIAT = "Secrétariat du programme Rives"


@dataclass(frozen=True)
class Actor:
    """One organisation and the part it plays in what is planted."""

    name: str
    sector: str
    town: str
    themes: str
    size: str
    part: str

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


@dataclass(frozen=True)
class Event:
    """One event: who comes is drawn by sector, by town and by theme."""

    name: str
    start: str
    end: str
    theme: str
    town: str
    size: str
    sectors: str

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


def make(folder: Path) -> None:
    """Write the programme's four tables."""
    dice = Dice(SEED)
    actors = [Actor(*cells) for cells in _cells("organisations.txt")]
    events = [Event(*cells) for cells in _cells("events.txt")]
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "actors.csv", [_actor_row(actor) for actor in actors])
    write(folder / "ties.csv", _planted(dice, actors) + _partnerships(dice, actors) + _funding(dice, actors))
    write(folder / "events.csv", [_event_row(event) for event in events])
    write(
        folder / "participations.csv", [row for event in events for row in _attendance(dice, actors, event)]
    )


def _cells(file: str) -> list[list[str]]:
    """Read the lines of a list beside this file."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]


def _actor_row(actor: Actor) -> Row:
    """Write one organisation as a row."""
    country, region = PLACES[actor.town]
    secretariat = "yes" if actor.part == "secretariat" else "no"
    row = {"id": actor.id, "name": actor.name, "sector": actor.sector, "country": country, "region": region}
    return row | {"themes": actor.themes, "size": actor.size, "secretariat": secretariat, "town": actor.town}


def _event_row(event: Event) -> Row:
    """Write one event as a row."""
    row = {"event_id": event.id, "name": event.name, "start": event.start, "end": event.end}
    return row | {"theme": event.theme}


def _tie(dice: Dice, source: str, target: str, kind: str, *, weight: int = 0) -> Row:
    """Write one tie as a row, with a day on which it began."""
    since = dice.day("2024-01-08", "2026-04-30")
    ends = sorted([slug(source), slug(target)]) if kind != "funding" else [slug(source), slug(target)]
    row = {"source": ends[0], "target": ends[1], "kind": kind, "weight": str(weight or dice.whole(1, 4))}
    confirmed = "both ends" if dice.chance(0.6) else "one end"
    row |= {"since": since, "directed": "yes" if kind == "funding" else "no", "confirmed": confirmed}
    return row | {"evidence": EVIDENCE}


def _planted(dice: Dice, actors: list[Actor]) -> list[Row]:
    """Write the ties whose consequences are known."""
    part = {p: [a.name for a in actors if a.part == p] for p in ("federation", "chamber", "strait", "island")}
    ties = [_tie(dice, FEDERATION, name, "membership") for name in part["federation"]]
    ties += [_tie(dice, CHAMBER, name, "membership") for name in part["chamber"]]
    ties += [_tie(dice, *pair, "partnership") for pair in itertools.pairwise(part["strait"])]
    ties += [_tie(dice, STRAIT[0], name, "contract") for name in part["strait"][:2]]
    ties += [_tie(dice, *pair, "partnership") for pair in itertools.combinations(part["island"], 2)]
    return [*ties, _tie(dice, *STRAIT, "partnership", weight=1)]


def _liking(one: Actor, other: Actor) -> float:
    """Say how readily two organisations work together: sector first, then town, then theme."""
    if one == other:
        return 0.0
    near = 5.0 if one.town == other.town else 2.0 if PLACES[one.town][0] == PLACES[other.town][0] else 0.6
    themes = 2.5 if set(one.themes.split(";")) & set(other.themes.split(";")) else 0.7
    sector = 7.0 if one.sector == other.sector else 1.0
    return sector * near * themes


def _partnerships(dice: Dice, actors: list[Actor]) -> list[Row]:
    """Write the everyday partnerships, mostly inside sectors."""
    core = [actor for actor in actors if actor.part == "core"]
    pairs: set[tuple[str, str]] = set()
    for actor in core:
        for other in dice.some(core, dice.whole(1, 3), lambda other: _liking(actor, other)):  # noqa: B023
            pairs.add((min(actor.name, other.name), max(actor.name, other.name)))
    ties = [_tie(dice, one, other, "partnership") for one, other in sorted(pairs)]
    known = dice.some([a for a in core if a.sector == "public body"], 9, lambda a: float(a.size))
    return ties + [_tie(dice, SECRETARIAT, actor.name, "contract") for actor in known]


def _funding(dice: Dice, actors: list[Actor]) -> list[Row]:
    """Write grants of public bodies to communities and research."""
    givers = [a for a in actors if a.part == "core" and a.sector == "public body"]
    takers = [a for a in actors if a.part == "core" and a.sector in ("community", "research")]
    rows = []
    for giver in dice.some(givers, 8, lambda a: float(a.size)):
        taker = dice.some(takers, 1, lambda a: _liking(giver, a))[0]  # noqa: B023
        rows.append(_tie(dice, giver.name, taker.name, "funding"))
    return rows


def _attendance(dice: Dice, actors: list[Actor], event: Event) -> list[Row]:
    """Draw who took part in an event."""

    def draw(actor: Actor) -> float:
        near = 4.0 if actor.town == event.town else 1.0
        themes = 3.0 if set(actor.themes.split(";")) & set(event.theme.split(";")) else 0.5
        if event.sectors == "strait" or actor.part == "strait":
            return float(event.sectors == "strait" and actor.part == "strait") or 0.2 * (not event.sectors)
        if actor.part != "core":
            return float(not event.sectors and actor.part != "island")
        return (
            near
            * themes
            * (1.0 if not event.sectors else 12.0 if actor.sector in event.sectors.split(";") else 0.4)
        )

    came = dice.some([actor for actor in actors if draw(actor)], int(event.size), draw)
    if "ommittee" in event.name or "omité" in event.name:
        came += [actor for actor in actors if actor.part == "secretariat"]
    roles = ["host", "speaker", "speaker", *["participant"] * len(came)]
    return [
        {"actor_id": actor.id, "event_id": event.id, "date": event.start, "role": role}
        for actor, role in zip(came, roles, strict=False)
    ]
