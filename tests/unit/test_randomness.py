"""Chance is seeded, each purpose has its own stream, and global state is left alone."""

from __future__ import annotations

import random

import igraph
import numpy as np

from graphlib.randomness import generator, seeded_igraph


def test_the_same_seed_and_purpose_give_the_same_numbers():
    assert generator(1, "x").random() == generator(1, "x").random()
    assert generator(1, "x").random() != generator(1, "y").random()
    assert generator(1, "x").random() != generator(2, "x").random()


def test_igraph_is_seeded_inside_the_block():
    def draw():
        with seeded_igraph(5):
            return igraph.Graph.Erdos_Renyi(n=30, m=60).get_edgelist()

    assert draw() == draw()


def test_global_randomness_is_left_as_it_was():
    random.seed(3)
    np.random.seed(3)  # noqa: NPY002 - the global state is what is tested
    before = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    with seeded_igraph(9):
        igraph.Graph.Erdos_Renyi(n=30, m=60)
    assert (random.getstate(), np.random.get_state()[1].tolist()) == before  # noqa: NPY002
