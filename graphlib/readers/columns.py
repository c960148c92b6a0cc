"""Which table a file is and which column each heading means, in five languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graphlib.schema import TABLES, Table
from graphlib.sectors import plain

__all__ = ["known_headings", "meanings", "table_named", "table_of"]

# Words for a file or a sheet. English, French, German, Italian, Spanish.
_TABLES = {
    "actors": """actors, actor, organizations, organization, members, partners, nodes, vertices, elements,
        entities, acteurs, organismes, membres, partenaires, structures, akteure, organizationen,
        mitglieder, partner, attori, organizzazioni, membri, actores, organizaciones, miembros, socios""",
    "ties": """ties, tie, links, link, edges, relations, relationships, connections, liens, lien,
        beziehungen, verbindungen, kanten, legami, relazioni, collegamenti, vinculos, relaciones, enlaces""",
    "events": """events, event, meetings, projects, project, evenements, reunions, projets, projet,
        veranstaltungen, anlasse, projekte, eventi, incontri, progetti, eventos, reuniones, proyectos""",
    "participations": """participations, participation, attendance, attendees, attendance list,
        participants, presences, presence, emargement, liste de presence, teilnahmen, teilnahme, teilnehmer,
        teilnehmerliste, partecipazioni, presenze, participaciones, asistencia, asistentes""",
}

# Words for a column, those to be preferred first; the column's own name always comes before them.
_COLUMNS: dict[str, dict[str, str]] = {
    "actors": {
        "id": """identifier, actor id, organization id, org id, identifiant, id organization, kennung,
            identificativo, identificador, siret, code siret, numero siret, siren, vat number, company number,
            registration number, pic""",
        "name": """organization name, actor name, organization, actor, label, member, partner, nom,
            nom de l organization, raison sociale, denomination, structure, organisme, acteur, libelle,
            bezeichnung, organizationsname, akteur, nome, organizzazione, denominazione, ragione sociale,
            nombre, organizacion, entidad, denominacion, full name, institution, company, company name,
            beneficiary, beneficiaire, nom du beneficiaire, recipient, empfanger, zuwendungsempfanger,
            beneficiario, vertex""",
        "sector": """organization type, actor type, type, category, secteur, type d organization,
            type de structure, type d acteur, categorie, sektor, organizationstyp, typ, kategorie, settore,
            tipo di organizzazione, tipo, categoria, tipo de organizacion""",
        "sector_source": "",
        "country": "country code, nation, pays, code pays, land, staat, paese, nazione, pais",
        "region": "bundesland, kanton, regione, nuts2",
        "themes": """theme, topics, topic, tags, keywords, thematiques, thematique, mots cles, themen, thema,
            schlagworte, temi, tema, parole chiave, temas, palabras clave""",
        "size": """employees, headcount, effectif, effectifs, taille, mitarbeitende, mitarbeiter, dipendenti,
            dimensione, empleados, tamano""",
        "latitude": "lat, breitengrad, latitudine, latitud",
        "longitude": "lon, lng, long, langengrad, longitudine, longitud",
        "url": """website, web, homepage, web site, site web, site internet, webseite, internetseite,
            sito web, sitio web, pagina web""",
        "secretariat": "staff, own staff, sekretariat, geschaftsstelle, segreteria, secretaria",
        "contact_name": """contact, contact person, contact name, personne de contact, nom du contact,
            contact nom, ansprechpartner,
            ansprechperson, kontaktperson, kontakt, contatto, referente, contacto, persona de contacto""",
        "contact_email": """email, e mail, mail, contact e mail, contact email, contact mail, courriel,
            adresse mail, adresse e mail,
            adresse electronique, e mail adresse, posta elettronica, correo electronico, correo""",
    },
    "ties": {
        "source": """from, source id, organization a, organization 1, partner a, partner 1, member 1,
            vertex 1, source name, source label, de,
            origine, von, quelle, da, origen""",
        "target": """to, target id, organization b, organization 2, partner b, partner 2, member 2,
            vertex 2, target name, target label,
            vers, cible, destination, nach, zu, ziel,
            a, verso, destinazione, hacia, destino""",
        "kind": """type, relation, relationship, tie type, type de lien, type de relation, nature, art,
            beziehung, tipo, relazione, relacion""",
        "weight": """strength, intensity, poids, force, intensite, gewicht, starke, peso, forza, intensita,
            fuerza, intensidad""",
        "since": """start, start date, begin, date, depuis, debut, date de debut, seit, beginn, datum, dal,
            inizio, data, desde, inicio, fecha, signature date, date signed, date of signature,
            date de signature, date signature, date de convention, date de la convention,
            date d attribution, unterzeichnungsdatum, datum der unterzeichnung, data di firma, data firma,
            fecha de firma""",
        "until": """end, end date, jusqu au, jusqu a, fin, date de fin, bis, ende, fino al, fine, hasta""",
        "directed": "is directed, oriente, dirige, gerichtet, diretto, orientato, dirigido",
        "confirmed": "confirme, bestatigt, confermato, confirmado",
        "evidence": "proof, reference, preuve, justificatif, beleg, nachweis, prova, prueba",
    },
    "events": {
        "event_id": """id, event, event code, code, identifiant, id evenement, evenement, veranstaltung,
            kennung, evento, codice, codigo, project id, id projet""",
        "name": """event name, title, label, nom, titre, intitule, bezeichnung, titel, nome, titolo, nombre,
            titulo, project name""",
        "start": """start date, begin, date, debut, date de debut, beginn, datum, inizio, data, inicio,
            fecha""",
        "end": "end date, fin, date de fin, ende, fine",
        "theme": "themes, topic, topics, thematique, thematiques, thema, themen, tema, temi, temas",
    },
    "participations": {
        "actor_id": """actor, organization id, id organization, organization, member, partner, participant,
            participants, attendee, attendees, individual, individuals, person, persons, people, members,
            personne, personnes, membres,
            acteur, id acteur, organisme, membre, structure, akteur, teilnehmer, teilnehmende, attore,
            organizzazione, partecipante, organizacion, participante, societe, entreprise, unternehmen,
            azienda, impresa, empresa""",
        "event_id": """event, meeting, project id, project, id evenement, evenement, reunion, id projet,
            projet, veranstaltung, anlass, projekt, evento, incontro, progetto, proyecto, activity, activite,
            aktivitat, attivita, actividad, workshop, atelier, committee, comite, working group,
            groupe de travail, arbeitsgruppe""",
        "date": "day, jour, datum, tag, data, giorno, fecha, dia",
        "role": "fonction, rolle, funktion, ruolo, funzione, rol, funcion, papel",
    },
}


def table_named(name: str) -> Table | None:
    """Find the table that a file's or sheet's name says, or ``None``."""
    return TABLES.get(_table_words().get(plain(name), ""))


def table_of(headings: Sequence[str]) -> Table | None:
    """Find the table whose needed columns are among these headings, or ``None``.

    Ties need both ends, participations an actor and an event; a list with an event's id is
    events, one with an id or a name is actors.
    """
    for name in ("ties", "participations", "events", "actors"):
        table = TABLES[name]
        found = set(meanings(headings, table).values())
        if table.name == "events" and not any(plain(heading) == "event id" for heading in headings):
            continue
        if found.issuperset(table.required) or (table.name == "actors" and "name" in found):
            return table
    return None


def meanings(headings: Sequence[str], table: Table) -> dict[int, str]:
    """Tell which column of the schema each heading means.

    Parameters
    ----------
    headings
        As typed; case, accents, spaces and punctuation do not matter.
    table
        The table they head.

    Returns
    -------
    dict
        Position of a heading to the column's name; a column is meant by one heading only, the
        best match. Headings that mean nothing known are left out.
    """
    plains = [plain(heading) for heading in headings]
    own = {plain(name) for name in table.names}
    found: dict[int, str] = {}
    for column in table.names:
        # One column's very name never serves another column as a synonym.
        first, *others = _words(table.name, column)
        words = (first, *(word for word in others if word not in own))
        places = (plains.index(word) for word in words if word in plains)
        place = next((place for place in places if place not in found), None)
        if place is not None:
            found[place] = column
    return found


def known_headings(cells: Sequence[str]) -> int:
    """Count how many cells of a row are headings of the table that they fit best."""
    return max(len(meanings(cells, table)) for table in TABLES.values())


@lru_cache(maxsize=64)
def _words(table: str, column: str) -> tuple[str, ...]:
    """Give the plain words for a column, its own name first."""
    listed = [word.strip() for word in _COLUMNS[table].get(column, "").split(",")]
    return (plain(column), *(plain(word) for word in listed if word))


@lru_cache(maxsize=1)
def _table_words() -> dict[str, str]:
    """Give the table that each plain word names."""
    return {plain(word): table for table, words in _TABLES.items() for word in words.split(",")}
