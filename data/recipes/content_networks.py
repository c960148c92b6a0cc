"""Contents, networks and people: pieces and themes as the third layer that joins actors.

Networks publish, correspondents write, organisations are portrayed; whoever worked on the same piece
or meets in the circle of a theme is tied. People stand here by their desk only, never by a name.

Planted: themes that keep to themselves; one desk that writes on every theme and alone joins the
circle of archives to the rest; a network that publishes by itself alone; a reading circle too large
to make ties; a sector of the programme's own (libraries); desks that did not answer the survey.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from recipes.dice import Dice, Row, slug, write

SEED = 1605
EVIDENCE = "invented for the example"
THEMES = {
    "rivers": ("Harrowmere", "Quillhaven", "Saltmarsh Cross"),
    "energy": ("Silberfurt", "Grauwinkel", "Nebelhafen"),
    "food": ("Brévigne", "Clairlac-sur-Brume", "Port-Aurélie"),
    "care": ("Montelauro", "Borgo Sorgiva", "Rocca d'Ambra"),
    "culture": ("Alborada", "Puente Claro", "Vallehondo"),
    "archives": ("Ormelle", "Fontebrume", "Lockgate"),
}
COUNTRIES = {"rivers": "GB", "energy": "DE", "food": "FR", "care": "IT", "culture": "ES", "archives": "FR"}
NETWORKS = (
    ("The Slow River Review", "media", "rivers"),
    ("Lichtblick-Netzwerk", "media", "energy"),
    ("Les Cahiers de la table commune", "media", "food"),
    ("Vicini di casa, la rete", "community", "care"),
    ("Plaza Abierta", "community", "culture"),
    ("Réseau des mémoires d'Ormelle", "library", "archives"),
)
ALONE = ("The Lone Lantern Letter", "media", "culture")
DESK = "Desk of crossings, all themes"
ORGANISATIONS = (
    ("{} Institute for {}", "research"),
    ("{} Council, office of {}", "public body"),
    ("{} Works for {}", "company"),
    ("Friends of {}: {}", "community"),
    ("{} Library, room of {}", "library"),
)
PIECES = ("Guide", "Portrait", "Podcast", "Inquiry", "Map", "Film", "Letter", "Lesson")
READERS = "circle-reading"


@dataclass(frozen=True)
class Voice:
    """A network, an organisation, or a correspondent's desk."""

    name: str
    sector: str
    theme: str
    town: str
    role: str

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


def make(folder: Path) -> None:
    """Write the programme's four tables."""
    dice = Dice(SEED)
    networks = [Voice(name, sector, theme, THEMES[theme][0], "network") for name, sector, theme in NETWORKS]
    alone = Voice(*ALONE, THEMES[ALONE[2]][2], "network")
    desk = Voice(DESK, "media", "", "", "desk")
    desks, bodies = _desks(), _bodies()
    contents, shares = _contents(dice, desks, bodies, desk)
    circles, meetings = _circles(dice, [*desks, *bodies], desk)
    voices = [*networks, alone, desk, *desks, *bodies]
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "actors.csv", [_row(dice, voice) for voice in voices])
    write(folder / "ties.csv", _ties(dice, networks, desks, bodies, desk))
    write(folder / "events.csv", [*contents, *circles])
    write(folder / "participations.csv", [*shares, *meetings])


def _desks() -> list[Voice]:
    """Invent five desks of correspondents in each town."""
    return [
        Voice(f"Correspondent's desk {number}, {town} ({theme})", sector, theme, town, "desk")
        for theme, towns in THEMES.items()
        for town in towns
        for number, sector in enumerate(("media", "community", "research", "community", "media"), 1)
    ]


def _bodies() -> list[Voice]:
    """Invent the organisations of each town that pieces are about."""
    return [
        Voice(name.format(town, theme), sector, theme, town, "organisation")
        for theme, towns in THEMES.items()
        for town, (name, sector) in itertools.product(towns, ORGANISATIONS)
    ]


def _row(dice: Dice, voice: Voice) -> Row:
    """Write one actor as a row; one desk in five did not answer the survey."""
    answered = ("no" if dice.chance(0.2) else "yes") if voice.role == "desk" else ""
    row = {"id": voice.id, "name": voice.name, "sector": voice.sector}
    row |= {"country": COUNTRIES.get(voice.theme, ""), "region": voice.town, "themes": voice.theme}
    return row | {"role": voice.role, "answered": answered}


def _tie(dice: Dice, one: Voice, other: Voice, kind: str, *, is_directed: bool) -> Row:
    """Write one tie as a row."""
    row = {"source": one.id, "target": other.id, "kind": kind, "since": dice.day("2024-07-01", "2026-06-14")}
    row |= {"directed": "yes" if is_directed else "no"}
    return row | {"confirmed": "both ends" if dice.chance(0.6) else "one end", "evidence": EVIDENCE}


def _ties(
    dice: Dice, networks: list[Voice], desks: list[Voice], bodies: list[Voice], desk: Voice
) -> list[Row]:
    """Write who writes for which network, who supports it, and who reprints whom."""
    home = {network.theme: network for network in networks}
    ties = [
        _tie(dice, writer, home[writer.theme], "writes for", is_directed=True)
        for writer in desks
        if dice.chance(0.7)
    ]
    ties += [
        _tie(dice, body, home[body.theme], "supports", is_directed=True)
        for body in bodies
        if dice.chance(0.35)
    ]
    ties += [_tie(dice, desk, network, "writes for", is_directed=True) for network in networks]
    ring = networks[:5]
    return ties + [
        _tie(dice, one, other, "reprints", is_directed=True) for one, other in itertools.pairwise(ring)
    ]


def _contents(
    dice: Dice, desks: list[Voice], bodies: list[Voice], desk: Voice
) -> tuple[list[Row], list[Row]]:
    """Write the pieces of two years, and who wrote them or is shown in them."""
    events, rows = [], []
    for theme, towns in THEMES.items():
        for piece, town in itertools.product(PIECES, towns):
            if not dice.chance(0.6):
                continue
            day = dice.day("2024-07-01", "2026-06-14")
            event = f"{piece.lower()}-{theme}-{slug(town)}"
            events.append(_event(event, f"{piece}: {theme} in {town}", day, theme, "content"))
            writers = dice.some([w for w in desks if w.theme == theme], dice.whole(1, 3), _near(town))
            shown = dice.some([b for b in bodies if b.theme == theme], dice.whole(1, 2), _near(town))
            writers += [desk] if dice.chance(0.2) else []
            rows += [_part(writer, event, day, "author") for writer in writers]
            rows += [_part(body, event, day, "shown") for body in shown]
    return events, rows


def _near(town: str) -> Callable[[Voice], float]:
    """Weigh those of the same town more."""
    return lambda voice: 6.0 if voice.town == town else 1.0


def _circles(dice: Dice, voices: list[Voice], desk: Voice) -> tuple[list[Row], list[Row]]:
    """Write the circle of each theme, and the reading circle of all."""
    events, rows = [], []
    for number, theme in enumerate(THEMES):
        event, day = f"circle-{theme}", f"2025-0{number + 2}-12"
        events.append(_event(event, f"Circle of the theme {theme}", day, theme, "theme"))
        came = dice.some([voice for voice in voices if voice.theme == theme], 12, lambda voice: 1.0)
        rows += [_part(voice, event, day, "member") for voice in [*came, desk]]
    events.append(_event(READERS, "The great reading circle", "2026-03-21", "", "theme"))
    readers = dice.some([v for v in voices if v.theme != "archives"], 48, lambda voice: 1.0)
    return events, rows + [_part(voice, READERS, "2026-03-21", "reader") for voice in readers]


def _event(event: str, name: str, day: str, theme: str, kind: str) -> Row:
    """Write one piece or circle as a row."""
    return {"event_id": event, "name": name, "start": day, "end": "", "theme": theme, "kind": kind}


def _part(voice: Voice, event: str, day: str, role: str) -> Row:
    """Write one participation as a row."""
    return {"actor_id": voice.id, "event_id": event, "date": day, "role": role}
