"""What is said of silos and of groups found: the figures, and never more than they show."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from graphlib.analysis import Grouping, analyse, grouping
from graphlib.clusters import resolutions
from graphlib.findings import (
    CLUSTER,
    apart_sentence,
    blanks_sentence,
    boundary_sentence,
    closed_groups,
    closest_sentence,
    clusters_sentence,
    composition_sentence,
    group_word,
    grouping_sentence,
    kind,
    resolution_sentence,
    silos_sentence,
    verdict,
)
from graphlib.network import Network
from graphlib.translation import LANGUAGES, translator

EN = translator("en")
_OTHERS = ["research08", "research09"]


def blocks(*sizes: int, links: int = 1, column: str = "sector") -> Network:
    """Tie everybody of a group to each other, and each group to the next by a few ties."""
    words = ("media", "research", "community", "company")
    actors = [(f"{words[b]}{i:02}", words[b]) for b, size in enumerate(sizes) for i in range(size)]
    ties = [
        pair
        for b, size in enumerate(sizes)
        for pair in combinations([f"{words[b]}{i:02}" for i in range(size)], 2)
    ]
    for b in range(len(sizes) - 1):
        ties += [(f"{words[b]}{i:02}", f"{words[b + 1]}{i:02}") for i in range(links)]
    return Network.build(
        pd.DataFrame(actors, columns=["id", column]), pd.DataFrame(ties, columns=["source", "target"])
    )


def measured(network: Network, by: str = "sector") -> Grouping:
    """Measure one column."""
    return grouping(analyse(network), by=by)


def test_closed_groups_are_named_with_what_chance_gives_and_how_wide_it_is() -> None:
    found = measured(blocks(10, 10, links=2))
    said = grouping_sentence(found, EN)
    # 2 of 92 ties lead across; by chance 1 - 2 * 10 * 9 / (20 * 19).
    assert said.startswith("2 sectors keep to themselves beyond chance: Media, Research. 2% of all ties lead")
    assert "chance alone would give 53% (" in said
    assert "in 95 of 100 cases" in said
    assert closed_groups(found)["group"].tolist() == ["media", "research"]
    assert "96% of the ties that touch it stay inside" in closest_sentence(found, EN)


def test_without_a_silo_nobody_is_named() -> None:
    ring = [(f"n{i}", f"n{(i + 1) % 12}") for i in range(12)]
    actors = pd.DataFrame({"id": [f"n{i}" for i in range(12)], "sector": ["media", "research"] * 6})
    found = measured(Network.build(actors, pd.DataFrame(ring, columns=["source", "target"])))
    assert grouping_sentence(found, EN).startswith(
        "No sector keeps to itself beyond chance. 100% of all ties"
    )
    assert closest_sentence(found, EN) == ""
    assert {verdict(row) for row in found.groups.to_dict("records")} == {"open"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["sector", "country", "region", "themes", "guild"])
def test_every_kind_of_group_is_said_in_every_language(language: str, by: str) -> None:
    speak = translator(language)
    for sizes in ((9, 9), (9,), (9, 9, 9, 9)):
        network = blocks(*sizes, column=by)
        assert grouping_sentence(measured(network, by), speak)
    silent = Network.build(pd.DataFrame({"id": ["a", "b"], by: ["media", "research"]}, dtype="str"))
    assert grouping_sentence(measured(silent, by), speak) == speak("silos.finding.untied")
    assert kind(by) == {"themes": "theme", "guild": "own"}.get(by, by)


def test_unknown_single_and_lonely_groups_are_said_as_such() -> None:
    unknown = Network.build(
        pd.DataFrame({"id": ["a", "b"]}), pd.DataFrame({"source": ["a"], "target": ["b"]})
    )
    assert "Sectors are not known" in silos_sentence(analyse(unknown), EN)
    assert "are of one: Media" in grouping_sentence(measured(blocks(5)), EN)
    verdicts = {row["group"]: verdict(row) for row in measured(blocks(10, 10, 1)).groups.to_dict("records")}
    assert verdicts == {"media": "silo", "research": "silo", "community": "alone"}
    idle = Network.build(
        pd.DataFrame({"id": list("abcd"), "sector": ["media", "media", "research", "research"]}),
        pd.DataFrame({"source": ["a"], "target": ["b"]}),
    )
    assert verdict(measured(idle).groups.set_index("group").loc["research"]) == "untied"


def test_blank_pairs_are_named_by_the_ties_that_chance_would_give() -> None:
    found = measured(blocks(8, 8, 8))
    said = blanks_sentence(found, EN)
    row = found.mixing[found.mixing["is_blank"]].iloc[0]
    assert (row["group_a"], row["group_b"]) == ("community", "media")
    assert said.startswith("No tie at all joins one pair")
    assert f"Communities and Media ({EN.number(row['expected'], 0)} by chance)" in said
    assert blanks_sentence(measured(blocks(8, 8)), EN).startswith("Every two groups")


def test_the_pair_furthest_apart_is_named_and_small_ones_counted() -> None:
    found = measured(blocks(10, 10, 2, links=1))
    said = apart_sentence(found, EN)
    assert said.startswith("Furthest apart: Media and Research.")
    assert "2 pairs are too small to tell." in said
    assert (
        apart_sentence(measured(blocks(3, 3)), EN)
        == "All groups are too small to tell how far apart they are."
    )


def test_groups_found_that_are_none_or_one_are_said_as_such() -> None:
    nobody = analyse(Network.build(pd.DataFrame({"id": ["a"]})))
    assert clusters_sentence(nobody, EN) == "There are no ties, so there are no groups to find."
    pair = Network.build(pd.DataFrame({"id": ["a", "b"]}), pd.DataFrame({"source": ["a"], "target": ["b"]}))
    assert clusters_sentence(analyse(pair), EN).startswith("No groups stand out")
    assert clusters_sentence(analyse(blocks(10, 10)), EN).startswith("2 groups were found")


def test_composition_and_boundary_name_the_groups_found_by_the_names_given() -> None:
    network = blocks(10, 10)
    analysis = analyse(network)
    names = {1: "<b>One", 2: "Two"}
    said = composition_sentence(grouping(analysis, by="sector"), names, EN)
    assert said == "100% of the group “<b>One” are of one kind: Media (10, where chance would give 5)."
    assert boundary_sentence(analysis.boundary, names, EN).startswith("Nobody stands between groups")
    torn = Network.build(
        pd.concat([network.actors[["id", "sector"]], pd.DataFrame({"id": ["torn"], "sector": ["other"]})]),
        pd.concat(
            [
                network.stated_ties[["source", "target"]],
                pd.DataFrame(
                    {"source": "torn", "target": ["media08", "media09", "research08", "research09"]}
                ),
            ]
        ),
    )
    told = boundary_sentence(analyse(torn).boundary, names, EN)
    assert told.startswith("1 organisation stands between groups. First of all torn: 2 ties in")


def test_the_resolution_taken_is_said_with_its_stretch() -> None:
    said = resolution_sentence(resolutions(blocks(10, 10, 10, links=2)), EN)
    assert said.startswith("The same groups are found from resolution ")
    table = resolutions(blocks(10, 10, 10))
    none = table.assign(is_plateau=False, is_chosen=table["resolution"] == 1)
    assert resolution_sentence(none, EN).startswith("There is no stretch")
    assert resolution_sentence(table[:0], EN) == ""


def test_groups_are_said_in_words_of_their_column_alone() -> None:
    assert group_word("media", "sector", EN) == "Media"
    assert group_word("media", "guild", EN) == "media"
    assert group_word("FR", "country", EN) == "France"
    assert group_word("x\u202ey", "region", EN) == "xy"
    assert group_word("Around A", CLUSTER, EN) == "“Around A”"


def test_groups_in_no_column_are_measured_by_their_labels() -> None:
    analysis = analyse(blocks(10, 10))
    labels = analysis.found.membership.map({1: "One", 2: "Two"})
    found = grouping(analysis, by=CLUSTER, labels=labels)
    assert found.groups["group"].tolist() == ["One", "Two"]
    assert found.groups["internal"].tolist() == [45, 45]
    assert found.mixing.set_index(["group_a", "group_b"])["ties"].to_dict() == {
        ("One", "One"): 45,
        ("One", "Two"): 1,
        ("Two", "Two"): 45,
    }
    assert CLUSTER not in analysis.network.actors


def test_what_the_analysis_has_is_taken_from_it() -> None:
    analysis = analyse(blocks(10, 10))
    found = grouping(analysis, by="sector")
    assert found.mixing is analysis.mixing
    assert found.controversy is analysis.controversy
    pd.testing.assert_frame_equal(found.groups.drop(columns="coleman"), analysis.groups)
    # 91 ends of each group's ties, 90 of them inside, 9/19 expected: (90 - 43.1) / (91 - 43.1).
    assert found.groups["coleman"].tolist() == pytest.approx([(90 - 91 * 9 / 19) / (91 - 91 * 9 / 19)] * 2)
