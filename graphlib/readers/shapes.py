"""Five shapes of programme, and what the template of each asks for first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphlib.schema import TABLES, Column, Table
from graphlib.translation import Translator

__all__ = ["SHAPES", "Shape"]

Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Shape:
    """What the template of one shape of programme holds.

    Attributes
    ----------
    code
        The shape, as its texts are called in the catalogue (``templates.<code>``).
    columns
        The tables that this shape needs, those to be filled in first before the others, each with
        its columns.
    kinds, roles
        Codes of the usual kinds of tie and roles at events; others may be typed.
    sectors
        Sectors of the three example organisations.
    example_ties
        Ends of the example ties, by number of the organisation.
    """

    code: str
    columns: Mapping[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    sectors: tuple[str, str, str]
    example_ties: tuple[tuple[int, int], ...] = ((1, 2),)

    @property
    def tables(self) -> tuple[tuple[Table, tuple[Column, ...]], ...]:
        """The tables with their columns, in order."""
        return tuple(
            (TABLES[name], tuple(column for column in TABLES[name].columns if column.name in names))
            for name, names in self.columns.items()
        )

    def examples(self, table: Table, say: Translator) -> Rows:
        """Give example rows of a table, marked as such by their ids.

        Parameters
        ----------
        table
            One of the shape's tables.
        say
            Speaks the language of the template.
        """
        mark = say("templates.mark")
        makers = {
            "actors": self._actors,
            "ties": self._ties,
            "events": self._events,
            "participations": self._participations,
        }
        return makers[table.name](mark, say)

    def _actors(self, mark: str, say: Translator) -> Rows:
        """Give three organisations."""
        return tuple(
            {
                "id": f"{mark} {number}",
                "name": say(f"templates.{self.code}.name_{number}"),
                "sector": say(f"sectors.{sector}"),
                "country": "FR",
                "region": "Pays de la Loire",
                "themes": say(f"templates.{self.code}.theme"),
                "size": "12",
            }
            for number, sector in enumerate(self.sectors, 1)
        )

    def _ties(self, mark: str, say: Translator) -> Rows:
        """Give the ties between them."""
        return tuple(
            {
                "source": f"{mark} {source}",
                "target": f"{mark} {target}",
                "kind": say(f"templates.kind.{self.kinds[0]}"),
                "weight": "5000",
                "since": "2026-03-31",
                "directed": say("readers.word.yes"),
            }
            for source, target in self.example_ties
        )

    def _events(self, mark: str, say: Translator) -> Rows:
        """Give one event."""
        return (
            {
                "event_id": f"{mark} A",
                "name": say(f"templates.{self.code}.event"),
                "start": "2026-04-14",
                "theme": say(f"templates.{self.code}.theme"),
            },
        )

    def _participations(self, mark: str, say: Translator) -> Rows:
        """Give who took part in it."""
        role = say(f"templates.role.{self.roles[0]}") if self.roles else ""
        return tuple(
            {"actor_id": f"{mark} {number}", "event_id": f"{mark} A", "date": "2026-04-14", "role": role}
            for number in (1, 3)
        )


_SHAPES = (
    Shape(
        "event_programme",
        {
            "actors": ("id", "name", "sector", "country", "themes"),
            "events": ("event_id", "name", "start", "end", "theme"),
            "participations": ("actor_id", "event_id", "role"),
            "ties": ("source", "target", "kind", "since"),
        },
        ("partnership", "joint_project", "funding", "membership"),
        ("participant", "speaker", "organiser", "committee"),
        ("public body", "company", "community"),
    ),
    Shape(
        "club",
        {
            "actors": ("id", "name", "sector", "region", "themes", "size"),
            "ties": ("source", "target", "kind", "since"),
            "events": ("event_id", "name", "start"),
            "participations": ("actor_id", "event_id", "role"),
        },
        ("membership", "mentoring", "media_partnership", "partnership"),
        ("member", "guest", "organiser", "media"),
        ("community", "company", "media"),
        ((2, 1), (3, 1)),
    ),
    Shape(
        "funding_platform",
        {
            "actors": ("id", "name", "sector", "country", "region", "themes"),
            "ties": ("source", "target", "kind", "weight", "since", "until", "directed"),
        },
        ("loan", "grant", "equity", "guarantee", "donation"),
        (),
        ("company", "community", "public body"),
        ((1, 2), (3, 2)),
    ),
    Shape(
        "community_platform",
        {
            "actors": ("id", "name", "sector", "country", "region", "themes"),
            "events": ("event_id", "name", "start", "end", "theme"),
            "participations": ("actor_id", "event_id", "date", "role"),
            "ties": ("source", "target", "kind", "since"),
        },
        ("membership", "agreement", "exchange"),
        ("member", "organiser", "teacher"),
        ("community", "community", "company"),
        ((2, 1), (3, 1)),
    ),
    Shape(
        "content_networks",
        {
            "actors": ("id", "name", "sector", "country", "themes"),
            "events": ("event_id", "name", "start", "theme"),
            "participations": ("actor_id", "event_id", "role"),
            "ties": ("source", "target", "kind", "since", "directed"),
        },
        ("writes_for", "publishes_with", "reprints", "supports"),
        ("author", "editor", "shown", "member"),
        ("media", "research", "community"),
        ((2, 1),),
    ),
)

SHAPES: dict[str, Shape] = {shape.code: shape for shape in _SHAPES}
"""The shapes by code."""
