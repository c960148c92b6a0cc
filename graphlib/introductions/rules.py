"""Who may stand where in a suggestion: the rules of a programme, made ready for millions of pairs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
import numpy.typing as npt
from numba import njit

from graphlib.introductions.rulebook import Must, RuleBook
from graphlib.network import Network
from graphlib.translation import Message

__all__ = ["Gap", "Rules", "Traits", "compiled", "gaps", "traits", "unmet"]


@dataclass(frozen=True)
class Traits:
    """What a column says of each actor: codes of its values, ``codes[start[i]:start[i + 1]]`` sorted."""

    start: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int32]

    @property
    def is_known(self) -> npt.NDArray[np.bool_]:
        """Whether the column says anything of each actor."""
        return np.diff(self.start) > 0


@dataclass(frozen=True)
class Rules:
    """Who may stand where in a suggestion.

    Attributes
    ----------
    codes
        Group of each actor; -1 for those that may not be an end: of unknown group, excluded, or
        of the programme's own staff.
    may_introduce
        Whether each actor may introduce others.
    forbidden
        Pairs never suggested, as ``first * actors + second`` with ``first < second``, sorted.
    competing, common
        Columns of which two ends may have no value in common, and those of which they must.
    must
        Pairs to consider first, as rows ``first < second``: only those that may be suggested.
    wanted
        Actors of whom every suggestion has one as an end; ``None`` where any two will do.
    """

    codes: npt.NDArray[np.int32]
    may_introduce: npt.NDArray[np.bool_]
    forbidden: npt.NDArray[np.int64]
    competing: tuple[Traits, ...] = ()
    common: tuple[Traits, ...] = ()
    must: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty((0, 2), np.int32))
    wanted: npt.NDArray[np.bool_] | None = None

    def allowed(
        self, first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]
    ) -> npt.NDArray[np.bool_]:
        """Tell of each pair of ends, in either order, whether no rule forbids it.

        That the ends may be ends at all, and are of different groups, ``codes`` says. About 10
        nanoseconds a pair for each rule on a column.
        """
        left = np.ascontiguousarray(first, dtype=np.int32)
        right = np.ascontiguousarray(second, dtype=np.int32)
        mask = np.ones(len(left), bool) if self.wanted is None else self.wanted[left] | self.wanted[right]
        if len(self.forbidden):
            _drop_forbidden(self.forbidden, len(self.codes), left, right, mask)
        for column in self.competing:
            _drop_by_traits(column.start, column.codes, left, right, mask, must_share=False)
        for column in self.common:
            _drop_by_traits(column.start, column.codes, left, right, mask, must_share=True)
        return mask

    def among(self, codes: npt.NDArray[np.int32]) -> Rules:
        """Give the rules for fewer ends: those of ``codes`` below 0 may not stand in a suggestion."""
        return replace(self, codes=codes, must=self.must[(codes[self.must] >= 0).all(axis=1)])


@dataclass(frozen=True)
class Gap:
    """How many possible ends say nothing under a column that two must have in common."""

    column: str
    count: int

    @property
    def message(self) -> Message:
        """Say it."""
        return Message("rules.gap", column=self.column, count=self.count)


def compiled(
    network: Network,
    book: RuleBook,
    *,
    by: str = "sector",
    day: str | None = None,
    wanted: npt.NDArray[np.bool_] | None = None,
) -> Rules:
    """Make the rules of a programme ready for the actors of a network.

    Parameters
    ----------
    network
        Actors marked ``secretariat`` are never an end, but may introduce.
    book
        The rules.
    by
        Column of ``network.actors``: a suggestion joins two of its groups.
    day
        ISO day: only rules that hold on it; without one all hold.
    wanted
        Actors of whom every suggestion must have one as an end.

    Returns
    -------
    Rules
        Cost O(n) for each rule on a column, and O(1) for any other.

    Raises
    ------
    UnknownNameError
        If an id or a column does not exist: a slip here would suggest whom it should not.
    """
    book = book.holding(day)
    book.check(network)
    is_barred = np.zeros(len(network), bool)
    is_barred[_places(network, [rule.actors[0] for rule in book.never if len(rule.actors) == 1])] = True
    is_staff = network.actors["secretariat"].to_numpy(bool)
    pairs = _pairs(network, [rule.actors for rule in book.never if len(rule.actors) == 2])
    rule = Rules(
        codes=np.where(is_barred | is_staff, -1, network.groups(by).codes).astype(np.int32),
        may_introduce=~is_barred,
        forbidden=np.unique(_keys(network, pairs)),
        competing=tuple(traits(network, column) for column in book.competitors),
        common=tuple(traits(network, column) for column in book.in_common),
        wanted=wanted,
    )
    must = _pairs(network, [asked.actors for asked in book.must])
    reasons = _hindrances(network, rule, must)
    return replace(rule, must=must[np.asarray([not reason for reason in reasons], dtype=bool)])


def traits(network: Network, column: str) -> Traits:
    """Read a column as values of each actor.

    Cells hold several values parted by ``;``. Letters' case and spaces make no difference; blank
    and ``unknown`` are no value.
    """
    cells = network.actors[column].astype("str").fillna("").tolist()
    values = {cell: _values(cell) for cell in set(cells)}
    code = {value: place for place, value in enumerate(sorted({*chain.from_iterable(values.values())}))}
    coded = {cell: sorted(code[value] for value in held) for cell, held in values.items()}
    start = np.cumsum([0, *(len(coded[cell]) for cell in cells)], dtype=np.int64)
    return Traits(start, np.fromiter(chain.from_iterable(coded[cell] for cell in cells), np.int32))


def _values(cell: str) -> set[str]:
    """Read the values of a cell."""
    values = {" ".join(part.split()).casefold() for part in cell.split(";")}
    return values - {"", "unknown"}


def gaps(network: Network, book: RuleBook, *, by: str = "sector") -> tuple[Gap, ...]:
    """Count, for each column that two must have in common, possible ends of whom it says nothing.

    They may be suggested with anybody, as nothing is known against it.
    """
    rule = compiled(network, book, by=by)
    counts = [int((~column.is_known & (rule.codes >= 0)).sum()) for column in rule.common]
    return tuple(Gap(column, count) for column, count in zip(book.in_common, counts, strict=True) if count)


def unmet(network: Network, book: RuleBook, *, by: str = "sector") -> dict[Must, Message]:
    """Say of each pair to be considered that cannot be suggested why it cannot."""
    rule = compiled(network, book, by=by)
    reasons = _hindrances(network, rule, _pairs(network, [asked.actors for asked in book.must]))
    return {
        asked: Message(f"rules.unmet.{reason}")
        for asked, reason in zip(book.must, reasons, strict=True)
        if reason
    }


def _hindrances(network: Network, rule: Rules, pairs: npt.NDArray[np.int32]) -> list[str]:
    """Say of each pair in one word what keeps it from being suggested; nothing where it may be."""
    if not len(pairs):
        return []
    is_linked = np.isin(_keys(network, pairs), _keys(network, np.sort(network.edges, axis=1)))
    is_allowed = rule.allowed(pairs[:, 0], pairs[:, 1])
    reasons = []
    for ends, linked, allowed in zip(pairs, is_linked, is_allowed, strict=True):
        groups = rule.codes[ends].tolist()
        if linked:
            reasons.append("linked")
        elif min(groups) < 0:
            reasons.append("no_end")
        elif groups[0] == groups[1]:
            reasons.append("same_group")
        else:
            reasons.append("" if allowed else "forbidden")
    return reasons


def _places(network: Network, ids: list[str]) -> npt.NDArray[np.int64]:
    """Give the positions of actors."""
    return np.asarray(network.ids.get_indexer(np.asarray(ids, dtype=object)), dtype=np.int64)


def _pairs(network: Network, pairs: list[tuple[str, ...]]) -> npt.NDArray[np.int32]:
    """Give the positions of pairs of actors, as rows in order."""
    places = _places(network, [actor for pair in pairs for actor in pair])
    return np.sort(places.reshape(-1, 2), axis=1).astype(np.int32)


def _keys(network: Network, pairs: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Give one number for each pair of positions."""
    return pairs[:, 0].astype(np.int64) * len(network) + pairs[:, 1]


@njit(cache=True, nogil=True)
def _drop_forbidden(
    forbidden: npt.NDArray[np.int64],
    actors: int,
    first: npt.NDArray[np.int32],
    second: npt.NDArray[np.int32],
    mask: npt.NDArray[np.bool_],
) -> None:
    """Take out of the mask the pairs that are listed."""
    for place in range(len(first)):
        if mask[place]:
            low, high = min(first[place], second[place]), max(first[place], second[place])
            key = np.int64(low) * actors + high
            found = np.searchsorted(forbidden, key)
            mask[place] = found == len(forbidden) or forbidden[found] != key


@njit(cache=True, nogil=True)
def _drop_by_traits(
    start: npt.NDArray[np.int64],
    codes: npt.NDArray[np.int32],
    first: npt.NDArray[np.int32],
    second: npt.NDArray[np.int32],
    mask: npt.NDArray[np.bool_],
    must_share: bool,  # noqa: FBT001 - numba takes arguments by place
) -> None:
    """Take out of the mask pairs that share a value, or known pairs that share none."""
    for place in range(len(first)):
        left, left_end = start[first[place]], start[first[place] + 1]
        right, right_end = start[second[place]], start[second[place] + 1]
        if not mask[place] or left == left_end or right == right_end:
            continue
        shares = False
        while left < left_end and right < right_end and not shares:
            shares = codes[left] == codes[right]
            if codes[left] < codes[right]:
                left += 1
            else:
                right += 1
        mask[place] = shares == must_share
