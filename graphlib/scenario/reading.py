"""A scenario from a file: a list of ties by ids or names, or what was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphlib.errors import InputError, Problem
from graphlib.network import Network
from graphlib.readers.columns import meanings
from graphlib.readers.grid import Grid
from graphlib.readers.limits import enumeration, note, refusal
from graphlib.readers.sources import Source, files_of, grids_of
from graphlib.scenario.changes import Pair, Scenario, is_scenario
from graphlib.scenario.misfits import misfits
from graphlib.schema import TIES
from graphlib.sectors import plain

__all__ = ["read_scenario", "resolved"]

_ACTIONS = {
    "": "add",
    **dict.fromkeys(("add", "added", "new", "ajouter", "ajout", "ajoute"), "add"),
    **dict.fromkeys(
        ("remove", "removed", "delete", "gone", "retirer", "retire", "supprimer", "supprime"), "remove"
    ),
}
"""Words of the column ``action``, without accents and capitals."""


def read_scenario(path: str | Path, network: Network) -> tuple[Scenario, tuple[Problem, ...]]:
    """Read which ties a scenario adds and removes.

    Parameters
    ----------
    path
        What the command ``introduce`` writes, any other list with the columns ``source`` and
        ``target`` (ids, or names that one organisation alone bears) and perhaps ``action``
        (``add``, which stands for a blank cell too, or ``remove``) in any format that is read, or
        what `Scenario.to_json` wrote.
    network
        The network to be changed.

    Returns
    -------
    tuple
        The scenario, which fits the network and is named as the file, and a remark for each change
        that is already so and does nothing.

    Raises
    ------
    InputError
        If the file cannot be read, or changes cannot be made: all faults at once, each with its row.
    """
    sources = files_of(Path(path))
    rows: dict[tuple[str, int], int] = {}
    problems: list[Problem] = []
    if len(sources) == 1 and is_scenario(sources[0].data):
        scenario = Scenario.from_json(sources[0].data, file=sources[0].name)
    else:
        scenario, rows, problems = _from_list(sources, network)
    found = misfits(network, scenario, file=sources[0].name, rows=rows)
    faults = [*problems, *(each.problem for each in found if each.is_fault)]
    if faults:
        raise InputError(sorted(faults, key=lambda problem: problem.row or 0))
    return scenario, tuple(each.problem for each in found)


def resolved(network: Network, said: str) -> tuple[str, ...]:
    """Find the ids that an id or a name means.

    Parameters
    ----------
    network
        Whose organisations are meant.
    said
        An id as it is, else a name, whatever its capitals and spaces.

    Returns
    -------
    tuple of str
        One where it is clear, none where nobody is called so, several where several are. Cost:
        linear in the actors.
    """
    return _Names.of(network).meant(said)


@dataclass(frozen=True)
class _Names:
    """Who is called what."""

    ids: frozenset[str]
    by_name: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, network: Network) -> _Names:
        """List the names of a network."""
        found: dict[str, list[str]] = {}
        for actor, name in zip(network.actors["id"], network.actors["name"], strict=True):
            found.setdefault(_folded(str(name)), []).append(str(actor))
        return cls(frozenset(network.ids), {name: tuple(ids) for name, ids in found.items()})

    def meant(self, said: str) -> tuple[str, ...]:
        """Find the ids that an id or a name means."""
        return (said,) if said in self.ids else self.by_name.get(_folded(said), ())


def _folded(name: str) -> str:
    """Give a name without capitals and further spaces."""
    return " ".join(name.split()).casefold()


@dataclass
class _Found:
    """What the rows of a list say so far."""

    added: list[Pair] = field(default_factory=list)
    removed: list[Pair] = field(default_factory=list)
    rows: dict[tuple[str, int], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, pair: Pair, row: int, action: str) -> None:
        """Take in one tie."""
        kind, pairs = ("added_ties", self.added) if action == "add" else ("removed_ties", self.removed)
        self.rows[kind, len(pairs)] = row
        pairs.append(pair)


def _from_list(
    sources: Sequence[Source], network: Network
) -> tuple[Scenario, dict[tuple[str, int], int], list[Problem]]:
    """Read a list of ties, with the row of each and the rows that cannot be understood."""
    grids, faults, _ = grids_of(list(sources), lambda share, message: None)
    if faults:
        raise InputError(faults)
    grid = next((grid for grid in grids if _ends(grid) is not None), None)
    if grid is None:
        raise refusal(sources[0].name, "no_ends", area="scenario", headings=_headings(grids))
    found, names = _Found(), _Names.of(network)
    columns = _ends(grid) or {}
    for number, cells in enumerate(grid.rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            _take_row(found, names, grid.file, number, {name: cells[at] for name, at in columns.items()})
    scenario = Scenario(Path(sources[0].name).stem, tuple(found.added), tuple(found.removed))
    return scenario, found.rows, found.problems


def _ends(grid: Grid) -> dict[str, int] | None:
    """Find the columns of a list of ties; ``None`` where it is none."""
    if not grid.rows:
        return None
    heads = grid.rows[0]
    places = {name: place for place, name in meanings(heads, TIES).items() if name in ("source", "target")}
    if len(places) < 2:
        return None
    actions = [place for place, head in enumerate(heads) if plain(head) == "action"]
    return places | ({"action": actions[0]} if actions else {})


def _headings(grids: Sequence[Grid]) -> str:
    """List the headings that are there."""
    return enumeration([head for grid in grids[:1] for head in (grid.rows or [[]])[0] if head.strip()])


def _take_row(found: _Found, names: _Names, file: str, row: int, cells: Mapping[str, str]) -> None:
    """Understand one row, or say every reason why not."""
    meant: list[str] = []
    for end in ("source", "target"):
        said = cells[end].strip()
        ids = names.meant(said) if said else ()
        if len(ids) > 1:
            key, listed = "ambiguous", enumeration(ids, most=4)
            found.problems.append(_problem(file, key, row, end, said, ids=listed))
        elif not said:
            found.problems.append(_problem(file, "blank_end", row, end, said))
        else:
            # An unknown one is kept as it was said: whatever is wrong with a tie is told in one place.
            meant.append(ids[0] if ids else said)
    action = _action(cells.get("action", "").strip())
    if action is None:
        found.problems.append(_problem(file, "unknown_action", row, "action", cells["action"]))
    elif len(meant) == 2:
        found.take((meant[0], meant[1]), row, action)


def _action(said: str) -> str | None:
    """Tell whether a tie is added or removed; ``None`` where the word says neither."""
    if said in ("+", "-"):
        return "add" if said == "+" else "remove"
    word = plain(said)
    return _ACTIONS.get(word) if word or not said else None


def _problem(file: str, key: str, row: int, column: str, value: str, **fields: object) -> Problem:
    """Make a problem about one cell."""
    said = enumeration([value])
    return note(file, key, area="scenario", row=row, column=column, value=value, said=said, **fields)
