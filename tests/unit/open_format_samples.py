"""Networks that show what a format can carry: hostile names, events, parallel ties, directions."""

from __future__ import annotations

import pandas as pd

from graphlib.network import Network

__all__ = ["HOSTILE", "flows", "mixed", "network", "with_signs", "without_controls"]

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A0",
    "../../x",
    "جمعية الطاقة",
    "🌱 Réseau",
    "N" * 4000,
    "bell\x07 and null\x00 inside",
    '"quoted", & comma; semicolon',
]


def network() -> Network:
    """A ring of actors with hostile names, a private contact, and one event."""
    ids = [f"a{place}" for place in range(len(HOSTILE))]
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": HOSTILE,
            "sector": ["company", "community"] * 4,
            "size": [1.5, 20, None, None, 3, 4, 5, 6],
            "secretariat": [True] + [False] * 7,
            "contact_name": ["Private Person"] + [None] * 7,
            "contact_email": ["private@example.org"] + [None] * 7,
            "own_column": ["=1+1"] + [None] * 7,
        }
    )
    ties = pd.DataFrame({"source": ids, "target": [*ids[1:], ids[0]], "weight": [2.0] * 8})
    events = pd.DataFrame({"event_id": ["e"], "name": ["Forum"], "start": ["2026-01-15"]})
    taken = pd.DataFrame({"actor_id": ["a0", "a3"], "event_id": ["e", "e"], "date": ["2026-01-15"] * 2})
    return Network.build(actors, ties, events, taken)


def flows() -> Network:
    """Money from backers to a project: every tie has a direction."""
    ties = pd.DataFrame(
        {
            "source": ["z", "b", "z"],
            "target": ["p", "p", "p"],
            "kind": ["loan", "gift", "gift"],
            "directed": True,
        }
    )
    return Network.build(pd.DataFrame({"id": ["p", "b", "z"]}), ties)


def mixed() -> Network:
    """Three organisations: two parallel ties, one of them with a direction, dates and a further column."""
    actors = pd.DataFrame({"id": ["a", "b", "c"], "name": ['The "A"', "B\\C\nD", "c"], "sector": "company"})
    ties = pd.DataFrame(
        {
            "source": ["b", "a", "a"],
            "target": ["a", "b", "c"],
            "kind": ["loan", "gift", "gift"],
            "weight": [0.5, 2.0, 1.0],
            "since": ["2024-01-01", None, None],
            "until": ["2025-01-01", None, None],
            "directed": [True, False, False],
            "note": [None, "]]>", None],
        }
    )
    return Network.build(actors, ties)


def without_controls(names: list[str]) -> list[str]:
    return [name.replace("\x07", "").replace("\x00", "") for name in names]


def with_signs(names: list[str]) -> list[str]:
    return [name.replace("\x07", "\ufffd").replace("\x00", "\ufffd") for name in names]
