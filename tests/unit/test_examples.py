"""The example programmes are what the script writes, and hold what was planted in them."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import igraph
import pytest

DATA = Path(__file__).parents[2] / "data"
NAMES = ("event_programme", "club", "funding_platform", "community_platform", "content_networks")
CAP = 30


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content(path: Path) -> object:
    """Give a file's bytes, of a workbook those of its parts: how they are packed may differ."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def graph_of(folder: Path) -> igraph.Graph:
    """Join the actors by hand, apart from the package under test."""
    pairs = {frozenset((row["source"], row["target"])) for row in rows(folder / "ties.csv")}
    met: dict[str, list[str]] = {}
    if (folder / "participations.csv").exists():
        for row in rows(folder / "participations.csv"):
            met.setdefault(row["event_id"], []).append(row["actor_id"])
    for came in met.values():
        if len(came) <= CAP:
            pairs |= {frozenset((one, other)) for one in came for other in came if one < other}
    graph = igraph.Graph()
    graph.add_vertices([row["id"] for row in rows(folder / "actors.csv")])
    graph.add_edges(sorted(sorted(pair) for pair in pairs))
    return graph


def parts_without(graph: igraph.Graph, actor: str) -> list[int]:
    rest = graph.copy()
    rest.delete_vertices([actor])
    return sorted(rest.connected_components().sizes(), reverse=True)


@pytest.fixture(scope="module")
def rives() -> igraph.Graph:
    return graph_of(DATA / "event_programme")


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-B", str(DATA / "make_examples.py"), "--out", str(tmp_path)],
        check=True,
        capture_output=True,
    )
    for name in NAMES:
        committed = sorted(path.name for path in (DATA / name).glob("*.csv"))
        assert sorted(path.name for path in (tmp_path / name).iterdir()) == committed
        for file in committed:
            assert (tmp_path / name / file).read_bytes() == (DATA / name / file).read_bytes(), (
                f"{name}/{file}"
            )


@pytest.mark.parametrize("name", NAMES)
def test_every_end_and_every_event_is_listed(name: str) -> None:
    folder = DATA / name
    ids = [row["id"] for row in rows(folder / "actors.csv")]
    assert len(ids) == len(set(ids))
    for tie in rows(folder / "ties.csv"):
        assert {tie["source"], tie["target"]} <= set(ids)
        assert tie["source"] != tie["target"]
        assert tie["evidence"] == "invented for the example"
    if (folder / "events.csv").exists():
        events = {row["event_id"] for row in rows(folder / "events.csv")}
        assert {row["event_id"] for row in rows(folder / "participations.csv")} == events


@pytest.mark.parametrize("name", NAMES)
def test_no_person_is_named_and_the_last_day_is_in_2026(name: str) -> None:
    actors = rows(DATA / name / "actors.csv")
    assert not {"contact_name", "contact_email"} & set(actors[0])
    assert max(row["since"] for row in rows(DATA / name / "ties.csv")).startswith("2026")


def test_the_federation_alone_holds_fifteen_citizens_groups(rives: igraph.Graph) -> None:
    parts = parts_without(rives, "federation-citoyenne-de-valbrume")
    assert parts.count(1) == 15


def test_the_chamber_alone_holds_five_firms(rives: igraph.Graph) -> None:
    parts = parts_without(rives, "chambre-de-commerce-du-val-de-brume")
    assert parts.count(1) == 5


def test_one_tie_leads_to_pontevento(rives: igraph.Graph) -> None:
    ends = ("autorita-portuale-di-pontevento", "comune-di-montelauro")
    tie = rives.get_eid(*ends)
    assert tie in rives.bridges()
    assert parts_without(rives, ends[1])[1] == 8


def test_the_valley_of_orvel_is_an_island(rives: igraph.Graph) -> None:
    assert sorted(rives.connected_components().sizes()) == [4, 121]


def test_ties_stay_inside_sectors_far_more_than_chance_gives(rives: igraph.Graph) -> None:
    sector = {row["id"]: row["sector"] for row in rows(DATA / "event_programme" / "actors.csv")}
    ends = [(rives.vs[edge.source]["name"], rives.vs[edge.target]["name"]) for edge in rives.es]
    across = sum(sector[one] != sector[other] for one, other in ends) / len(ends)
    count = len(sector)
    same = sum(sum(1 for s in sector.values() if s == name) ** 2 for name in set(sector.values())) - count
    assert across < 0.75 * (1 - same / (count * (count - 1)))


def test_one_event_is_above_the_cap(rives: igraph.Graph) -> None:
    came = [row["event_id"] for row in rows(DATA / "event_programme" / "participations.csv")]
    assert [event for event in set(came) if came.count(event) > CAP] == ["foire-des-rives-2025"]
    assert len(set(came)) == 14


@pytest.fixture(scope="module")
def platform() -> igraph.Graph:
    return graph_of(DATA / "community_platform")


@pytest.fixture(scope="module")
def contents() -> igraph.Graph:
    return graph_of(DATA / "content_networks")


def test_one_member_ties_the_network_of_alborada_to_the_rest(platform: igraph.Graph) -> None:
    assert platform.get_eid("casa-abierta-de-alborada", "translation-exchange-of-the-five-networks") in (
        platform.bridges()
    )
    whole = platform.connected_components().sizes()
    parts = [size for size in parts_without(platform, "casa-abierta-de-alborada") if size > 1]
    assert len(parts) == 2
    assert sum(parts) == max(whole) - 1


def test_fourteen_members_never_joined_and_the_welcome_group_makes_no_tie(platform: igraph.Graph) -> None:
    assert platform.degree().count(0) == 14
    came = [row["event_id"] for row in rows(DATA / "community_platform" / "participations.csv")]
    assert [event for event in sorted(set(came)) if came.count(event) > CAP] == ["welcome-2024"]


def test_some_memberships_have_no_date_and_some_one_side_only() -> None:
    ties = rows(DATA / "community_platform" / "ties.csv")
    assert 0.1 < sum(not tie["since"] for tie in ties) / len(ties) < 0.25
    assert {tie["confirmed"] for tie in ties} == {"both ends", "one end"}


def test_one_desk_alone_joins_the_archives_to_the_rest(contents: igraph.Graph) -> None:
    theme = {row["id"]: row["themes"] for row in rows(DATA / "content_networks" / "actors.csv")}
    desk = "desk-of-crossings-all-themes"
    outside = {
        contents.vs[one]["name"]
        for vertex in contents.vs
        if theme[vertex["name"]] == "archives"
        for one in contents.neighbors(vertex)
        if theme[contents.vs[one]["name"]] != "archives"
    }
    assert outside == {desk}


def test_one_network_publishes_alone_and_one_circle_is_too_large(contents: igraph.Graph) -> None:
    assert contents.degree("the-lone-lantern-letter") == 0
    came = [row["event_id"] for row in rows(DATA / "content_networks" / "participations.csv")]
    assert [event for event in sorted(set(came)) if came.count(event) > CAP] == ["circle-reading"]


@pytest.mark.parametrize("name", ["community_platform", "content_networks"])
def test_the_dates_of_the_newer_examples_run_over_two_years(name: str) -> None:
    days = [row["start"] for row in rows(DATA / name / "events.csv")]
    days += [row["since"] for row in rows(DATA / name / "ties.csv") if row["since"]]
    assert min(days) >= "2024-06-01"
    assert max(days) < "2026-07-01"
