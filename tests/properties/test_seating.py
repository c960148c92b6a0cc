"""Seatings of a few guests are as good as the best of all there are, and keep apart who must be."""

from __future__ import annotations

import itertools
from functools import lru_cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.introductions.seating.search import best_tables, goal_of, table_sizes, value


@lru_cache
def every_seating(guests, seats):
    """List all ways to share guests out over tables of even size."""
    sizes = table_sizes(guests, seats)
    return sorted(set(itertools.permutations(np.repeat(np.arange(len(sizes)), sizes).tolist())))


@st.composite
def parties(draw):
    """Draw a party: what pairs are worth, who must sit apart, and the seats at a table."""
    guests = draw(st.integers(2, 7))
    pairs = guests * (guests - 1) // 2
    worth, apart = np.zeros((guests, guests)), np.zeros((guests, guests), bool)
    upper = np.triu_indices(guests, 1)
    worth[upper] = draw(st.lists(st.integers(0, 20), min_size=pairs, max_size=pairs))
    apart[upper] = draw(st.lists(st.integers(0, 5), min_size=pairs, max_size=pairs)) == np.zeros(pairs)
    return worth + worth.T, apart | apart.T, draw(st.integers(2, 4))


@given(parties(), st.integers(0, 5))
@settings(max_examples=150, deadline=None)
def test_a_small_seating_is_the_best_of_all(party, seed):
    worth, apart, seats = party
    sizes = table_sizes(len(worth), seats)
    goal = goal_of(worth, apart, sizes)
    table = best_tables(goal, sizes, seed=seed, progress=lambda share: None)
    best = max(value(goal.worth, np.array(other)) for other in every_seating(len(worth), seats))
    assert value(goal.worth, table) == best
    assert np.bincount(table, minlength=len(sizes)).tolist() == sizes.tolist()


@given(parties())
@settings(max_examples=100, deadline=None)
def test_nobody_shares_a_table_who_can_be_kept_apart(party):
    worth, apart, seats = party
    sizes = table_sizes(len(worth), seats)
    table = best_tables(goal_of(worth, apart, sizes), sizes, seed=1, progress=lambda share: None)

    def broken(places):
        return int((apart & (np.asarray(places)[:, None] == places)).sum())

    assert broken(table) == min(broken(np.array(other)) for other in every_seating(len(worth), seats))
