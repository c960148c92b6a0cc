"""The snapshot: what it holds, how it is dated, and how it becomes a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from graphlib.analysis import analyse
from graphlib.errors import SnapshotError, UnknownNameError
from graphlib.network import Network
from graphlib.snapshot import WRITERS, Snapshot, register, snapshot


@pytest.fixture(scope="module")
def network() -> Network:
    """Two triangles of two sectors, joined through one tie."""
    actors = pd.DataFrame({"id": list("abcdef"), "sector": ["company"] * 3 + ["community"] * 3})
    joined = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("c", "d")]
    ties = pd.DataFrame(joined, columns=["source", "target"]).assign(since="2025-11-03")
    return Network.build(actors, ties)


@pytest.fixture(scope="module")
def made(network: Network) -> Snapshot:
    return snapshot(network)


@pytest.fixture
def writer() -> Iterator[str]:
    """A format of the test's own, gone afterwards."""
    register("test-format", lambda shown: f"{shown.title} {shown.date}".encode())
    yield "test-format"
    del WRITERS["test-format"]


def test_it_is_dated_by_its_data_and_not_by_the_clock(made: Snapshot) -> None:
    assert made.date == "2025-11-03"


def test_undated_data_stay_undated(network: Network) -> None:
    undated = Network.build(network.actors, network.stated_ties.drop(columns="since"))
    assert snapshot(undated).date is None


def test_a_date_given_is_taken(network: Network, made: Snapshot) -> None:
    assert snapshot(network, analysis=made.analysis, date="2026-01-31").date == "2026-01-31"


@pytest.mark.parametrize("date", ["31.1.2026", "2026-02-30", "yesterday", ""])
def test_what_is_no_date_is_refused(network: Network, made: Snapshot, date: str) -> None:
    with pytest.raises(SnapshotError, match="is no date"):
        snapshot(network, analysis=made.analysis, date=date)


def test_an_unknown_language_or_audience_is_refused(network: Network, made: Snapshot) -> None:
    with pytest.raises(UnknownNameError, match="language 'xx'"):
        snapshot(network, analysis=made.analysis, language="xx")
    with pytest.raises(UnknownNameError, match="audience 'publik'"):
        snapshot(network, analysis=made.analysis, audience="publik")  # type: ignore[arg-type]


def test_measures_of_another_network_are_refused(network: Network, made: Snapshot) -> None:
    with pytest.raises(SnapshotError, match="another network"):
        snapshot(network.without(["a"]), analysis=made.analysis)


def test_measures_at_hand_are_used(network: Network) -> None:
    analysis = analyse(network, seed=7)
    assert snapshot(network, analysis=analysis).analysis is analysis


def test_title_in_the_readers_language(network: Network, made: Snapshot) -> None:
    assert made.title == "State of the network"
    assert snapshot(network, analysis=made.analysis, language="fr").title == "État du réseau"
    assert snapshot(network, analysis=made.analysis, title="Our own").title == "Our own"


def test_the_file_stem_says_what_it_is(network: Network, made: Snapshot) -> None:
    assert made.file_stem == f"passerelle-2025-11-03-{network.fingerprint[:8]}-en"
    public = snapshot(network, analysis=made.analysis, audience="public", language="fr")
    assert public.file_stem.endswith("-fr-public")


def test_the_public_sees_no_introductions(network: Network, made: Snapshot) -> None:
    from graphlib.introductions import introductions

    plan = introductions(network)
    assert snapshot(network, plan, analysis=made.analysis).introductions is plan
    assert snapshot(network, plan, analysis=made.analysis, audience="public").introductions is None


def test_the_ending_picks_the_writer(made: Snapshot, writer: str, tmp_path: Path) -> None:
    path = made.save(tmp_path / "new" / f"committee.{writer.upper()}")
    assert path.read_bytes() == b"State of the network 2025-11-03"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_unknown_ending_names_the_known_ones(made: Snapshot, tmp_path: Path) -> None:
    import graphlib.reports  # noqa: F401 - enters the formats

    with pytest.raises(UnknownNameError, match=r"graphml, html, json, xlsx"):
        made.save(tmp_path / "committee.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_what_was_there(
    made: Snapshot, writer: str, tmp_path: Path
) -> None:
    place = tmp_path / f"kept.{writer}"
    place.mkdir()
    with pytest.raises(SnapshotError, match="cannot be written"):
        made.save(place)
    assert place.is_dir()
    assert [file.name for file in tmp_path.iterdir()] == [place.name]


def test_the_picture_shows_every_actor(made: Snapshot) -> None:
    assert made.picture.startswith("<svg")
    assert made.picture.count("<use ") >= 6


@pytest.mark.parametrize("ending", ["json", "graphml"])
def test_open_formats_hold_measures_for_those_inside_only(network: Network, ending: str) -> None:
    import graphlib.reports  # noqa: F401 - enters the formats

    own = Network.build(
        network.actors.assign(remark="for us alone", contact_name="Private"), network.stated_ties
    )
    inside, outside = snapshot(own), snapshot(own, audience="public")
    assert b"betweenness" in inside.bytes(ending)
    assert b"for us alone" in inside.bytes(ending)
    assert b"betweenness" not in outside.bytes(ending)
    assert b"for us alone" not in outside.bytes(ending)
    assert b"cluster" in outside.bytes(ending)
    assert b"Private" not in inside.bytes(ending)
