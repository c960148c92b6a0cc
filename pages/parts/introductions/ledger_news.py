"""What newer data show of the ledger, in sentences that name the pairs where they are few."""

from __future__ import annotations

from functools import reduce

from graphlib.ledger import Entry, Ledger, News
from graphlib.translation import Message
from pages.parts import messages

__all__ = ["named", "told"]

_NAMED = 3
"""Pairs that are named in a sentence, and offered to be opened; of more their number is said."""


def named(entry: Entry) -> dict[str, str]:
    """Name the two of an entry, fit for a sentence."""
    return {"source": messages.short(entry.source_name), "target": messages.short(entry.target_name)}


def told(before: Ledger, news: News) -> tuple[tuple[Message, ...], tuple[Entry, ...]]:
    """Say what new data show of a ledger, kind by kind; give the entries to open, where they are few."""
    old = {entry.key: entry for entry in before.entries}
    pairs = [(old[entry.key], entry) for entry in news.entries]
    kinds = {
        "seen": [other for one, other in pairs if one.state != "seen" == other.state],
        "declined": [other for one, other in pairs if one.state == "declined" and other.state == "seen"],
        "lasting": [other for one, other in pairs if one.state != "lasting" == other.state],
        "gone": [other for _, other in pairs if other.standing.is_gone],
        "back": [other for one, other in pairs if one.standing.is_gone and not other.standing.is_gone],
        "linked": [other for _, other in pairs if other.state == "already_linked"],
    }
    texts = tuple(_sentence(kind, found) for kind, found in kinds.items() if found)
    shown = tuple(entry for entry in news.entries if any(entry in found for found in kinds.values()))
    return texts, shown if len(shown) <= _NAMED else ()


def _sentence(kind: str, found: list[Entry]) -> Message:
    """Say one kind of news, with the names where they are few."""
    what = Message(f"ledger.news.{kind}", count=len(found))
    if len(found) > _NAMED:
        return Message("ledger.news.plain", what=what)
    pairs = [Message("ledger.pair", **named(entry)) for entry in found]
    return Message("ledger.news.named", what=what, pairs=reduce(_then, pairs))


def _then(first: Message, last: Message) -> Message:
    """Write two pairs one after the other."""
    return Message("ledger.news.list", first=first, last=last)
