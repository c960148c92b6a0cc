"""The likelihood: features against networkx and dense matrices, no leak, calibration, outcomes."""

from __future__ import annotations

import pickle

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from graphlib.distances import adjacency
from graphlib.introductions.earlier import earlier
from graphlib.introductions.likelihood import Likelihood, learned
from graphlib.introductions.likelihood.calibration import check, level, wilson
from graphlib.introductions.likelihood.experts import counted, places
from graphlib.introductions.likelihood.learning import _curve
from graphlib.introductions.likelihood.logistic import offset_logistic
from graphlib.introductions.likelihood.outcomes import leaning
from graphlib.introductions.likelihood.past import UNDATED, actor_codes, as_day, past_of
from graphlib.introductions.likelihood.states import present, standing, wider
from graphlib.network import Network

GROUPS = ("community", "company", "public")


def programme(seed: int = 5, actors: int = 90, events: int = 420) -> Network:
    """Make a programme of four years in which the active meet again, and friends of friends meet."""
    random = np.random.default_rng(seed)
    zeal = random.pareto(1.5, actors) + 0.2
    met = np.zeros((actors, actors))
    rows = []
    for event in range(events):
        day = str(np.datetime64("2016-01-01") + int(event * 1460 / events))
        host = random.choice(actors, p=zeal / zeal.sum())
        pull = zeal * (1 + 4 * met[host] + 2 * (met[host] @ met > 0))
        pull[host] = 0
        came = np.r_[host, random.choice(actors, 3, replace=False, p=pull / pull.sum())]
        met[np.ix_(came, came)] = 1
        rows += [(f"a{actor:03}", f"e{event:03}", day) for actor in came]
    return network_of(actors, pd.DataFrame(rows, columns=["actor_id", "event_id", "date"]))


def network_of(
    actors: int, rows: pd.DataFrame | None = None, ties: pd.DataFrame | None = None, **options: int
) -> Network:
    ids = [f"a{actor:03}" for actor in range(actors)]
    table = pd.DataFrame({"id": ids, "sector": [GROUPS[actor % 3] for actor in range(actors)]})
    events = None if rows is None else pd.DataFrame({"event_id": sorted(set(rows["event_id"]))})
    return Network.build(table, ties, events, rows, **options)


@pytest.fixture(scope="module")
def known() -> Network:
    return programme()


@pytest.fixture(scope="module")
def model(known: Network) -> Likelihood:
    return learned(known)


def every_pair(network: Network) -> tuple[np.ndarray, np.ndarray]:
    one, other = np.triu_indices(len(network), 1)
    return one.astype(np.int32), other.astype(np.int32)


def unlinked(network: Network) -> tuple[np.ndarray, np.ndarray]:
    one, other = every_pair(network)
    tied = {(u, v) for u, v in network.edges.tolist()}
    keep = [(u, v) not in tied for u, v in zip(one.tolist(), other.tolist(), strict=True)]
    return one[keep], other[keep]


def test_sums_of_paths_are_those_of_networkx(known: Network, model: Likelihood) -> None:
    first, second = unlinked(known)
    found = model.scorer(known).features(first, second)
    graph = nx.Graph(known.edges.tolist())
    graph.add_nodes_from(range(len(known)))
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    for name, peer in (
        ("resource_allocation", nx.resource_allocation_index),
        ("adamic_adar", nx.adamic_adar_index),
        ("degree_product", nx.preferential_attachment),
    ):
        assert found[name] == pytest.approx([value for _, _, value in peer(graph, pairs)]), name
    common = [len(list(nx.common_neighbors(graph, u, v))) for u, v in pairs]
    assert found["common_neighbours"].tolist() == common


def test_longer_paths_and_weights_are_those_of_dense_matrices(known: Network, model: Likelihood) -> None:
    first, second = unlinked(known)
    found = model.scorer(known).features(first, second)
    ties = np.zeros((len(known), len(known)))
    weight = ties.copy()
    one, other = known.edges.T
    ties[one, other] = ties[other, one] = 1
    weight[one, other] = weight[other, one] = known.pairs["weight"]
    root = np.diag(1 / np.sqrt(np.maximum(ties.sum(1), 1)))
    strength = np.diag(1 / np.maximum(weight.sum(1), 1e-9))
    assert found["l3"] == pytest.approx((ties @ root @ ties @ root @ ties)[first, second])
    walks = 0.002**2 * ties @ ties + 0.002**3 * ties @ ties @ ties
    assert found["katz"] == pytest.approx(walks[first, second])
    shares = (weight @ strength @ weight)[first, second]
    assert found["weighted_resource_allocation"] == pytest.approx(shares)


def test_activity_counts_events_that_make_ties_and_stated_ties() -> None:
    rows = pd.DataFrame(
        [
            ("a000", "e1", "2020-01-01"),
            ("a001", "e1", "2020-01-01"),
            ("a000", "e2", "2021-06-24"),
            ("a002", "e2", "2021-06-24"),
            ("a001", "alone", "2021-01-01"),
        ],
        columns=["actor_id", "event_id", "date"],
    )
    ties = pd.DataFrame({"source": ["a003"], "target": ["a001"], "since": ["2021-06-24"]})
    past = past_of(network_of(4, rows, ties), np.zeros(4, np.int32))
    ground = past.ground(as_day("2021-06-24"))
    assert ground.acts.tolist() == [2, 2, 1, 1]
    assert ground.active == pytest.approx([1.5, 1.5, 1, 1], abs=1e-3)  # 540 days halve the first event
    assert ground.idle.tolist() == [0, 0, 0, 0]
    assert ground.recent == pytest.approx([0.5, 1, 0.5, 1, 1, 1], abs=1e-3)


def test_the_state_before_a_day_is_the_earlier_network(known: Network) -> None:
    before, _ = earlier(known, "2018-01-01")
    past = past_of(known, actor_codes(known, "sector")).before(as_day("2018-01-01"))
    assert np.array_equal(np.column_stack(np.divmod(past.keys(), len(known))), before.edges)
    ground = past.ground(as_day("2018-01-01"))
    assert ground.weights == pytest.approx(before.pairs["weight"].to_numpy()[adjacency(before).ties])
    assert np.array_equal(ground.indices, adjacency(before).indices)


def test_candidates_are_unlinked_pairs_of_different_groups_with_a_contact(known: Network) -> None:
    state = present(past_of(known, actor_codes(known, "sector")), 0, most=10**6, seed=1)
    ties = np.zeros((len(known), len(known)), int)
    ties[tuple(known.edges.T)] = 1
    ties += ties.T
    codes = known.groups("sector").codes
    expected = (ties @ ties > 0) & (ties == 0) & (codes[:, None] != codes[None])
    assert list(zip(state.pairs.first, state.pairs.second, strict=True)) == [
        (u, v) for u, v in zip(*np.nonzero(np.triu(expected, 1)), strict=True)
    ]


def test_labels_are_the_ties_of_the_next_year(known: Network) -> None:
    day = as_day("2018-01-01")
    past = past_of(known, actor_codes(known, "sector"))
    state = standing(past, day, most=10**6, seed=1)
    later = {tuple(edge) for edge in earlier(known, "2019-01-01")[0].edges.tolist()}
    ends = zip(state.pairs.first.tolist(), state.pairs.second.tolist(), strict=True)
    assert state.is_tied.tolist() == [pair in later for pair in ends]
    assert state.positives > 20


def test_probabilities_are_learned_and_lie_between_nought_and_most(known: Network, model: Likelihood) -> None:
    assert (model.basis, model.is_few_data) == ("learned", False)
    first, second = unlinked(known)
    said = model.scorer(known)(first, second)
    assert said.min() >= 0
    assert said.max() <= 0.95
    assert len(np.unique(said)) > len(said) / 4


def test_what_is_said_puts_the_ties_of_the_next_year_first(known: Network) -> None:
    before, _ = earlier(known, "2019-01-01")
    scorer = learned(before, before="2019-01-01").scorer(before)
    state = standing(past_of(known, actor_codes(known, "sector")), as_day("2019-01-01"), most=10**6, seed=1)
    said = scorer(state.pairs.first, state.pairs.second)
    best = np.argsort(-said)[:100]
    assert state.is_tied[best].mean() > 2 * state.is_tied.mean()
    assert 1 / 1.6 < said.sum() / state.positives < 1.6


def test_nothing_dated_on_the_day_or_later_is_read(known: Network) -> None:
    cut = "2018-07-01"
    rows = known.participations
    later = rows["date"] >= cut
    changed = rows.assign(actor_id=rows["actor_id"].where(~later, "a000"))
    more = pd.DataFrame([(f"a{i:03}", "late", cut) for i in range(20)], columns=rows.columns[:3])
    other = network_of(90, pd.concat([changed, more]))
    before, _ = earlier(known, cut)
    one, two, three = (learned(network, before=cut) for network in (known, other, before))
    first, second = unlinked(before)
    said = [found.scorer(before)(first, second) for found in (one, two, three)]
    assert np.array_equal(said[0], said[1])
    assert np.array_equal(said[0], said[2])
    assert one.positives == two.positives
    pd.testing.assert_frame_equal(one.reliability, two.reliability)


def test_undated_rows_teach_nothing_but_count_today(known: Network, model: Likelihood) -> None:
    ties = pd.DataFrame({"source": ["a000", "a003"], "target": ["a004", "a088"]})
    other = network_of(90, known.participations, ties)
    again = learned(other, before=model.before)
    assert again.positives == model.positives
    first, second = unlinked(known)
    assert np.array_equal(again.scorer(known)(first, second), model.scorer(known)(first, second))
    assert not np.array_equal(again.scorer(other)(first, second), model.scorer(known)(first, second))


def test_the_order_of_rows_changes_nothing(known: Network, model: Likelihood) -> None:
    rows = known.participations.sample(frac=1, random_state=3)
    actors = known.actors.sample(frac=1, random_state=4)
    other = Network.build(actors, None, known.events.iloc[::-1], rows)
    first, second = unlinked(known)
    assert np.array_equal(learned(other).scorer(other)(first, second), model.scorer(known)(first, second))


def test_pairs_may_be_asked_in_any_portion(known: Network, model: Likelihood) -> None:
    scorer = model.scorer(known)
    first, second = unlinked(known)
    whole = scorer(first, second)
    assert np.array_equal(whole[700:], scorer(first[700:], second[700:]))
    assert scorer(first[:0], second[:0]).shape == (0,)


def test_it_survives_pickling_and_is_small(known: Network, model: Likelihood) -> None:
    packed = pickle.dumps(model)
    assert len(packed) < 50_000
    first, second = unlinked(known)
    again = pickle.loads(packed).scorer(known)  # noqa: S301 - made here
    assert np.array_equal(again(first, second), model.scorer(known)(first, second))


def test_only_stated_ties_with_dates_are_enough() -> None:
    source = programme()
    ties = source.derived_ties[["source", "target", "since"]]
    network = network_of(90, ties=ties)
    found = learned(network, before="2019-06-01")
    assert found.basis == "learned"
    assert found.positives >= 20


@pytest.mark.parametrize("keep", ["undated", "short", "mostly undated"])
def test_without_a_dated_past_plain_ranks_are_used(known: Network, keep: str) -> None:
    rows = known.participations
    if keep == "undated":
        rows = rows.assign(date=np.nan)
    elif keep == "short":
        rows = rows[rows["date"] < "2016-06-01"]
    else:
        rows = rows.assign(date=rows["date"].where(rows["event_id"].str[-1] < "4"))
    network = network_of(90, rows)
    found = learned(network)
    assert (found.basis, found.is_few_data) == ("typical", True)
    assert np.isnan(found.brier)
    assert found.reliability.empty
    first, second = unlinked(network)
    scorer = found.scorer(network)
    said, near = scorer(first, second), scorer.features(first, second)["common_neighbours"] > 0
    assert said.min() >= 0
    assert said.max() < 0.5
    assert said[near].mean() > 3 * said[~near].mean()


def test_staff_and_unknown_groups_are_never_learned_from(known: Network) -> None:
    actors = known.actors.assign(secretariat=[True] + [False] * 89)
    network = Network.build(actors, None, known.events, known.participations)
    codes = actor_codes(network, "sector")
    assert codes[0] == -1
    state = present(past_of(network, codes), 0, most=10**6, seed=1)
    assert not (state.pairs.first == 0).any()


def test_of_many_candidates_a_seeded_part_is_held(known: Network) -> None:
    past = past_of(known, actor_codes(known, "sector"))
    whole = present(past, 0, most=10**6, seed=1)
    part = present(past, 0, most=300, seed=1)
    again = present(past, 0, most=300, seed=1)
    assert 300 <= len(part.pairs) < len(whole.pairs)
    assert part.share == pytest.approx(len(part.pairs) / len(whole.pairs), rel=0.3)
    assert np.array_equal(part.pairs.second, again.pairs.second)
    rows = np.isin(whole.pairs.first, part.pairs.first)
    assert np.array_equal(whole.pairs.second[rows], part.pairs.second)
    more = np.concatenate([pairs.second for pairs in wider(part, 900, 1)])
    assert len(part.pairs) < len(more) < len(whole.pairs)


def test_ranks_are_counted_from_the_top() -> None:
    figures = np.array([0.0, 1.0, 2.0, 2.0, 8.0])
    (ranks,) = counted(iter([[figures[:2]], [figures[2:]]]), 1)
    expected = -np.log(np.array([5, 4, 2.5, 2.5, 1]) / 5)
    assert ranks(figures) == pytest.approx(expected, abs=1e-6)
    assert ranks(np.array([100.0])) >= ranks(np.array([8.0]))


def test_places_rise_with_figures() -> None:
    figures = np.sort(np.random.default_rng(1).pareto(0.3, 1000))
    assert (np.diff(places(figures)) >= 0).all()


def test_the_curve_rises_and_keeps_the_number_of_ties() -> None:
    random = np.random.default_rng(2)
    scores = random.exponential(1, 20_000)
    tied = random.random(20_000) < 0.01 * np.exp(scores / 2)
    curve = _curve((scores,), (tied,))
    said = curve(np.sort(scores))
    assert (np.diff(said) > 0).all()
    assert said.sum() == pytest.approx(tied.sum(), rel=0.05)


def test_the_level_falls_half_way_to_the_number_of_last_year() -> None:
    assert level(400.0, 100.0) == 0.5
    assert level(50.0, 100.0) == 1.0
    assert level(50.0, 0.0) == 1.0


def test_the_check_compares_by_rank_with_wilson_intervals() -> None:
    said = np.linspace(0.5, 0.0, 300)
    tied = np.arange(300) < 60
    found = check(said, tied)
    assert found.reliability["top"].tolist() == [50, 200, 300]
    assert found.reliability["seen"].tolist() == [1.0, pytest.approx(10 / 150), 0.0]
    assert found.brier == pytest.approx(np.mean((said - tied) ** 2))
    assert found.brier_base == pytest.approx(0.2 * 0.8)


def test_wilson_gives_the_published_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_reliability_is_that_of_a_year_not_learned_from(model: Likelihood) -> None:
    assert model.reliability["pairs"].sum() > 500
    assert (model.reliability["low"] <= model.reliability["seen"]).all()
    assert model.brier < model.brier_base * 1.1


def test_a_logistic_regression_without_penalty_finds_the_odds() -> None:
    happened = np.array([1.0] * 3 + [0.0] * 7)
    ones = np.ones((10, 1))
    found = offset_logistic(ones, happened, np.ones(10), np.zeros(1), np.zeros(10))
    assert found[0] == pytest.approx(np.log(3 / 7))
    shifted = offset_logistic(ones, happened, np.ones(10), np.zeros(1), np.full(10, 0.4))
    assert shifted[0] == pytest.approx(np.log(3 / 7) - 0.4)


def outcomes(*rows: tuple[str, str, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "target", "likelihood", "is_accepted"])


def test_accepted_introductions_raise_what_is_said_and_declined_ones_lower_it(
    known: Network, model: Likelihood
) -> None:
    first, second = unlinked(known)
    said = model.scorer(known)(first, second)
    met = [("a000", f"a{i:03}", 0.1, True) for i in range(1, 12)]
    declined = [(one, other, likelihood, False) for one, other, likelihood, _ in met]
    more = model.after(known, outcomes(*met)).scorer(known)(first, second)
    less = model.after(known, outcomes(*declined)).scorer(known)(first, second)
    assert (more >= said).all()
    assert (less <= said).all()
    mine, others = first == 0, first == 20
    odds = more / (1 - more) / (said / (1 - said))
    assert np.median(odds[mine]) > 1.3 * np.median(odds[others])


def test_few_outcomes_hardly_change_anything(known: Network, model: Likelihood) -> None:
    first, second = unlinked(known)
    said = model.scorer(known)(first, second)
    once = model.after(known, outcomes(("a000", "a001", 0.05, True))).scorer(known)(first, second)
    far = ~np.isin(first, [0, 1]) & ~np.isin(second, [0, 1])
    assert (once[far] / said[far]).max() < 1.25
    none = model.after(known, outcomes()).scorer(known)(first, second)
    assert np.array_equal(none, said)


def test_outcomes_count_alike_in_any_order(known: Network) -> None:
    rows = [("a000", "a001", 0.1, True), ("a005", "a002", 0.2, False), ("gone", "a003", 0.1, False)]
    turned = [(other, one, said, accepted) for one, other, said, accepted in reversed(rows)]
    assert leaning(known, outcomes(*rows), by="sector") == leaning(known, outcomes(*turned), by="sector")
    assert leaning(known, outcomes(*rows), by="sector").accepted == 1


def test_undated_is_no_day_that_a_calendar_has() -> None:
    assert as_day("0001-01-01") > UNDATED


def test_cancelling_passes_through(known: Network) -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        learned(known, progress=stop)
