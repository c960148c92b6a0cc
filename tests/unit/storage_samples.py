"""What the tests of the workspace share: small networks, and a clock that can be told to fail."""

from __future__ import annotations

import datetime
import hashlib

import pandas as pd

from graphlib.network import Network

START = datetime.datetime(2026, 4, 14, 9, 0, tzinfo=datetime.UTC)


class Clock:
    """Tells a minute more each time; raises when told to fail, as a fault in mid-change would."""

    def __init__(self):
        self.now = START
        self.fails = False

    def __call__(self):
        if self.fails:
            message = "in the middle"
            raise RuntimeError(message)
        self.now += datetime.timedelta(minutes=1)
        return self.now


def network(actors=3, *, event_cap=30, names=None):
    """Join all actors to the first one, with one event that the first two attend."""
    ids = [f"a{place}" for place in range(actors)]
    return Network.build(
        pd.DataFrame(
            {
                "id": ids,
                "name": names or [f"Actor {name}" for name in ids],
                "sector": "company",
                "size": [1.5, *[float("nan")] * (actors - 1)],
                "own column": ["x", *[None] * (actors - 1)],
            }
        ),
        pd.DataFrame({"source": ids[0], "target": ids[1:], "weight": 0.1, "since": "2026-01-31"}),
        pd.DataFrame({"event_id": ["e"], "name": ["Forum"], "start": ["2026-02-01"]}),
        pd.DataFrame({"actor_id": ids[:2], "event_id": "e", "role": ["speaker", None]}),
        event_cap=event_cap,
    )


def large(actors=8000):
    """Make a network whose names no packing makes small, so that storing it takes space and time."""
    return network(actors, names=[hashlib.sha256(str(place).encode()).hexdigest() for place in range(actors)])


def tables(given):
    """Give the four tables of a network."""
    return given.actors, given.stated_ties, given.events, given.participations


def assert_same(found, expected):
    """Compare two networks by every cell, dtype and the fingerprint."""
    for one, other in zip(tables(found), tables(expected), strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert found.event_cap == expected.event_cap
    assert found.fingerprint == expected.fingerprint
