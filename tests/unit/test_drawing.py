"""The palette, the positions, and which marks stand on a map."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from graphlib.drawing.labels import Label, placed
from graphlib.drawing.layout import cluster_positions, positions
from graphlib.drawing.marks import REST, marks
from graphlib.drawing.names import LONGEST, plain, sector_word, short
from graphlib.drawing.palette import PAPER, contrast, style, styles
from graphlib.drawing.view import Filter, contacts, search, view
from graphlib.network import Network
from graphlib.translation import translator

CANONICAL = ["company", "public body", "community", "research", "media", "other", "unknown"]


def network_of(pairs, actors=None, **columns):
    """Build a network of pairs such as ``ab``."""
    ids = actors or sorted({end for pair in pairs for end in pair})
    frame = pd.DataFrame({"id": ids, **columns})
    ties = pd.DataFrame([(pair[0], pair[1]) for pair in pairs], columns=["source", "target"])
    return Network.build(frame, ties)


@pytest.fixture
def two_parts():
    """A chain of five, a pair, and two actors without ties."""
    return network_of(["ab", "bc", "cd", "de", "fg"], list("abcdefghi"))


def test_sectors_wear_the_agreed_colours_and_shapes():
    assert (style("company").colour, style("company").shape) == ("#0072B2", "square")
    assert (style("public body").colour, style("public body").shape) == ("#D55E00", "triangle")
    assert (style("community").colour, style("community").shape) == ("#009E73", "dot")
    assert (style("unknown").colour, style("unknown").scale < 1) == ("#7F7F7F", True)


def test_no_two_sectors_look_alike():
    looks = styles([*CANONICAL, *(f"own {number}" for number in range(20))])
    assert len({(look.colour, look.shape) for look in looks.values()}) == len(looks)


def test_own_sectors_keep_their_style_whatever_the_order():
    assert styles(["zeta", "alpha"]) == styles(["alpha", "zeta", "alpha"])


def test_text_on_every_colour_can_be_read():
    for look in styles([*CANONICAL, "x", "y", "z"]).values():
        assert contrast(look.text, look.colour) >= 4.0
    assert contrast("#000000", PAPER) == pytest.approx(21)


def test_positions_are_finite_centred_and_repeatable(two_parts):
    points = positions(two_parts)
    assert points.shape == (9, 2)
    assert np.isfinite(points).all()
    assert np.abs(points).max() == pytest.approx(1)
    assert np.array_equal(points, positions(two_parts))


def test_islands_stand_below_the_largest_part_and_isolates_below_them(two_parts):
    y = positions(two_parts)[:, 1]
    assert y[:5].max() < y[5:7].min() or y[:5].mean() < y[5:7].mean()
    assert y[7:].min() > y[:7].max()


def test_islands_do_not_shrink_the_largest_part():
    ring = [(f"a{i:02}", f"a{(i + 1) % 40:02}") for i in range(40)]
    islands = [(f"b{i}x", f"b{i}y") for i in range(30)]
    network = Network.build(
        pd.DataFrame({"id": sorted({end for pair in ring + islands for end in pair})}),
        pd.DataFrame(ring + islands, columns=["source", "target"]),
    )
    points = positions(network)[:40]
    assert np.ptp(points, axis=0).max() > 0.8


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_networks_have_positions(count):
    network = (
        network_of([], [f"a{i}" for i in range(count)]) if count else Network.build(pd.DataFrame({"id": []}))
    )
    assert np.isfinite(positions(network)).all()


def test_clusters_stand_in_the_middle_of_their_members_without_overlap():
    points = np.array([[0.0, 0.0], [0.2, 0.0], [0.1, 0.0], [0.1, 0.02]])
    radii = np.array([0.2, 0.2])
    middles = cluster_positions(points, np.array([0, 0, 1, 1]), radii)
    assert np.hypot(*(middles[1] - middles[0])) >= 0.39
    assert middles.mean(axis=0) == pytest.approx([0.1, 0.005], abs=0.01)


def test_few_actors_stand_for_themselves(two_parts):
    drawn = marks(two_parts, positions=positions(two_parts))
    assert drawn.actors.tolist() == list(range(9))
    assert not drawn.is_condensed
    assert len(drawn.ties) == 5


def test_many_actors_are_condensed_and_ties_become_bundles():
    network = network_of(["ab", "ac", "bc", "de", "df", "ef", "ad", "be"])
    membership = np.array([1, 1, 1, 2, 2, 2])
    drawn = marks(network, positions=positions(network), membership=membership, limit=5)
    assert drawn.clusters.tolist() == [1, 2]
    assert drawn.members.tolist() == [3, 3]
    assert drawn.ties.tolist() == [[0, 1]]
    assert drawn.counts.tolist() == [2]


def test_an_opened_cluster_shows_its_members():
    network = network_of(["ab", "ac", "bc", "de", "df", "ef", "ad"])
    drawn = marks(
        network,
        positions=positions(network),
        membership=np.array([1, 1, 1, 2, 2, 2]),
        opened=[2],
        limit=5 + 60,
    )
    assert not drawn.is_condensed
    many = [f"a{i:03}" for i in range(80)]
    big = network_of([], many)
    drawn = marks(big, positions=positions(big), membership=np.repeat([1, 2], 40), opened=[2], limit=79 + 40)
    assert len(drawn.actors) == 80
    drawn = marks(
        big, positions=positions(big), membership=np.array([1] * 75 + [2] * 5), opened=[2, 1], limit=79
    )
    assert drawn.actors.tolist() == [75, 76, 77, 78, 79]
    assert drawn.clusters.tolist() == [1]


def test_actors_of_no_cluster_gather_in_one_mark():
    many = [f"a{i:02}" for i in range(12)]
    network = network_of([], many)
    drawn = marks(network, positions=positions(network), membership=np.array([1] * 8 + [0] * 4), limit=5)
    assert drawn.clusters.tolist() == [REST, 1]
    assert drawn.members.tolist() == [4, 8]


def test_the_strongest_ties_stay_when_there_are_too_many():
    actors = pd.DataFrame({"id": list("abcd")})
    ties = pd.DataFrame({"source": list("abc"), "target": list("bcd"), "weight": [1.0, 9.0, 5.0]})
    network = Network.build(actors, ties)
    drawn = marks(network, positions=positions(network), tie_limit=2)
    assert drawn.ties.tolist() == [[1, 2], [2, 3]]
    assert drawn.hidden_ties == 1


def test_names_become_one_plain_line():
    assert plain("a\u202eb\x00c\n d") == "abc d"
    assert plain("شركة") == "شركة"
    assert len(short("x" * 4000)) == LONGEST
    assert short("x" * 41).endswith("…")
    assert sector_word("public body", translator("fr")) != "public body"
    assert sector_word("my <b>own</b>", translator("en")) == "my <b>own</b>"


def test_names_on_a_picture_never_overlap():
    wanted = [Label("a long name of somebody", 100 + place, 100 + place / 2, 5) for place in range(30)]
    found = placed(wanted, width=600, height=300)
    assert found[0].text == wanted[0].text
    assert 1 <= len(found) < 30
    tops = sorted((entry.anchor, entry.x, entry.y) for entry in found)
    assert len(set(tops)) == len(found)


def test_filters_leave_what_is_asked_for():
    ties = pd.DataFrame(
        {
            "source": ["a", "b", "c"],
            "target": ["b", "c", "d"],
            "kind": ["loan", "talk", "loan"],
            "weight": [1.0, 2.0, 3.0],
            "since": ["2018-01-01", "2020-01-01", None],
        }
    )
    actors = pd.DataFrame({"id": list("abcd"), "sector": ["company", "company", "media", "media"]})
    network = Network.build(actors, ties)
    clusters = np.array([1, 1, 2, 2])

    def left(**chosen):
        looked = view(network, clusters, Filter(**chosen))
        return "".join(network.ids[looked.actors]), int(looked.ties.sum())

    assert left() == ("abcd", 3)
    assert left(sectors=("media",)) == ("cd", 1)
    assert left(clusters=(1,)) == ("ab", 1)
    assert left(kinds=("loan",)) == ("abcd", 2)
    assert left(least_weight=2.0) == ("bcd", 2)
    assert left(since="2019-01-01") == ("bc", 1)
    assert left(around="a", steps=1) == ("ab", 1)
    assert left(around="a", steps=2) == ("abc", 2)


def test_search_ignores_accents_and_capitals():
    network = network_of([], ["x", "y", "z"], name=["Électricité du Sud", "Ecole électrique", "Sud"])
    assert search(network, "ELECTRI") == ["x", "y"]
    assert search(network, "sud elec") == ["x"]
    assert search(network, "  ") == []
    assert search(network, "z") == ["z"]


def test_contacts_are_listed_strongest_first():
    ties = pd.DataFrame({"source": ["a", "c"], "target": ["b", "a"], "weight": [1.0, 2.0]})
    network = Network.build(pd.DataFrame({"id": list("abc"), "name": ["A", "B", "C"]}), ties)
    assert contacts(network, "a")["id"].tolist() == ["c", "b"]
    assert contacts(network, "b")["name"].tolist() == ["A"]
