"""What a programme has decided about its introductions: whom never, whom by all means, which pairs fit."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.translation import Message

__all__ = [
    "EMPTY",
    "KINDS",
    "Kind",
    "Must",
    "Never",
    "OnColumn",
    "Rule",
    "RuleBook",
    "as_record",
    "from_records",
    "key_of",
    "summary",
]

Kind: TypeAlias = Literal["never", "consider", "competitors", "in_common"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a rule can be, in the order in which rules are listed."""


@dataclass(frozen=True)
class _OfActors:
    """A rule on one organisation or a pair, as `Never` and `Must` say.

    ``actors`` are ids in order of the alphabet, ``reason`` is one line, and ``until`` the last day
    on which the rule holds, as ISO text; ``None`` where it has no end.
    """

    actors: tuple[str, ...]
    reason: str = ""
    until: str | None = None

    def __post_init__(self) -> None:
        """Write equal rules alike, whatever the order of the pair and the breaks in the reason."""
        object.__setattr__(self, "actors", tuple(sorted(self.actors)))
        object.__setattr__(self, "reason", _one_line(self.reason))

    def holds(self, day: str | None) -> bool:
        """Tell whether the rule holds on a day; without one every rule does."""
        return day is None or self.until is None or self.until >= day


class Never(_OfActors):
    """An organisation that is never suggested nor asked to introduce, or a pair never suggested."""

    @property
    def kind(self) -> Kind:
        """Name of the kind of rule."""
        return "never"


class Must(_OfActors):
    """A pair that is to be considered first, whatever its rank."""

    @property
    def kind(self) -> Kind:
        """Name of the kind of rule."""
        return "consider"


@dataclass(frozen=True)
class OnColumn:
    """A rule on all pairs by what a column of the organisations says.

    ``competitors``: two that have a value in common are never suggested. ``in_common``: two of
    whom the column is known are suggested only if they have a value in common.
    """

    kind: Kind
    column: str


Rule: TypeAlias = Never | Must | OnColumn


@dataclass(frozen=True)
class RuleBook:
    """All rules of a programme; equal rules make equal books.

    Attributes
    ----------
    never
        Organisations and pairs never suggested.
    must
        Pairs to consider first. Where a rule forbids such a pair, it stays forbidden.
    competitors
        Columns: two organisations with a value in common are never suggested.
    in_common
        Columns: two organisations without a value in common are never suggested, unless
        nothing is known of one of them.
    """

    never: tuple[Never, ...] = ()
    must: tuple[Must, ...] = ()
    competitors: tuple[str, ...] = ()
    in_common: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Write equal books alike; of rules on the same the last one counts."""
        for name in ("never", "must"):
            known = {rule.actors: rule for rule in getattr(self, name)}
            object.__setattr__(self, name, tuple(known[actors] for actors in sorted(known)))
        for name in ("competitors", "in_common"):
            object.__setattr__(self, name, tuple(sorted({*getattr(self, name)})))

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleBook:
        """Make a book of rules in any order; of rules on the same the last one counts."""
        ordered = list(rules)
        return cls(
            tuple(rule for rule in ordered if isinstance(rule, Never)),
            tuple(rule for rule in ordered if isinstance(rule, Must)),
            *(
                tuple(rule.column for rule in ordered if isinstance(rule, OnColumn) and rule.kind == kind)
                for kind in ("competitors", "in_common")
            ),
        )

    @classmethod
    def excluding(cls, exclude: Iterable[str | tuple[str, str]]) -> RuleBook:
        """Make a book from the short form: ids, and pairs of ids."""
        return cls.of(Never((item,) if isinstance(item, str) else tuple(item)) for item in exclude)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of `KINDS`."""
        return (
            *self.never,
            *self.must,
            *(OnColumn("competitors", column) for column in self.competitors),
            *(OnColumn("in_common", column) for column in self.in_common),
        )

    def __len__(self) -> int:
        return len(self.never) + len(self.must) + len(self.competitors) + len(self.in_common)

    def __or__(self, other: RuleBook) -> RuleBook:
        """Put two books together; of rules on the same that of ``other`` counts."""
        return RuleBook.of([*self.rules, *other.rules])

    def holding(self, day: str | None) -> RuleBook:
        """Give the rules that hold on a day."""
        return replace(
            self,
            never=tuple(rule for rule in self.never if rule.holds(day)),
            must=tuple(rule for rule in self.must if rule.holds(day)),
        )

    def known_to(self, network: Network) -> RuleBook:
        """Give the rules that speak of nothing but what the network has."""
        ids, columns = {*network.ids}, {*network.actors.columns}
        return RuleBook(
            tuple(rule for rule in self.never if ids.issuperset(rule.actors)),
            tuple(rule for rule in self.must if ids.issuperset(rule.actors)),
            tuple(column for column in self.competitors if column in columns),
            tuple(column for column in self.in_common if column in columns),
        )

    def check(self, network: Network) -> None:
        """Refuse rules on what the network does not have.

        Raises
        ------
        UnknownNameError
            If an id or a column does not exist: a slip would suggest whom it should not.
        """
        ids, columns = {*network.ids}, {*network.actors.columns}
        for rule in (*self.never, *self.must):
            for actor in rule.actors:
                if actor not in ids:
                    raise UnknownNameError("error.kind.actor", actor, list(network.ids))
        for column in (*self.competitors, *self.in_common):
            if column not in columns:
                raise UnknownNameError("error.kind.column", column, list(network.actors.columns))


EMPTY = RuleBook()
"""No rule at all."""


def key_of(rule: Rule) -> str:
    """Name what a rule is about: of two rules with the same name only one can be in a book."""
    about = [rule.column] if isinstance(rule, OnColumn) else list(rule.actors)
    return json.dumps([rule.kind, *about], ensure_ascii=False)


def as_record(rule: Rule) -> tuple[str, dict[str, Any]]:
    """Give a rule as subject and value of a record in a workspace."""
    if isinstance(rule, OnColumn):
        return key_of(rule), {"rule": rule.kind, "column": rule.column}
    value = {"rule": rule.kind, "actors": list(rule.actors), "reason": rule.reason, "until": rule.until}
    return key_of(rule), value


def from_records(values: Iterable[Mapping[str, Any]]) -> RuleBook:
    """Make a book from the values of records, oldest first."""
    return RuleBook.of(map(_rule, values))


def _rule(value: Mapping[str, Any]) -> Rule:
    """Make one rule from the value of its record."""
    if value["rule"] in ("competitors", "in_common"):
        return OnColumn(value["rule"], value["column"])
    kind = Never if value["rule"] == "never" else Must
    return kind(tuple(value["actors"]), value["reason"], value["until"])


def summary(book: RuleBook) -> Message:
    """Say in one line how many rules hold, and of which kinds."""
    counts = Counter(rule.kind for rule in book.rules)
    if not counts:
        return Message("rules.none")
    parts = [Message(f"rules.counted.{kind}", count=counts[kind]) for kind in KINDS if counts[kind]]
    said = parts[-1]
    for part in reversed(parts[:-1]):
        said = Message("rules.joined", first=part, rest=said)
    return Message("rules.summary", count=len(book), what=said)


def _one_line(text: str) -> str:
    """Fold white space, and drop what is no letter."""
    kept = "".join(" " if letter.isspace() else letter for letter in text)
    kept = "".join(letter for letter in kept if unicodedata.category(letter) not in {"Cc", "Cs", "Cn"})
    return " ".join(kept.split())
