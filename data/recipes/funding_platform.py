"""A funding platform: backers who give or lend to projects, in amounts that have a direction.

Planted: a few large backers on whom most projects depend, projects that one backer alone holds, and
regions that lend at home; two citizens' funds are the only ones that reach across.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recipes.dice import Dice, Row, slug, write

SEED = 77
EVIDENCE = "invented for the example"
REGIONS = {
    "Val-de-Brume": ("FR", ("Valbrume", "Port-Aurélie", "Clairlac-sur-Brume", "Fontebrume")),
    "Nebelküste": ("DE", ("Nebelhafen", "Silberfurt", "Grauwinkel", "Möwenrode")),
    "Mere Valley": ("GB", ("Harrowmere", "Quillhaven", "Saltmarsh Cross", "Lockgate")),
    "Alta Laura": ("IT", ("Montelauro", "Pontevento", "Rocca d'Ambra", "Borgo Sorgiva")),
}
BACKERS = {
    "FR": (
        ("Caisse des rives de {}", "company"),
        ("Fonds citoyen de {}", "community"),
        ("Ville de {}", "public body"),
    ),
    "DE": (("Uferbank {}", "company"), ("Bürgerfonds {}", "community"), ("Stadt {}", "public body")),
    "GB": (("{} Shore Bank", "company"), ("{} Neighbours' Fund", "community"), ("{} Council", "public body")),
    "IT": (
        ("Banca delle Rive di {}", "company"),
        ("Fondo civico di {}", "community"),
        ("Comune di {}", "public body"),
    ),
}
PROJECTS = {
    "FR": (
        ("Toits solaires de {}", "community", "energy"),
        ("Épicerie partagée de {}", "community", "food"),
        ("Atelier vélo de {}", "company", "mobility"),
        ("Ferme urbaine de {}", "company", "food"),
        ("Maison des rivières de {}", "community", "water"),
        ("Friche culturelle de {}", "community", "culture"),
        ("Microbrasserie de {}", "company", "food"),
        ("Autopartage de {}", "company", "mobility"),
        ("Fablab de {}", "community", "digital"),
        ("Laverie solidaire de {}", "company", "care"),
        ("Crèche des quais de {}", "community", "care"),
        ("Chaufferie bois de {}", "company", "energy"),
    ),
    "DE": (
        ("Sonnendächer {}", "community", "energy"),
        ("Dorfladen {}", "community", "food"),
        ("Lastenradverleih {}", "company", "mobility"),
        ("Solidarhof {}", "company", "food"),
        ("Bachpaten {}", "community", "water"),
        ("Kulturspeicher {}", "community", "culture"),
        ("Hofkäserei {}", "company", "food"),
        ("Bürgerbus {}", "company", "mobility"),
        ("Offene Werkstatt {}", "community", "digital"),
        ("Pflegewohnen {}", "company", "care"),
        ("Kinderhaus {}", "community", "care"),
        ("Nahwärme {}", "company", "energy"),
    ),
    "GB": (
        ("{} Solar Roofs", "community", "energy"),
        ("{} Community Shop", "community", "food"),
        ("{} Cargo Bikes", "company", "mobility"),
        ("{} Market Garden", "company", "food"),
        ("{} River Wardens", "community", "water"),
        ("{} Old Mill Arts", "community", "culture"),
        ("{} Cider Works", "company", "food"),
        ("{} Car Club", "company", "mobility"),
        ("{} Makers' Yard", "community", "digital"),
        ("{} Laundry Co-op", "company", "care"),
        ("{} Quayside Nursery", "community", "care"),
        ("{} Heat Network", "company", "energy"),
    ),
    "IT": (
        ("Tetti solari di {}", "community", "energy"),
        ("Bottega comune di {}", "community", "food"),
        ("Ciclofficina di {}", "company", "mobility"),
        ("Orto urbano di {}", "company", "food"),
        ("Custodi del fiume di {}", "community", "water"),
        ("Fabbrica delle arti di {}", "community", "culture"),
        ("Birrificio di {}", "company", "food"),
        ("Auto condivisa di {}", "company", "mobility"),
        ("Officina aperta di {}", "community", "digital"),
        ("Lavanderia sociale di {}", "company", "care"),
        ("Nido sul porto di {}", "community", "care"),
        ("Teleriscaldamento di {}", "company", "energy"),
    ),
}
CROSSING = ("Rives Citizens' Fund", "Fonds sans frontières des Rives")


@dataclass(frozen=True)
class Actor:
    """A backer or a project."""

    name: str
    sector: str
    region: str
    themes: str
    reach: int

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


def make(folder: Path) -> None:
    """Write who gave what to whom."""
    dice = Dice(SEED)
    backers, projects = _backers(dice), _projects(dice)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "actors.csv", [_row(actor) for actor in [*backers, *projects]])
    write(folder / "ties.csv", _flows(dice, backers, projects))


def _row(actor: Actor) -> Row:
    """Write one backer or project as a row."""
    country = REGIONS[actor.region][0] if actor.region in REGIONS else ""
    row = {
        "id": actor.id,
        "name": actor.name,
        "sector": actor.sector,
        "country": country,
        "region": actor.region,
    }
    return row | {"themes": actor.themes, "role": "backer" if actor.reach else "project"}


def _backers(dice: Dice) -> list[Actor]:
    """Invent three backers a town, the first town's bank the largest, and two that reach everywhere."""
    backers = [Actor(name, "community", "", "", 9) for name in CROSSING]
    for region, (country, towns) in REGIONS.items():
        for rank, town in enumerate(towns):
            for name, sector in BACKERS[country]:
                reach = 12 if rank == 0 and sector == "company" else dice.whole(1, 4)
                backers.append(Actor(name.format(town), sector, region, "", reach))
    return backers


def _projects(dice: Dice) -> list[Actor]:
    """Invent a dozen projects a town."""
    return [
        Actor(name.format(town), sector, region, theme, 0)
        for region, (country, towns) in REGIONS.items()
        for town in towns
        for name, sector, theme in PROJECTS[country]
    ]


def _flows(dice: Dice, backers: list[Actor], projects: list[Actor]) -> list[Row]:
    """Draw one to three backers a project, from home but for the two funds that reach across."""
    rows = []
    for project in projects:

        def liking(backer: Actor, home: str = project.region) -> float:
            return backer.reach * (1.0 if backer.region == home else 0.35 if not backer.region else 0.0)

        for backer in dice.some(backers, dice.one([1, 1, 2, 2, 3]), liking):
            kind, most = ("loan", 400) if backer.sector == "company" else ("grant", 120)
            row = {
                "source": backer.id,
                "target": project.id,
                "kind": kind,
                "weight": str(dice.whole(2, most)),
            }
            row |= {
                "since": dice.day("2023-01-02", "2026-04-30"),
                "directed": "yes",
                "confirmed": "both ends",
            }
            rows.append(row | {"evidence": EVIDENCE})
    return rows
