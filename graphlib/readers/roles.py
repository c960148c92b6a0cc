"""What a column of a table can be: its role, in each shape that a table can have.

A row of a table may say more than one thing. A list of grants names a giver and a receiver, each
with its kind; an attendance list names an organisation, its country, and the event with its date.
The roles of such columns are ``source.sector``, ``actor.country``, ``event.start`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphlib.readers.columns import meanings
from graphlib.schema import ACTORS, EVENTS, TABLES
from graphlib.sectors import plain

__all__ = ["ATTENDED", "JOINED", "SHAPES", "ends_of", "is_complete", "roles_of", "roles_read"]

SHAPES = ("actors", "ties", "events", "participations", "matrix", "incidence")
"""What a table can be."""

JOINED = {"name": " ", "themes": ";", "theme": ";", "id": " / ", "event_id": " / ", "actor_id": " / "}
"""What joins the cells of several columns of the same role, by the last part of the role."""

ATTENDED = "attended"
"""Role of a column that says whether somebody was there; it is no column of the network."""

_ACTOR_COLUMNS = tuple(
    column.name for column in ACTORS.columns if column.name not in ("id", "sector_source", "secretariat")
)
_EVENT_COLUMNS = tuple(column.name for column in EVENTS.columns if column.name != "event_id")


# Words that say which end of a tie a column describes.
_SOURCES = """source src from origin donor funder funding giver sender lender payer giver donneur
    attribuant financeur
    donateur bailleur subventionneur de von geber da finanziatore donante"""
_TARGETS = """target dest destination to recipient beneficiary receiver borrower payee beneficiaire
    destinataire vers nach zu empfanger a beneficiario destinatario"""
_END_WORDS = {"source": frozenset(_SOURCES.split()), "target": frozenset(_TARGETS.split())}
_ORGANIZATION = "organization organizations org orgs actor partner institution entity structure"
_ACTOR_WORDS = frozenset(_ORGANIZATION.split())
_ATTRIBUTES = {
    "": "id", "identifier": "id", "code": "id",
    "name": "name", "nom": "name", "label": "name", "title": "name",
    "type": "sector", "types": "sector", "sector": "sector", "category": "sector", "secteur": "sector",
    "country": "country", "countries": "country", "pays": "country", "land": "country",
    "location": "country", "locations": "country", "region": "region",
    "url": "url", "website": "url", "themes": "themes",
}  # fmt: skip
_EVENT = "event project meeting evenement projet reunion veranstaltung projekt evento"
_EVENT_WORDS = frozenset(_EVENT.split())
_EVENT_ATTRIBUTES = {
    "name": "name", "title": "name", "nom": "name", "titre": "name", "acronym": "name", "label": "name",
    "start": "start", "start date": "start", "date": "start", "debut": "start",
    "end": "end", "end date": "end", "fin": "end",
    "theme": "theme", "themes": "theme", "topic": "theme",
}  # fmt: skip
_ATTENDED_WORDS = """attended, present, presents, was present, has attended, attendance, presence,
    a participe, present e, statut de presence, anwesend, anwesenheit, teilgenommen, presente, presenti,
    presenza,
    presentes, ha partecipato, asistio, asistencia, ha asistido"""
_ATTENDED = frozenset(plain(word) for word in _ATTENDED_WORDS.split(","))

# In an attendance list these head the name of a person where another column names the organisation.
_PERSON_WORDS = """nom, noms, name, names, nome, nombre, full name, nom prenom, nom et prenom, prenom nom,
    prenom et nom, nom complet, nachname, name vorname, vorname name, vor und nachname, surname, last name,
    cognome, nome e cognome, cognome e nome, apellidos, nombre y apellidos"""
_PERSON = frozenset(plain(word) for word in _PERSON_WORDS.split(","))
_ORGANIZATION_WORDS = """organization, organization name, organizations, organisme, organismes, partner,
    partners, partenaire, structure, institution, company, company name, entity, entite, actor,
    acteur, member, membre,
    raison sociale, denomination, nom de l organization, nom de la structure, nom de l organisme, akteur,
    organizationsname, attore, organizzazione, ragione sociale, denominazione, organizacion, entidad,
    denominacion, societe, entreprise, unternehmen, azienda, impresa, empresa"""
_ORGANIZATION_HEADINGS = frozenset(plain(word) for word in _ORGANIZATION_WORDS.split(","))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def roles_of(shape: str) -> tuple[str, ...]:
    """List the roles that a column can have in a table of this shape, the needed ones first.

    Parameters
    ----------
    shape
        One of `SHAPES`; a matrix has no roles, its headings being actors or events.
    """
    own = tuple(TABLES[shape].names) if shape in TABLES else ()
    if shape == "ties":
        further = [f"{end}.{column}" for end in ("source", "target") for column in _ACTOR_COLUMNS]
    elif shape == "participations":
        further = [f"actor.{column}" for column in _ACTOR_COLUMNS]
        further += [*(f"event.{column}" for column in _EVENT_COLUMNS), ATTENDED]
    else:
        further = []
    return (*(name for name in own if name != "sector_source"), *further)


def ends_of(shape: str) -> dict[str, tuple[str, str]]:
    """Name the parts that a row of this shape speaks of: role of the id, and the table it belongs to."""
    if shape == "ties":
        return {"source": ("source", "actors"), "target": ("target", "actors")}
    if shape == "participations":
        return {"actor": ("actor_id", "actors"), "event": ("event_id", "events")}
    return {}


def is_complete(shape: str, roles: Sequence[str]) -> bool:
    """Tell whether these roles are enough for a table of this shape."""
    found = set(roles)
    if shape in ("actors", "events"):
        return bool(found & {TABLES[shape].required[0], "name"})
    ends = ends_of(shape)
    return bool(ends) and all({key, f"{part}.name"} & found for part, (key, _) in ends.items())


def roles_read(headings: Sequence[str], shape: str) -> dict[int, str]:
    """Tell which role each heading names in a table of this shape.

    Parameters
    ----------
    headings
        As typed, in any of five languages; ``srcOrganizationTypes`` is read word by word.
    shape
        ``actors``, ``ties``, ``events`` or ``participations``.

    Returns
    -------
    dict
        Position of a heading to its role. Headings that name nothing known are left out.
    """
    found = meanings(headings, TABLES[shape])
    if shape == "ties":
        return found | _end_roles(headings, found)
    if shape == "participations":
        return found | _part_roles(headings, found)
    return found


def _end_roles(headings: Sequence[str], found: dict[int, str]) -> dict[int, str]:
    """Read the headings that describe one end of a tie."""
    taken = set(found.values())
    roles = {}
    for place, heading in enumerate(headings):
        role = None if place in found else _end_role(heading)
        if role is not None and role not in taken:
            roles[place] = role
            taken.add(role)
    return roles


def _end_role(heading: str) -> str | None:
    """Read one heading as an end of a tie, or something about it."""
    words = [word for word in plain(_CAMEL.sub(" ", heading)).split() if word not in _ACTOR_WORDS]
    for end, known in _END_WORDS.items():
        for first, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            attribute = _ATTRIBUTES.get(" ".join(rest))
            if first and first[0] in known and attribute is not None:
                return end if attribute == "id" else f"{end}.{attribute}"
    return None


def _part_roles(headings: Sequence[str], found: dict[int, str]) -> dict[int, str]:
    """Read the headings of an attendance list that describe the organisation or the event."""
    roles: dict[int, str] = {}
    plains = [plain(heading) for heading in headings]
    for place, heading in enumerate(headings):
        words = plain(_CAMEL.sub(" ", heading)).split()
        if place not in found and words and words[0] in _EVENT_WORDS:
            attribute = _EVENT_ATTRIBUTES.get(" ".join(words[1:]))
            if attribute is not None and f"event.{attribute}" not in roles.values():
                roles[place] = f"event.{attribute}"
    attended = [
        place for place, word in enumerate(plains) if word in _ATTENDED and place not in found | roles
    ]
    roles |= dict.fromkeys(attended[:1], ATTENDED)
    # Beside an organisation, a bare "Name" is that of whoever came for it.
    people = _PERSON if _ORGANIZATION_HEADINGS.intersection(plains) else frozenset()
    rest = [place for place, word in enumerate(plains) if place not in found | roles and word not in people]
    about = meanings([headings[place] for place in rest], ACTORS)
    for place, column in about.items():
        # An id in an attendance list may be the row's own: only what describes is taken.
        if column in _ACTOR_COLUMNS:
            roles[rest[place]] = f"actor.{column}"
    return roles
