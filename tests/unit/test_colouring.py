"""What colour and shape say: the sector, or the group found, the same from version to version."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from graphlib.clusters import ClusterMemory, carried_over, clusters
from graphlib.drawing.colouring import OWN_STYLE, by_group, by_sector
from graphlib.drawing.interactive import scene, standalone_html
from graphlib.drawing.layout import positions
from graphlib.drawing.palette import numbered, quiet
from graphlib.network import Network
from graphlib.translation import translator

SAY = translator("en")


def cliques(*names, lonely=()):
    """Build a network of separate groups, each wholly tied; ``names`` are groups of one-letter ids."""
    ids = [*"".join(names), *lonely]
    pairs = [(a, b) for name in names for a in name for b in name if a < b]
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    return Network.build(pd.DataFrame({"id": ids, "sector": "company"}), ties)


def measured(network, membership):
    """Give the columns that a scene needs."""
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    return pd.DataFrame({"degree": degree, "cluster": np.asarray(membership, np.int64)})


def grouped(network, membership, colours, **options):
    """Make a scene coloured by group found."""
    table = measured(network, membership)
    return scene(network, table, positions(network), group_colours=colours, **options)


def looks_of(made):
    """Give the colour and the shape that each actor is drawn in."""
    groups = made.options["groups"]
    return {
        node["actor"]: (groups[node["group"]]["color"]["background"], groups[node["group"]]["shape"])
        for node in made.nodes
    }


def test_a_group_keeps_colour_and_shape_when_its_number_changes():
    first, second = cliques("abcdef", "pqrs"), cliques("abcd", "pqrstuvw")
    memory, drawn, numbers = ClusterMemory(), [], []
    for network in (first, second):
        found = clusters(network)
        carried = carried_over(network, found, memory)
        memory = carried.memory
        colours = dict(zip(carried.table["cluster"], carried.table["colour"], strict=True))
        drawn.append(looks_of(grouped(network, found.membership, colours)))
        numbers.append(found.membership["a"])
    assert numbers[0] != numbers[1]
    assert drawn[0]["a"] == drawn[1]["a"]
    assert drawn[0]["p"] == drawn[1]["p"]
    assert drawn[0]["a"][0] != drawn[0]["p"][0]
    assert drawn[0]["a"][1] != drawn[0]["p"][1]


def test_all_but_the_largest_groups_share_one_quiet_mark():
    sizes = [*range(20, 20 - OWN_STYLE, -1), 2, 1]
    membership = np.repeat([*range(1, OWN_STYLE + 3), 0], [*sizes, 4])
    made = by_group(membership, {number: number - 1 for number in range(1, OWN_STYLE + 3)}, {}, SAY)
    assert len({(look.colour, look.shape) for look in made.looks.values()}) == OWN_STYLE + 2
    assert made.labels.count("smaller") == 3
    assert made.labels.count("untied") == 4
    assert made.looks["smaller"] == quiet("dot")
    assert made.looks["untied"].scale < 1
    assert made.words["smaller"] == "smaller groups"
    assert made.words["untied"] == "not connected"


def test_the_larger_of_two_groups_keeps_a_style_that_both_would_have():
    assert numbered([3, 59]) == numbered([3, 4])
    assert numbered([59, 3])[0] == numbered([3])[0]
    assert len(set(numbered(range(56)))) == 56


def test_a_legend_counts_groups_by_the_readers_names():
    network = cliques("abc", "pq", lonely="z")
    made = grouped(network, [1, 1, 1, 2, 2, 0], {1: 4, 2: 0}, cluster_names={1: "The three"})
    told = [(item["word"], item["count"]) for item in made.legend["sectors"]]
    assert told == [("The three", "3"), ("group 2", "2"), ("not connected", "1")]
    assert made.nodes[0]["name"] == "a"
    assert "The three" in made.nodes[0]["title"]


def test_a_filter_changes_neither_colours_nor_who_is_among_the_largest():
    network = cliques("abc", "pq", lonely="z")
    colours = {1: 4, 2: 0}
    whole = looks_of(grouped(network, [1, 1, 1, 2, 2, 0], colours))
    part = looks_of(grouped(network, [1, 1, 1, 2, 2, 0], colours, visible=["p", "z"]))
    assert part == {actor: whole[actor] for actor in ("p", "z")}


def test_hostile_names_stay_short_plain_text_and_apart():
    bad = "<script>alert(1)</script>\u202e\n" + "long " * 800
    network = cliques("abc", "pq")
    made = grouped(network, [1, 1, 1, 2, 2], {1: 0, 2: 1}, cluster_names={1: bad, 2: bad})
    words = [item["word"] for item in made.legend["sectors"]]
    assert len(set(words)) == 2
    assert all(len(word) < 50 and "\u202e" not in word and "\n" not in word for word in words)
    page = standalone_html(network, made)
    assert "alert(1)</script>" not in page.split("<p>")[2]
    assert "&lt;script&gt;" in page
    assert json.dumps(made.legend, allow_nan=False)


def test_closed_groups_say_what_a_ring_is():
    network = cliques("abcdef", "pqrs")
    made = grouped(network, [1] * 6 + [2] * 4, {1: 0, 2: 1}, limit=5)
    assert made.is_condensed
    assert made.legend["clusters"] == "Ring: a group found; the number is its organisations"
    assert all(len(node["mix"]) == 1 for node in made.nodes if "cluster" in node)


def test_a_style_has_one_name_whatever_it_stands_for():
    network = cliques("abc", "pq", lonely="z")
    table = measured(network, [1, 1, 1, 2, 2, 0])
    known = scene(network, table, positions(network)).options["groups"]
    for colours in ({1: 0, 2: 1}, {1: 1, 2: 0}):
        groups = grouped(network, table["cluster"], colours).options["groups"]
        assert all(known.get(name, group) == group for name, group in groups.items())
        known |= groups


def test_sectors_stay_what_colour_says_unless_asked():
    network = cliques("abc")
    assert by_sector(network, SAY).words == {"company": "Companies"}
    made = scene(network, measured(network, [1, 1, 1]), positions(network))
    assert looks_of(made)["a"] == ("#0072B2", "square")


@pytest.mark.parametrize("membership", [[], [0]])
def test_nobody_and_one_alone_are_coloured(membership):
    network = Network.build(pd.DataFrame({"id": ["a"][: len(membership)]}))
    made = grouped(network, membership, {})
    assert [item["word"] for item in made.legend["sectors"]] == ["not connected"] * len(membership)
