"""Tables that many people have: open-data exports whose columns are known beforehand.

What each column means was read from the publishers' own descriptions and from their files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graphlib.sectors import plain

__all__ = ["LAYOUTS", "Layout", "layout_of"]


@dataclass(frozen=True)
class Layout:
    """One known table.

    Attributes
    ----------
    key
        Its name in the catalogue, under ``readers.layout``.
    shape
        What the table is.
    signs
        Headings that must all be there for it to be recognised.
    roles
        Role of each heading; headings that are not listed stay further columns.
    constants
        Roles that have the same value in every row.
    is_partial
        Whether rows with only one end are usual, so that they are left out without a fault.
    """

    key: str
    shape: str
    signs: tuple[str, ...]
    roles: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    is_partial: bool = False


_DIRECTED = {"directed": "true"}
"""Money has a direction."""


LAYOUTS = (
    Layout(
        "cordis_organization",
        "participations",
        ("projectID", "organisationID", "name", "activityType", "role"),
        {
            "organisationID": "actor_id", "name": "actor.name", "activityType": "actor.sector",
            "country": "actor.country", "organizationURL": "actor.url", "nutsCode": "actor.region",
            "projectID": "event_id", "projectAcronym": "event.name", "role": "role",
        },
    ),
    Layout(
        "cordis_project",
        "events",
        ("id", "acronym", "startDate", "endDate", "ecMaxContribution"),
        {"id": "event_id", "acronym": "name", "startDate": "start", "endDate": "end", "topics": "theme"},
    ),
    Layout(
        "keep_partners",
        "participations",
        ("Programme", "Acronym", "Project Partner", "Lead Partner", "Legal Status"),
        {
            "Programme": "event_id", "Acronym": "event_id", "Project Partner": "actor.name",
            "Country": "actor.country", "Legal Status": "actor.sector", "Website": "",
            "NUTS2 (or equivalent)": "actor.region",
        },
    ),
    Layout(
        "keep_projects",
        "events",
        ("Programme", "Acronym", "Project Name", "Lead Partner", "Project start", "Project end"),
        {
            "Programme": "event_id", "Acronym": "event_id", "Project Name": "name", "Project start": "start",
            "Project end": "end", "Thematic1": "theme", "Thematic2": "theme", "Thematic3": "theme",
        },
    ),
    Layout(
        "subsidies",
        "ties",
        ("nomAttribuant", "nomBeneficiaire", "montant"),
        {
            "nomAttribuant": "source.name", "idAttribuant": "source", "nomBeneficiaire": "target.name",
            "idBeneficiaire": "target", "nature": "kind", "dateConvention": "since", "objet": "",
            "referenceDecision": "evidence",
        },
        constants=_DIRECTED,
        is_partial=True,
    ),
    Layout(
        "esif_operations",
        "participations",
        ("Programme", "Intitulé du projet - operation name", "Nom du bénéficiaire - beneficiary name"),
        {
            "Nom du bénéficiaire - beneficiary name": "actor.name", "Pays - Country": "actor.country",
            "Programme": "event_id", "Intitulé du projet - operation name": "event_id",
            "Date de début de l'opération - operation start date": "event.start",
            "Date de fin de l'opération - operation end date": "event.end",
        },
        is_partial=True,
    ),
    Layout(
        "fts",
        "ties",
        ("srcOrganization", "destOrganization", "amountUSD", "flowType"),
        {
            "srcOrganization": "source", "srcOrganizationTypes": "source.sector",
            "srcLocations": "source.country", "destOrganization": "target",
            "destOrganizationTypes": "target.sector", "destGlobalClusters": "target.themes",
            "decisionDate": "since", "date": "since", "id": "evidence", "description": "", "flowType": "",
            "contributionType": "kind",
        },
        constants=_DIRECTED,
        is_partial=True,
    ),
    Layout(
        "giving_360",
        "ties",
        ("Identifier", "Recipient Org:Name", "Funding Org:Name", "Amount Awarded"),
        {
            "Funding Org:Identifier": "source", "Funding Org:Name": "source.name",
            "Recipient Org:Identifier": "target", "Recipient Org:Name": "target.name",
            "Recipient Org:Web Address": "target.url", "Award Date": "since", "Identifier": "evidence",
        },
        constants=_DIRECTED,
        is_partial=True,
    ),
    Layout(
        "parliament_meetings",
        "ties",
        ("mep", "lobbyists", "date", "title"),
        {
            "mep": "source", "lobbyists": "target", "group": "source.sector", "country": "source.country",
            "date": "since", "role": "kind", "title": "evidence",
        },
        is_partial=True,
    ),
    Layout(
        "lobby_register",
        "actors",
        ("id_representant", "raison_sociale", "statut_legal"),
        {
            "id_representant": "id", "raison_sociale": "name", "categorie": "sector", "adr_pays": "country",
            "site_internet": "url", "secteur": "themes",
        },
    ),
    Layout(
        "member_cities",
        "participations",
        ("Full_Name", "CountryCode", "Network_Name", "Code_Network"),
        {
            "Full_Name": "actor.name", "CountryCode": "actor.country", "Region": "actor.region",
            "Entity": "actor.sector", "Y": "actor.latitude", "X": "actor.longitude",
            "Code_Network": "event_id", "Network_Name": "event.name",
            "Year_of_Joining": "date", "Statut": "role",
        },
        is_partial=True,
    ),
    Layout(
        "nodexl_ties",
        "ties",
        ("Vertex 1", "Vertex 2", "Reciprocated?"),
        {"Vertex 1": "source", "Vertex 2": "target", "Edge Weight": "weight", "Label": "kind"},
    ),
    Layout(
        "nodexl_actors",
        "actors",
        ("Vertex", "Locked?", "Layout Order"),
        {"Vertex": "id", "Label": "name"},
    ),
)  # fmt: skip
"""Every known table; of two that fit, the one with more signs is meant."""


def layout_of(headings: Sequence[str]) -> tuple[Layout, dict[int, str]] | None:
    """Recognise a known table by its headings.

    Returns
    -------
    tuple or None
        The layout, and the role of each position that has one.
    """
    plains = [plain(heading) for heading in headings]
    present = set(plains)
    fitting = [layout for layout, signs, _ in _known() if signs <= present]
    if not fitting:
        return None
    layout = max(fitting, key=lambda one: len(one.signs))
    roles = next(roles for one, _, roles in _known() if one is layout)
    # In the order of the layout: the first of two columns of the same role goes before the other.
    return layout, {plains.index(word): role for word, role in roles.items() if word in present}


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[Layout, frozenset[str], dict[str, str]], ...]:
    """Give the layouts with their headings in plain form."""
    return tuple(
        (
            layout,
            frozenset(plain(sign) for sign in layout.signs),
            {plain(heading): role for heading, role in layout.roles.items()},
        )
        for layout in LAYOUTS
    )
