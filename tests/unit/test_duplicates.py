"""Actors that may be one organisation."""

import pandas as pd
import pytest

from graphlib.duplicates import likely_duplicates
from graphlib.network import Network


def pairs(*names, country=None):
    ids = [f"a{i}" for i in range(len(names))]
    frame = pd.DataFrame({"id": ids, "name": list(names)})
    if country:
        frame["country"] = country
    found = likely_duplicates(Network.build(frame))
    return [(row.id_a, row.id_b) for row in found.itertuples()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Société Générale", "SOCIETE GENERALE S.A."),
        ("Müller GmbH", "Muller"),
        ("Chamber of Commerce", "Commerce, Chamber of"),
        ("Stadtwerke München", "Stadtwerke Muenchen"),
        ("Solar Co-operative", "Solar Cooperative s.r.l."),
    ],
)
def test_the_same_name_written_otherwise_is_listed(first, second):
    assert pairs(first, second, "Quite Another") == [("a0", "a1")]


def test_names_that_differ_in_a_number_or_country_are_not():
    assert pairs("Lycée 12", "Lycée 13") == []
    assert pairs("Ministry of Health", "Ministry of Health", country=["FR", "BE"]) == []
    assert pairs("Ministry of Health", "Ministry of Health", country=["FR", None]) == [("a0", "a1")]


def test_one_other_word_in_a_long_name_is_another_organisation():
    assert pairs("African Development Bank", "Asian Development Bank") == []
    assert pairs("Museum of Natural History", "Museum of Natural History Lyon") == []
    assert pairs("European Science Foundation", "European Science Fondation") == [("a0", "a1")]


def test_the_most_alike_come_first_and_the_list_ends():
    network = Network.build(
        pd.DataFrame({"id": list("abcd"), "name": ["Alpha", "ALPHA", "Beta Works", "Beta Work"]})
    )
    found = likely_duplicates(network)
    assert found["score"].is_monotonic_decreasing
    assert found["score"].iloc[0] == 100
    assert len(likely_duplicates(network, limit=1)) == 1


def test_nothing_alike_gives_an_empty_table():
    network = Network.build(pd.DataFrame({"id": ["a", "b"], "name": ["🎭", "研究"]}))
    found = likely_duplicates(network)
    assert list(found.columns) == ["id_a", "name_a", "id_b", "name_b", "score"]
    assert found.empty
