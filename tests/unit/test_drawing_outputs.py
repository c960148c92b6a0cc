"""The interactive scene, its offline page and the still picture, with names that mean harm."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from graphlib.drawing.interactive import scene, standalone_html, vis_library
from graphlib.drawing.layout import positions
from graphlib.drawing.picture import svg
from graphlib.network import Network

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A0",
    "../../x",
    "\u202eشركة الطاقة",
    '🌉 Pont & Cie "quotes"',
    "long " * 800,
    "null\x00byte",
    "href=http://example.org",
]


@pytest.fixture(scope="module")
def hostile():
    """A chain of actors whose names and sector mean harm."""
    ids = ["__proto__", "constructor", *(f"id<{place}>" for place in range(6))]
    actors = pd.DataFrame(
        {"id": ids, "name": HOSTILE, "sector": ["company", "media", "<b>own</b>", "unknown"] * 2}
    )
    ties = pd.DataFrame({"source": ids[:-1], "target": ids[1:]})
    return Network.build(actors, ties)


def measured(network, clusters=None):
    """Give the columns that a scene needs."""
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    cluster = np.ones(len(network), np.int64) if clusters is None else clusters
    return pd.DataFrame({"degree": degree, "betweenness": degree / 2, "harmonic": np.nan, "cluster": cluster})


def drawn(network, **options):
    """Make a scene."""
    return scene(network, measured(network, options.pop("clusters", None)), positions(network), **options)


def test_a_scene_is_plain_json(hostile):
    made = drawn(hostile)
    text = json.dumps([made.nodes, made.edges, made.options, made.legend], allow_nan=False)
    assert json.loads(text)[0] == made.nodes
    assert {node["actor"] for node in made.nodes} == set(hostile.ids)
    assert len(made.edges) == len(hostile.pairs)


def test_marks_are_never_keyed_by_names_from_the_data(hostile):
    made = drawn(hostile)
    assert all(re.fullmatch(r"a\d+", node["id"]) for node in made.nodes)
    assert all(re.fullmatch(r"g[0-9A-F]{6}[a-zA-Z]+|cluster", group) for group in made.options["groups"])


def test_names_in_a_scene_are_one_short_plain_line(hostile):
    for node in drawn(hostile).nodes:
        assert len(node["label"]) <= 40
        assert len(node["name"]) <= 200
        assert not re.search(r"[\x00-\x1f\u202a-\u202e]", node["name"])


def test_the_version_follows_the_content(hostile):
    assert drawn(hostile).version == drawn(hostile).version
    assert drawn(hostile).version != drawn(hostile, size_by="betweenness").version
    assert drawn(hostile).version != drawn(hostile, visible=list(hostile.ids[:3])).version


def test_ties_across_sectors_and_suggestions_are_told_apart():
    actors = pd.DataFrame({"id": list("abc"), "sector": ["company", "company", "media"]})
    network = Network.build(actors, pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]}))
    made = drawn(network, suggestions=[("a", "c"), ("a", "gone")])
    assert [edge["k"] for edge in made.edges] == ["in", "x", "s"]
    assert made.edges[-1]["dashes"] is True
    assert [line["k"] for line in made.legend["lines"]] == ["in", "x", "s"]


def test_above_the_limit_clusters_are_marks_that_open():
    ids = [f"a{place:03}" for place in range(200)]
    ties = pd.DataFrame({"source": ids[:-1], "target": ids[1:]})
    network = Network.build(pd.DataFrame({"id": ids, "sector": ["company", "media"] * 100}), ties)
    clusters = np.repeat([1, 2], [180, 20])
    closed = drawn(network, clusters=clusters, limit=100, cluster_names={1: "First <b>"})
    assert [node["cluster"] for node in closed.nodes] == [1, 2]
    assert closed.nodes[0]["name"] == "First <b>"
    assert closed.nodes[0]["members"] == "180"
    assert sum(share for _, share in closed.nodes[0]["mix"]) == pytest.approx(1)
    assert [edge["k"] for edge in closed.edges] == ["b"]
    opened = drawn(network, clusters=clusters, limit=100, opened=[2])
    assert sum("actor" in node for node in opened.nodes) == 20
    picked = drawn(network, clusters=clusters, limit=100, selected="a005")
    assert {node.get("actor") for node in picked.nodes} >= {"a004", "a005", "a006"}


def test_sizes_follow_the_measure(hostile):
    sizes = {node["actor"]: node["size"] for node in drawn(hostile).nodes}
    assert sizes["constructor"] > sizes["__proto__"]


def test_the_offline_page_asks_for_nothing_and_runs_no_name(hostile):
    page = standalone_html(hostile, drawn(hostile), title="<script>alert(2)</script>")
    assert "alert(1)</script>" not in page
    assert "<script>alert(2)" not in page
    own = page.replace(vis_library(), "")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*[\"']?(?:https?:)?//", own)
    assert page.count("<!DOCTYPE html>") == 1


def test_the_picture_is_wellformed_and_holds_no_markup_from_names(hostile):
    text = svg(
        hostile, positions=positions(hostile), highlight=["__proto__"], suggestions=[("__proto__", "id<5>")]
    )
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert not list(tree.iter(f"{SVG}script"))
    assert any("<script>alert(1)</script>" in (title.text or "") for title in tree.iter(f"{SVG}title"))
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("href=http://example.org", "")
    assert 'stroke-dasharray="6 4"' in text


def test_the_picture_has_title_description_and_legend(hostile):
    text = svg(hostile, positions=positions(hostile), language="fr", prefix="one")
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "one-title one-desc"
    words = " ".join(element.text or "" for element in tree.iter(f"{SVG}text"))
    assert "Entreprises (2)" in words
    assert len(list(tree.iter(f"{SVG}use"))) == len(hostile)


def test_the_same_network_gives_the_same_picture_whatever_the_row_order(hostile):
    shuffled = Network.build(
        hostile.actors.sample(frac=1, random_state=3), hostile.stated_ties.sample(frac=1, random_state=4)
    )
    assert svg(hostile) == svg(shuffled)


def test_a_large_network_is_drawn_condensed_and_small():
    ids = [f"a{place:05}" for place in range(3000)]
    ties = pd.DataFrame({"source": ids[:-1], "target": ids[1:]})
    network = Network.build(pd.DataFrame({"id": ids}), ties)
    clusters = pd.Series(np.repeat(np.arange(1, 31), 100), index=network.ids)
    text = svg(network, positions=positions(network), clusters=clusters, cluster_names={1: "First"})
    assert text.count("<use") == 0
    assert ">First<" in text
    assert len(text) < 100_000


def test_an_empty_network_has_an_empty_picture():
    empty = Network.build(pd.DataFrame({"id": []}))
    assert ElementTree.fromstring(svg(empty)) is not None  # noqa: S314 - our own text
