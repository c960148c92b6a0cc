"""A club of crafts and trades of the coast: members in chapters, meetings, and media partners.

Planted: eight chapters that keep to themselves, joined by a few mentors; a small chapter that only
its secretary's office ties to the rest; some members who never came. Sectors are in French words.
"""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass
from pathlib import Path

from recipes.dice import Dice, Row, slug, write

SEED = 1889
EVIDENCE = "invented for the example"
CHAPTERS = {
    "Valbrume": "Val-de-Brume",
    "Port-Aurélie": "Val-de-Brume",
    "Clairlac-sur-Brume": "Val-de-Brume",
    "Roquevaille": "Haute-Vaille",
    "Tours-d'Ambrelle": "Haute-Vaille",
    "Sablanse": "Côte de Sablanse",
    "Anse-Bleuet": "Côte de Sablanse",
    "Île d'Ormelle": "Ormelle",
}
CRAFTS = {
    "Menuiserie": "bois",
    "Ébénisterie": "bois",
    "Charpente navale": "bois;mer",
    "Vannerie": "bois",
    "Poterie": "terre",
    "Faïencerie": "terre",
    "Tuilerie": "terre;bâtiment",
    "Verrerie": "verre",
    "Vitrail": "verre;bâtiment",
    "Ferronnerie": "métal",
    "Serrurerie": "métal;bâtiment",
    "Horlogerie": "métal",
    "Coutellerie": "métal",
    "Voilerie": "mer;textile",
    "Corderie": "mer;textile",
    "Tissage": "textile",
    "Teinturerie": "textile",
    "Reliure": "papier",
    "Papeterie": "papier",
    "Imprimerie": "papier",
    "Boulangerie": "goût",
    "Chocolaterie": "goût",
    "Fromagerie": "goût",
    "Conserverie": "goût;mer",
    "Ostréiculture": "goût;mer",
    "Savonnerie": "soin",
    "Herboristerie": "soin;goût",
    "Lutherie": "bois;musique",
    "Facture d'orgues": "bois;musique",
    "Taille de pierre": "bâtiment",
}
QUARTERS = ("du Vieux Port", "de la Halle")
MEDIA = (
    "La Gazette de Valbrume",
    "Radio Aurélie",
    "Le Courrier de la Vaille",
    "Sablanse Hebdo",
    "Ormelle FM",
    "Gestes et Matières, la revue",
    "Télé Côte-Bleuet",
    "Le Carnet des métiers, en ligne",
)
PUBLIC = (
    "Région Val-de-Brume",
    "Ville de Roquevaille",
    "Commune de Sablanse",
    "École des métiers d'Ambrelle",
    "Musée des gestes de Clairlac",
    "Office des marchés d'Anse-Bleuet",
)


@dataclass(frozen=True)
class Member:
    """One member of the club."""

    name: str
    sector: str
    town: str
    themes: str

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


def make(folder: Path) -> None:
    """Write the club's four tables."""
    dice = Dice(SEED)
    chapters = {town: _chapter(town) for town in CHAPTERS}
    members = _members(dice)
    partners = [Member(name, "média", dice.one(list(CHAPTERS)), "presse") for name in MEDIA]
    partners += [Member(name, "collectivité", dice.one(list(CHAPTERS)[:7]), "soutien") for name in PUBLIC]
    events, participations = _meetings(dice, members)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "actors.csv", [_row(dice, member) for member in [*chapters.values(), *members, *partners]])
    write(folder / "ties.csv", _ties(dice, chapters, members, partners))
    write(folder / "events.csv", events)
    write(folder / "participations.csv", participations)


def _chapter(town: str) -> Member:
    """Name the chapter of a town."""
    return Member(f"Section {town} du Cercle des métiers", "association", town, "section")


def _members(dice: Dice) -> list[Member]:
    """Invent the workshops of each town; the island has few."""
    members = []
    for (craft, themes), town, quarter in itertools.product(CRAFTS.items(), CHAPTERS, QUARTERS):
        share = 0.25 if town == "Île d'Ormelle" else 0.85
        if dice.chance(share):
            sector = "association" if dice.chance(0.15) else "entreprise"
            house = "Compagnons" if sector == "association" else craft
            name = (
                f"{house} {quarter}, {town}"
                if sector == "entreprise"
                else f"Compagnons: {craft} {quarter}, {town}"
            )
            members.append(Member(name, sector, town, themes))
    return members


def _row(dice: Dice, member: Member) -> Row:
    """Write one member as a row."""
    row = {"id": member.id, "name": member.name, "sector": member.sector, "country": "FR"}
    return row | {"region": CHAPTERS[member.town], "themes": member.themes, "size": str(dice.whole(1, 40))}


def _tie(dice: Dice, one: Member, other: Member, kind: str) -> Row:
    """Write one tie as a row."""
    source, target = sorted([one.id, other.id])
    row = {"source": source, "target": target, "kind": kind, "weight": str(dice.whole(1, 3))}
    return row | {"since": dice.day("2021-01-04", "2026-03-31"), "evidence": EVIDENCE}


def _ties(
    dice: Dice, chapters: dict[str, Member], members: list[Member], partners: list[Member]
) -> list[Row]:
    """Write memberships, mentoring inside and between chapters, and partnerships."""
    ties = [_tie(dice, chapters[member.town], member, "adhésion") for member in members if dice.chance(0.8)]
    ring = list(chapters.values())
    ties += [_tie(dice, one, other, "fédération") for one, other in itertools.pairwise(ring)]
    mainland = [member for member in members if member.town != "Île d'Ormelle"]
    for mentor in dice.some(mainland, 110, lambda member: 1.0):
        for other in dice.some(mainland, 2, lambda member: _liking(mentor, member)):  # noqa: B023
            ties.append(_tie(dice, mentor, other, "mentorat"))
    for partner in partners:
        near = dice.some(ring[:7], dice.whole(1, 3), lambda chapter: 1.0)
        ties += [_tie(dice, partner, chapter, "partenariat") for chapter in near]
    return ties


def _liking(one: Member, other: Member) -> float:
    """Say how readily two workshops work together."""
    if one == other:
        return 0.0
    return (12.0 if one.town == other.town else 0.5) * (4.0 if one.themes == other.themes else 1.0)


def _meetings(dice: Dice, members: list[Member]) -> tuple[list[Row], list[Row]]:
    """Write the chapters' evenings and two gatherings of the whole club."""
    events, rows = [], []
    for number, town in itertools.product(range(3), CHAPTERS):
        day = (datetime.date(2024, 10, 3) + datetime.timedelta(days=245 * number)).isoformat()
        event = {
            "event_id": f"soiree-{slug(town)}-{number + 1}",
            "name": f"Soirée des métiers {number + 1}, {town}",
        }
        events.append(event | {"start": day, "end": day, "theme": dice.one(["bois", "métal", "goût", "mer"])})
        came = dice.some([m for m in members if m.town == town], 8, lambda member: 1.0)
        rows += [_attends(member, event["event_id"], day, "participant") for member in came]
    for year in ("2025", "2026"):
        day = f"{year}-05-{'17' if year == '2025' else '16'}"
        events.append(
            {
                "event_id": f"assises-{year}",
                "name": f"Assises du Cercle {year}",
                "start": day,
                "end": day,
                "theme": "transmission",
            }
        )
        came = dice.some(members, 70, lambda member: 1.0)
        rows += [_attends(member, f"assises-{year}", day, "adhérent") for member in came]
    return events, rows


def _attends(member: Member, event: str, day: str, role: str) -> Row:
    """Write one participation as a row."""
    return {"actor_id": member.id, "event_id": event, "date": day, "role": role}
