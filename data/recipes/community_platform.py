"""A community platform: networks that publish offers, courses and groups, which members join.

Planted: five networks in five languages that keep to themselves; one translation exchange and one
travelling workshop that join offers everywhere; a network that one member alone ties to the rest; a
welcome group so large that it makes no tie; members who registered and never joined anything; a
share of memberships without a date. Offers, courses and groups stand in the table of events.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from recipes.dice import Dice, Row, slug, write

SEED = 404
EVIDENCE = "invented for the example"


@dataclass(frozen=True)
class Circle:
    """One network of the platform: its towns, and how its members and offers are called."""

    name: str
    country: str
    theme: str
    towns: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    offers: tuple[str, ...]


CIRCLES = (
    Circle(
        "Réseau des ateliers du Seuil",
        "FR",
        "repair",
        ("Seuil-le-Haut", "Brévigne", "Orsaille", "Fontmarelle"),
        {
            "community": ("Atelier partagé de {}", "Les Bricoleuses de {}", "Recyclerie de {}"),
            "company": ("Vélocité {}", "Quincaillerie de {}"),
            "public body": ("Mairie de {}",),
            "research": ("École des matériaux de {}",),
            "media": ("L'Écho de {}",),
        },
        ("Cours : réparer son vélo", "Groupe : outillothèque", "Offre : établi à partager"),
    ),
    Circle(
        "Netzwerk Offene Gärten Lindwerth",
        "DE",
        "gardens",
        ("Lindwerth", "Aschenrode", "Kleinmoorbach", "Wieshagen"),
        {
            "community": ("Gartenfreunde {}", "Saatgutkreis {}", "Nachbarschaftsgarten {}"),
            "company": ("Gärtnerei {}", "Hofladen {}"),
            "public body": ("Gemeinde {}",),
            "research": ("Institut für Boden {}",),
            "media": ("Anzeiger {}",),
        },
        ("Kurs: Kompost", "Gruppe: Saatguttausch", "Angebot: Beet zu vergeben"),
    ),
    Circle(
        "Wayland Neighbours' Alliance",
        "GB",
        "care",
        ("Waylandmere", "Thornecombe", "Ashby Quay", "Little Harrowing"),
        {
            "community": ("{} Neighbours", "{} Time Bank", "{} Walking Club"),
            "company": ("{} Home Care", "{} Pharmacy Co-op"),
            "public body": ("{} Town Council",),
            "research": ("{} College of Care",),
            "media": ("{} Community Radio",),
        },
        ("Course: first aid at home", "Group: visiting friends", "Offer: a lift to the clinic"),
    ),
    Circle(
        "Rete dei saperi di Colleverde",
        "IT",
        "crafts",
        ("Colleverde", "Monte Sereno", "Rivafosca", "Pian dei Salici"),
        {
            "community": ("Laboratorio di {}", "Banca del tempo di {}", "Circolo di {}"),
            "company": ("Bottega di {}", "Tessitura di {}"),
            "public body": ("Comune di {}",),
            "research": ("Scuola dei mestieri di {}",),
            "media": ("Il Foglio di {}",),
        },
        ("Corso: tessitura", "Gruppo: memorie del lavoro", "Offerta: telaio in prestito"),
    ),
    Circle(
        "Red vecinal de Alborada",
        "ES",
        "housing",
        ("Alborada", "Puente Claro", "Vallehondo", "Cerro Manso"),
        {
            "community": ("Vecinas de {}", "Casa abierta de {}", "Huerta común de {}"),
            "company": ("Reformas {}", "Panadería de {}"),
            "public body": ("Ayuntamiento de {}",),
            "research": ("Aula de vivienda de {}",),
            "media": ("La Voz de {}",),
        },
        ("Curso: rehabilitar en común", "Grupo: cuidar la escalera", "Oferta: sala de reunión"),
    ),
)
APART = CIRCLES[4]
"""The network that one member alone ties to the rest."""

LINK = "Casa abierta de Alborada"
BROKERS = (
    ("Translation Exchange of the Five Networks", "community"),
    ("The Travelling Workshop", "company"),
)
WELCOME = "welcome-2024"


@dataclass(frozen=True)
class Member:
    """One member of the platform, or one of its networks."""

    name: str
    sector: str
    circle: Circle
    town: str

    @property
    def id(self) -> str:
        """Its id."""
        return slug(self.name)


def make(folder: Path) -> None:
    """Write the platform's four tables."""
    dice = Dice(SEED)
    networks = [Member(circle.name, "community", circle, circle.towns[0]) for circle in CIRCLES]
    members = _members()
    brokers = [Member(name, sector, CIRCLES[2], "Waylandmere") for name, sector in BROKERS]
    silent = dice.some([m for m in members if m.name != LINK], 14, lambda member: 1.0)
    active = [member for member in members if member not in silent]
    offers = _offers(dice)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "actors.csv", [_row(dice, member) for member in [*networks, *members, *brokers]])
    write(folder / "ties.csv", _ties(dice, networks, active, brokers))
    write(folder / "events.csv", [{k: v for k, v in offer.items() if k != "circle"} for offer in offers])
    write(folder / "participations.csv", _joined(dice, offers, active, brokers))


def _members() -> list[Member]:
    """Invent the members of each network, town by town."""
    return [
        Member(name.format(town), sector, circle, town)
        for circle in CIRCLES
        for town, (sector, names) in itertools.product(circle.towns, circle.names.items())
        for name in names
    ]


def _row(dice: Dice, member: Member) -> Row:
    """Write one member as a row; some do not say what they work on."""
    themes = member.circle.theme if dice.chance(0.8) else ""
    row = {"id": member.id, "name": member.name, "sector": member.sector, "country": member.circle.country}
    return row | {"region": member.town, "themes": themes, "size": str(dice.whole(2, 60))}


def _tie(dice: Dice, member: Member, network: Member, kind: str) -> Row:
    """Write one membership or agreement; one in six came over from an older list without its date."""
    since = "" if dice.chance(1 / 6) else dice.day("2024-06-03", "2026-05-31")
    row = {"source": member.id, "target": network.id, "kind": kind, "since": since}
    confirmed = "both ends" if dice.chance(0.7) else "one end"
    return row | {"confirmed": confirmed, "evidence": EVIDENCE}


def _ties(dice: Dice, networks: list[Member], active: list[Member], brokers: list[Member]) -> list[Row]:
    """Write who belongs to which network, and the agreements between networks."""
    home = {network.circle.name: network for network in networks}
    ties = [_tie(dice, member, home[member.circle.name], "member of") for member in active]
    joined = networks[:4]
    ties += [_tie(dice, one, other, "agreement") for one, other in itertools.pairwise(joined)]
    ties += [_tie(dice, broker, network, "member of") for broker in brokers for network in joined]
    link = next(member for member in active if member.name == LINK)
    return [*ties, _tie(dice, link, brokers[0], "exchange")]


def _offers(dice: Dice) -> list[Row]:
    """Write the offers, courses and groups that each network published."""
    rows = []
    for circle in CIRCLES:
        for (number, offer), town in itertools.product(enumerate(circle.offers), circle.towns):
            start = dice.day("2024-09-02", "2026-05-04")
            name = f"{offer}, {town}"
            row = {"event_id": slug(name), "name": name, "start": start, "theme": circle.theme}
            row |= {"kind": ("course", "group", "offer")[number], "published_by": slug(circle.name)}
            rows.append(row | {"circle": circle.name})
    welcome = {"event_id": WELCOME, "name": "Group: welcome to the platform", "start": "2024-09-16"}
    return [*rows, {**welcome, "theme": "", "kind": "group", "published_by": "", "circle": ""}]


def _joined(dice: Dice, offers: list[Row], active: list[Member], brokers: list[Member]) -> list[Row]:
    """Draw who joined what: members at home, the two go-betweens everywhere but in the network apart."""
    rows = []
    for offer in offers:
        if offer["event_id"] == WELCOME:
            came = dice.some([member for member in active if member.circle != APART], 64, lambda member: 1.0)
        else:
            home = [member for member in active if member.circle.name == offer["circle"]]
            came = dice.some(home, dice.whole(3, 7), lambda member: 1.0)
            if offer["circle"] != APART.name:
                came += [broker for broker in brokers if dice.chance(0.4)]
        rows += [
            {"actor_id": member.id, "event_id": offer["event_id"], "date": offer["start"], "role": role}
            for member, role in zip(came, ("organiser", *["member"] * len(came)), strict=False)
        ]
    return rows
