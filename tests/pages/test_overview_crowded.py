"""The overview where events were too large to make ties: it says so under the state, and why."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.quality import Crowds
from graphlib.storage import open_workspace
from graphlib.translation import translator
from pages.parts import findings


def fair(visitors: int) -> Network:
    """Give a network of one fair with so many visitors, three of whom met in a workshop."""
    ids = [f"a{n}" for n in range(visitors)]
    actors = pd.DataFrame({"id": ids, "name": [f"Org {n}" for n in range(visitors)], "sector": "company"})
    taken = [(actor, "fair") for actor in ids] + [(actor, "workshop") for actor in ids[:3]]
    return Network.build(actors, None, None, pd.DataFrame(taken, columns=["actor_id", "event_id"]))


def opened(open_page, network: Network, **address: str):
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, network)
    return open_page("overview", network=str(number), **address)


def warnings(app) -> str:
    return " ".join(warning.value for warning in app.warning).replace("\\", "")


def test_large_events_are_told_under_the_state(open_page):
    app = opened(open_page, fair(40))
    assert not app.exception
    assert "1 of 2 events had more than 30 participants and makes no ties: 37 organisations are tied" in (
        warnings(app)
    )
    assert "--event-cap" in warnings(app)
    # One introduction to each of 37 islands is no help.
    assert "Attach the islands" not in " ".join(text.value for text in app.markdown)


def test_the_warning_speaks_french(open_page):
    app = opened(open_page, fair(40), lang="fr")
    assert "1 événement sur 2 a réuni plus de 30 participants et ne crée aucun lien\u00a0: 37" in warnings(
        app
    )


def test_small_events_are_not_warned_of(open_page):
    app = opened(open_page, fair(25))
    assert "participants" not in warnings(app)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Crowds(59, 45, 0.98, 1, 30),
            "45 of 59 events had more than 30 participants and make no ties: 1 org",
        ),
        (Crowds(3, 3, 1.0, 90, 30), "All 3 events had more than 30 participants and make no ties: 90 org"),
        (Crowds(1, 1, 1.0, 31, 30), "The only event had more than 30 participants and makes no ties: 31 org"),
        (Crowds(59, 45, 0.2, 9, 30), ""),
        (Crowds(59, 45, 0.9, 0, 30), ""),
    ],
)
def test_the_warning_counts_in_words(found, said):
    text = findings.crowded(found, translator("en"))
    assert text.startswith(said)
    assert bool(text) == bool(said)
