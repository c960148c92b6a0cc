"""A scenario changes a copy, promises what comes true, and says what does not fit."""

from __future__ import annotations

import json
import pickle

import pandas as pd
import pytest

from graphlib.analysis import analyse
from graphlib.errors import InputError
from graphlib.introductions import introductions
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.scenario import (
    AddedActor,
    Scenario,
    applied,
    change_sentences,
    changes_sentence,
    compared,
    finding_sentence,
    fitting,
    misfits,
    read_scenario,
    resolved,
    today_and_then,
)
from graphlib.translation import LANGUAGES, translator

HOSTILE = '=cmd|"<img src=x onerror=alert(1)>"\u202e**B**'


def network(*ties: str, names: dict[str, str] | None = None) -> Network:
    """Build a line or any other small network: a, c and e are companies, the others public bodies."""
    ids = list("abcdef")
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": [(names or {}).get(each, each.upper()) for each in ids],
            "sector": ["company", "public body"] * 3,
        }
    )
    pairs = [tuple(tie) for tie in ties]
    return Network.build(actors, pd.DataFrame(pairs, columns=["source", "target"]))


LINE = network("ab", "bc", "cd", "de", "ef")


@pytest.fixture(scope="module")
def programme(example):
    """Give the example, which has events."""
    return read_network(example)


def tied(changed: Network) -> set[str]:
    """List the pairs that are tied."""
    return {f"{source}{target}" for source, target in changed.pairs[["source", "target"]].to_numpy()}


def keys(found) -> list[str]:
    """Give what is wrong with each change."""
    return [each.problem.what.key.split(".")[1] for each in found]


def test_every_kind_of_change_is_made_at_once_and_the_data_stay():
    before = LINE.fingerprint
    scenario = Scenario(
        added_ties=(("f", "a"),),
        removed_ties=(("d", "c"),),
        added_actors=(AddedActor("g", "G", "media", ("a", "f")),),
        removed_actors=("e",),
    )
    changed = applied(LINE, scenario)
    assert tied(changed) == {"ab", "bc", "af", "ag", "fg"}
    assert changed.actors.set_index("id").loc["g", ["name", "sector"]].tolist() == ["G", "media"]
    assert LINE.fingerprint == before
    assert len(LINE) == 6


def test_removing_an_actor_is_the_network_without_it(programme):
    gone = [programme.ids[3], programme.ids[40]]
    changed = applied(programme, Scenario(removed_actors=tuple(gone)))
    assert changed.fingerprint == programme.without(gone).fingerprint


def test_a_scenario_without_changes_gives_the_network_itself(programme):
    assert applied(programme, Scenario("nothing")) is programme


def test_introductions_keep_their_promise(programme):
    plan = introductions(programme, top=8)
    pairs = list(zip(plan.table["source"], plan.table["target"], strict=True))
    today = analyse(programme)
    then = analyse(applied(programme, Scenario(added_ties=tuple(pairs))))
    found = today_and_then(today, then).summary.set_index("measure")
    promised = float(plan.table["reach_gain"].sum())
    assert found.loc["cross_sector_reach", "change"] == pytest.approx(promised, abs=1e-9)
    assert found.loc["ties", "change"] == 8
    assert found.loc["cross_sector_reach", "basis"] == "exact"


def test_a_tie_of_shared_events_goes_alone(programme):
    stated = {tuple(pair) for pair in programme.stated_ties[["source", "target"]].to_numpy()}
    derived = programme.derived_ties[["source", "target"]].to_numpy()
    pair = next(tuple(each) for each in derived if tuple(each) not in stated)
    changed = applied(programme, Scenario(removed_ties=(pair,)))
    columns = ["source", "target", "weight", "since"]
    left = programme.pairs[columns]
    left = left[~((left["source"] == pair[0]) & (left["target"] == pair[1]))].reset_index(drop=True)
    pd.testing.assert_frame_equal(changed.pairs[columns], left)


def test_ties_that_are_there_and_ties_that_are_not_do_nothing_and_are_told():
    scenario = Scenario(added_ties=(("b", "a"), ("a", "c"), ("c", "a")), removed_ties=(("a", "f"),))
    found = misfits(LINE, scenario)
    assert keys(found) == ["tie_there", "repeated", "no_tie"]
    assert not any(each.is_fault for each in found)
    assert tied(applied(LINE, scenario)) == {*tied(LINE), "ac"}


def test_everything_impossible_is_told_at_once():
    scenario = Scenario(
        added_ties=(("a", "a"), ("zz", "yy"), ("a", "f"), ("a", "e")),
        removed_ties=(("f", "a"), ("a", "nobody"), ("c", "new")),
        added_actors=(AddedActor("b"), AddedActor(" "), AddedActor("new", ties=("ghost", "e", "new", "c"))),
        removed_actors=("e", "gone", "e"),
    )
    with pytest.raises(InputError) as caught:
        applied(LINE, scenario)
    found = [problem.what.key.split(".")[1] for problem in caught.value.problems]
    assert found == [
        "unknown_actor",
        "id_taken",
        "blank_id",
        "unknown_actor",
        "end_gone",
        "self_tie",
        "self_tie",
        "unknown_actor",
        "unknown_actor",
        "added_and_removed",
        "end_gone",
        "unknown_actor",
        "added_and_removed",
    ]
    assert keys(each for each in misfits(LINE, scenario) if not each.is_fault) == ["repeated", "no_tie"]


def test_what_fits_a_newer_version_is_kept_and_all_else_left_out():
    scenario = Scenario(
        added_ties=(("a", "b"), ("a", "f"), ("a", "zz")),
        added_actors=(AddedActor("g", ties=("a", "zz")), AddedActor("c")),
        removed_actors=("nobody", "d"),
    )
    kept = fitting(LINE, scenario)
    assert kept == Scenario(
        added_ties=(("a", "f"),), added_actors=(AddedActor("g", ties=("a",)),), removed_actors=("d",)
    )
    assert not misfits(LINE, kept)
    assert "ag" in tied(applied(LINE, kept))


def test_a_misspelt_id_is_told_with_the_one_that_was_meant():
    actors = pd.DataFrame({"id": ["chamber", "solar-coop"], "sector": ["company", "community"]})
    found = misfits(Network.build(actors), Scenario(removed_actors=("solar-cop",)))
    assert "Did you mean “solar-coop”?" in found[0].problem.text()


def test_a_scenario_comes_back_from_json_and_pickle():
    scenario = Scenario(
        HOSTILE,
        (("a", "f"),),
        (("a", "b"),),
        (AddedActor("g", HOSTILE, "media", ("a",)),),
        ("e",),
        "why\ud800",
    )
    assert Scenario.from_json(scenario.to_json()) == scenario
    assert Scenario.from_plain(json.loads(json.dumps(scenario.as_plain()))) == scenario
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301
    assert scenario.size == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"passerelle": "scenario", "added_ties": [["a"]]}',
        b'{"passerelle": "scenario", "added_ties": [["a", 1]]}',
        b'{"passerelle": "scenario", "added_ties": "ab"}',
        b'{"passerelle": "scenario", "added_actors": [{"name": "no id"}]}',
        b'{"passerelle": "scenario", "removed_actors": [null]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_scenario_is_refused(data):
    with pytest.raises(InputError, match="not a scenario"):
        Scenario.from_json(data)


def test_a_list_is_read_by_ids_and_by_names(tmp_path):
    known = network("ab", "bc", names={"f": "Forum  Nord"})
    path = tmp_path / "wishes.csv"
    path.write_text("from;to;Action\na;forum nord;\nB;E;Add\nb;c;REMOVE\n", "utf-8")
    scenario, remarks = read_scenario(path, known)
    assert scenario == Scenario("wishes", (("a", "f"), ("b", "e")), (("b", "c"),))
    assert not remarks
    assert resolved(known, "forum NORD") == ("f",)
    assert resolved(known, "nobody") == ()


def test_all_faults_of_a_list_are_told_with_their_rows(tmp_path):
    known = network("ab", names={"e": "Twin", "f": "Twin"})
    path = tmp_path / "wishes.csv"
    rows = ["a,twin,add", "a,,add", "a,zz,add", "a,c,perhaps", "a,a,add", "a,b,add", "a,d,-", "a,c,+"]
    path.write_text("source,target,action\n" + "\n".join(rows) + "\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_scenario(path, known)
    found = [(problem.row, problem.what.key.split(".")[1]) for problem in caught.value.problems]
    assert found == [
        (2, "ambiguous"),
        (3, "blank_end"),
        (4, "unknown_actor"),
        (5, "unknown_action"),
        (6, "self_tie"),
    ]
    assert "e, f" in caught.value.problems[0].text()


def test_what_is_already_so_in_a_list_is_a_remark(tmp_path):
    path = tmp_path / "wishes.csv"
    path.write_text("source,target,action\na,b,add\na,f,remove\na,c,\n", "utf-8")
    scenario, remarks = read_scenario(path, LINE)
    assert [(each.row, each.what.key.split(".")[1]) for each in remarks] == [(2, "tie_there"), (3, "no_tie")]
    assert tied(applied(LINE, scenario)) == {*tied(LINE), "ac"}


def test_a_file_without_two_ends_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("colour,size\nred,2\n", "utf-8")
    with pytest.raises(InputError, match="colour"):
        read_scenario(path, LINE)


def test_what_was_saved_is_read_again(tmp_path):
    scenario = Scenario("again", added_actors=(AddedActor("g", ties=("a",)),), removed_actors=("f",))
    path = tmp_path / "saved.json"
    path.write_bytes(scenario.to_json())
    assert read_scenario(path, LINE) == (scenario, ())


def test_every_measure_stands_today_beside_then():
    scenario = Scenario(added_ties=(("a", "f"),))
    found = today_and_then(analyse(LINE), analyse(applied(LINE, scenario)))
    summary = found.summary.set_index("measure")
    # A line of six becomes a ring: every pair at most 3 apart, and no tie a bridge any longer.
    assert summary.loc["bridges", ["today", "then", "change"]].tolist() == [5, 0, -5]
    assert summary.loc["mean_distance", "today"] == pytest.approx(70 / 30)
    assert summary.loc["mean_distance", "then"] == pytest.approx(54 / 30)
    assert summary.loc["cross_sector_share", ["today", "then"]].tolist() == [1, 1]
    assert summary.loc["clusters", "basis"] == "anew"
    assert summary.loc["state", "today"] == "woven" or summary.loc["state", "today"] == "dependent"
    assert "fingerprint" not in summary.index
    groups = found.groups.set_index(["group", "measure"])
    assert groups.loc[("company", "external"), ["today", "then", "change"]].tolist() == [5, 6, 1]
    actors = found.actors.set_index(["id", "measure"])
    assert actors.loc[("a", "degree"), ["today", "then", "change"]].tolist() == [1, 2, 1]
    assert ("b", "degree") not in actors.index


def test_who_joins_has_no_today_and_who_leaves_no_then():
    scenario = Scenario(added_actors=(AddedActor("g", "Gee", "media", ("a",)),), removed_actors=("f",))
    found = today_and_then(analyse(LINE), analyse(applied(LINE, scenario)))
    actors = found.actors.set_index(["id", "measure"])
    new, gone = actors.loc[("g", "degree")], actors.loc[("f", "degree")]
    assert pd.isna(new["today"])
    assert (new["then"], new["name"], new["sector"]) == (1, "Gee", "media")
    assert pd.isna(gone["then"])
    assert gone["name"] == "F"
    groups = found.groups.set_index(["group", "measure"])
    assert pd.isna(groups.loc[("media", "actors"), "today"])


def test_no_change_changes_nothing():
    today = analyse(LINE)
    found = today_and_then(today, today)
    assert found.actors.empty
    assert found.summary["change"].fillna(0).eq(0).all()
    assert change_sentences(today, today, translator("en")) == [
        f"In a word the network would stay as it is: {today.summary['state'].capitalize()}."
    ]


def test_several_scenarios_stand_side_by_side():
    ring, cut = (
        analyse(applied(LINE, scenario))
        for scenario in (Scenario(added_ties=(("a", "f"),)), Scenario(removed_ties=(("c", "d"),)))
    )
    table = compared(analyse(LINE), [ring, cut]).set_index("measure")
    assert table.loc["components", ["today", "then_1", "then_2"]].tolist() == [1, 1, 2]
    assert table.loc["ties", ["today", "then_1", "then_2"]].tolist() == [5, 6, 4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_say_what_changes(language):
    t = translator(language)
    today = analyse(LINE)
    cut = Scenario(removed_ties=(("a", "b"), ("c", "d")), removed_actors=("f",))
    then = analyse(applied(LINE, cut))
    said = " ".join([finding_sentence(today, then, cut, t), *change_sentences(today, then, t)])
    before, after = today.summary["cross_sector_reach"], then.summary["cross_sector_reach"]
    assert t.number(before, 3) in said
    assert t.number(after, 3) in said
    assert "3" in said
    assert ("separate parts" if language == "en" else "parties séparées") in said
    assert changes_sentence(Scenario(), t) == t("scenario.nothing")


def test_sentences_do_without_sectors():
    actors = pd.DataFrame({"id": list("abc")})
    bare = Network.build(actors, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    scenario = Scenario(added_ties=(("b", "c"),))
    said = finding_sentence(analyse(bare), analyse(applied(bare, scenario)), scenario, translator("en"))
    assert said == (
        "With 1 tie more: the 2 separate parts of the network would become 1, "
        "the largest with 100% of the organisations instead of 67%."
    )


def test_an_empty_network_and_a_single_actor_have_scenarios_too():
    empty = Network.build(pd.DataFrame({"id": pd.Series(dtype="str")}))
    joined = applied(empty, Scenario(added_actors=(AddedActor("a"), AddedActor("b", ties=("a",)))))
    assert tied(joined) == {"ab"}
    single = applied(joined, Scenario(removed_actors=("b",)))
    found = today_and_then(analyse(joined), analyse(single))
    assert found.summary.set_index("measure").loc["actors", "then"] == 1
    gone = applied(single, Scenario(removed_actors=("a",)))
    assert len(gone) == 0
    assert len(today_and_then(analyse(single), analyse(gone)).actors)


def test_the_order_of_changes_plays_no_part(programme):
    pairs = tuple(zip(programme.ids[:6], programme.ids[60:66], strict=True))
    forth = fitting(programme, Scenario(added_ties=pairs))
    back = fitting(programme, Scenario(added_ties=tuple((other, one) for one, other in reversed(pairs))))
    assert applied(programme, forth).fingerprint == applied(programme, back).fingerprint
