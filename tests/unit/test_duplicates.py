"""Actors that may be one organisation, found by name, mark and place."""

import itertools
import unicodedata

import pandas as pd
import pytest

from graphlib.duplicates import likely_duplicates, same_words, sector_words
from graphlib.network import Network
from graphlib.readers import read_network

COLUMNS = ["id_a", "name_a", "id_b", "name_b", "score", "evidence"]


def found(*names, **columns):
    ids = [f"a{i:02}" for i in range(len(names))]
    return likely_duplicates(
        Network.build(pd.DataFrame({"id": ids, "name": list(names), **columns})), limit=None
    )


def first(*names, **columns):
    """Give the evidence and score of the likeliest pair, which must be the first two names."""
    rows = found(*names, **columns)
    assert len(rows), "nothing found"
    assert (rows["id_a"][0], rows["id_b"][0]) == ("a00", "a01")
    return rows["evidence"][0].split(";")[0], float(rows["score"][0])


@pytest.mark.parametrize(
    ("a", "b", "evidence"),
    [
        ("Müller Works", "MULLER-WORKS", "same_but_case_and_punctuation"),
        ("Société Générale", "SOCIETE GENERALE S.A.", "same_but_legal_form"),
        ("Müller GmbH", "Muller", "same_but_legal_form"),
        ("Enel", "Enel S.p.A.", "same_but_legal_form"),
        ("Tauron Polska", "Tauron Polska sp. z o.o.", "same_but_legal_form"),
        ("Siemens", "Siemens Aktiengesellschaft", "same_but_legal_form"),
        ("Dupont Bois", "Dupont Bois société anonyme", "same_but_legal_form"),
        ("Škoda Slévárna", "Škoda Slévárna a.s.", "same_but_legal_form"),
        ("Novak Gradnja d.o.o.", "Novak Gradnja", "same_but_legal_form"),
        ("Duna Hajó Kft.", "Duna Hajó", "same_but_legal_form"),
        ("Ruderclub Linz e.V.", "Ruderclub Linz", "same_but_legal_form"),
        ("Dřevo, spol. s r.o.", "Dřevo", "same_but_legal_form"),
        ("Chamber of Commerce", "Commerce, Chamber of", "same_words"),
        ("Smith & Sons", "Smith and Sons", "same_words"),
        ("Université de Liège", "University of Liège", "same_when_translated"),
        ("Stadtwerke München", "Stadtwerke Muenchen", "same_when_translated"),
        ("St Andrews Trust", "Saint Andrews Trust", "same_when_translated"),
        ("Univ. of Padova", "University of Padova", "same_when_translated"),
        ("CNRS", "Centre national de la recherche scientifique (CNRS)", "acronym"),
        ("CNRS", "Centre national de la recherche scientifique", "acronym"),
        ("Harbour Area Network", "Harbour Area Network (HAN)", "acronym"),
        ("Solar Co-operative", "Solar Cooperatve", "likely_typo"),
        ("European Science Foundation", "European Sciense Foundation", "likely_typo"),
        ("Association Les Abeilles", "LES ABEILLES", "same_but_kind"),
        ("Quay Dancers", "Verein Quay Dancers", "same_but_kind"),
        ("Lumen Stiftung", "Lumen", "same_but_kind"),
        ("Agric. Chamber Tyrol", "Agricultural Chamber Tyrol", "abbreviation"),
    ],
)
def test_one_organisation_written_in_two_ways_is_found_with_the_reason(a, b, evidence):
    code, score = first(a, b, "Quite Another")
    assert code == evidence
    assert score >= 50


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lycée 12", "Lycée 13"),
        ("African Development Bank", "Asian Development Bank"),
        ("Museum of Natural History", "Museum of Natural History Lyon"),
        ("Land Vorarlberg", "Landwirtschaftskammer Vorarlberg"),
        ("North Harbour", "South Harbour"),
        ("Association de Nantes", "Nantes"),
        ("Foundation of Quay University", "Quay University"),
        ("Quay University Foundation", "Quay University"),
        ("Association for Regional Development", "Regional Development"),
        ("National Foundation", "National"),
        ("Lumen Foundation", "Lumen Association"),
        ("Association ABC", "ABC"),
        ("Zoo", "City of Helsinki"),
        ("A.", "S.A."),
        ("🎭", "研究"),
    ],
)
def test_two_organisations_with_alike_names_are_not(a, b):
    rows = found(a, b)
    assert rows.empty
    assert list(rows.columns) == COLUMNS


def test_a_name_without_its_kind_of_body_is_less_likely_than_one_without_its_legal_form():
    lacking = first("Association Les Abeilles", "LES ABEILLES")[1]
    assert 50 <= lacking < first("Les Abeilles Ltd", "LES ABEILLES")[1]


def test_a_place_or_a_frequent_word_alone_is_no_name_without_its_kind_of_body():
    names = ("Nantes Association", "Nantes")
    assert len(found(*names, "Third")) == 1
    assert found(*names, "Third", town=["", "", "Nantes"]).empty
    frequent = found("Nantes Association", "Nantes", *[f"Nantes {word}" for word in "abcdefghi"])
    assert not frequent["evidence"].str.startswith("same_but_kind").any()


def test_another_country_speaks_against_and_the_same_town_speaks_for():
    plain = first("Ministry of Health", "Ministry of Health")[1]
    apart = first("Ministry of Health", "Ministry of Health", country=["FR", "Belgium"])[1]
    one = first(
        "Ministry of Health", "Ministry of Health", country=["FR", "France"], town=["Paris", "PARIS 7"]
    )[1]
    assert apart < 50 < plain < one
    assert first("Ministry of Health", "Ministry of Health", country=["FR", None])[1] == plain


def test_other_legal_forms_are_two_organisations_but_ltd_translates_them_all():
    assert first("Alba Bau GmbH", "Alba Bau AG")[1] < 50
    assert first("Alba Bau GmbH", "Alba Bau Ltd.")[1] > 90


def test_a_name_that_adds_its_own_town_is_the_same_name():
    names = ("Economic College", "Economic College, Calarasi")
    assert first(*names, town=["Calarasi", "Călărași"])[0] == "same_but_place"
    assert found(*names, town=["Braila", "Calarasi"]).empty


def test_a_shared_registration_number_is_found_whatever_the_names():
    others = [f"9{i:08}" for i in range(8)]
    rows = found(
        *("Quay Works", "Moonlight Trading"), *[f"Firm {word}" for word in "abcdefgh"],
        siret=["552100554", "552 100 554", *others],
    )  # fmt: skip
    assert rows[["id_a", "id_b"]].to_numpy().tolist() == [["a00", "a01"]]
    assert rows["evidence"][0] == "other_name;same_identifier"
    assert rows["score"][0] > 85


def test_codes_of_one_shape_identify_under_any_heading_but_amounts_and_days_do_not():
    codes = [f"FR-{i:06}" for i in (7, 7, 1, 2, 3, 4, 5, 6)]
    names = ["Quay", "Moon", *[f"Firm {word}" for word in "abcdef"]]
    assert len(found(*names, dossier=codes)) == 1
    days = [f"2024-01-{i:02}" for i in (7, 7, 1, 2, 3, 4, 5, 6)]
    assert found(*names, first_date=days).empty
    amounts = ["1200.50", "1200.50", "3", "88", "91234567.2", "4", "12", "77777"]
    assert found(*names, amount=amounts).empty


def test_other_registration_numbers_speak_against():
    alone = first("Quay Works", "Quay Works")[1]
    assert first("Quay Works", "Quay Works", vat=["FR12345678", "FR87654321"])[1] < alone


def test_a_web_site_counts_only_with_a_word_in_common_and_not_when_everybody_shares_it():
    names = ["Harbour Partnership of Nantes", "Nantes Harbour Days", *[f"Firm {word}" for word in "abcdef"]]
    own = ["https://www.quay.org/a", "quay.org", *[f"https://{word}.org" for word in "abcdef"]]
    assert found(*names, url=own)["evidence"][0] == "shared_words;same_url"
    assert found(*names, url=["https://programme.eu"] * 8).empty
    assert found("Quay", "Moon", *names[2:], url=own).empty


def test_free_mail_is_no_domain_of_an_organisation():
    names = ["Harbour Partnership of Nantes", "Nantes Harbour Days", *[f"Firm {word}" for word in "abcdef"]]
    rest = [f"x@{word}.org" for word in "abcdef"]
    assert (
        "same_email_domain" in found(*names, contact_email=["a@quay.fr", "b@quay.fr", *rest])["evidence"][0]
    )
    assert found(*names, contact_email=["a@gmail.com", "b@gmail.com", *rest]).empty


def test_two_that_took_part_in_the_same_event_are_less_likely_one():
    actors = pd.DataFrame({"id": ["a", "b"], "name": ["Harbour Society", "Harbour Societe"]})
    events = pd.DataFrame({"event_id": ["e"]})
    taken = pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]})
    met = likely_duplicates(Network.build(actors, events=events, participations=taken))
    alone = likely_duplicates(Network.build(actors))
    assert met["score"][0] < alone["score"][0]
    assert met["evidence"][0].endswith("met")


def test_the_likeliest_come_first_and_the_list_ends_where_it_is_told():
    names = ["Alpha", "ALPHA", "Beta Works", "Beta Work", "Ministry of X", "Ministry of X"]
    network = Network.build(
        pd.DataFrame({"id": list("abcdef"), "name": names, "country": [*"    ", "FR", "BE"]})
    )
    rows = likely_duplicates(network)
    assert rows["score"].is_monotonic_decreasing
    assert rows["score"].between(0, 100).all()
    assert len(likely_duplicates(network, limit=1)) == 1
    assert (likely_duplicates(network, at_least=50)["score"] >= 50).all()
    assert len(likely_duplicates(network, at_least=50)) < len(rows)


def test_many_alike_names_are_chained_rather_than_all_paired():
    rows = found(*["Private person"] * 100)
    assert len(rows) >= 99
    assert len(rows) < 1000


def test_nothing_to_compare_gives_an_empty_table():
    assert list(likely_duplicates(Network.build(pd.DataFrame({"id": []}))).columns) == COLUMNS
    assert found("Only One").empty


def test_sector_words_that_mean_the_same_are_listed():
    words = {
        "Public Body": 9,
        "public bodies": 4,
        "Publi body": 1,
        "Firm": 3,
        "Farm": 2,
        "Universität": 1,
        "University": 5,
    }
    pairs = same_words(words)
    listed = {frozenset((row.word_a, row.word_b)) for row in pairs.itertuples()}
    assert listed == {
        frozenset(("Public Body", "public bodies")),
        frozenset(("Public Body", "Publi body")),
        frozenset(("public bodies", "Publi body")),
        frozenset(("University", "Universität")),
    }
    assert pairs["score"][0] == 100
    assert pairs.loc[pairs["word_b"] == "public bodies", "actors_a"].tolist() == [9]


def test_sector_words_are_counted_as_they_came():
    frame = pd.DataFrame(
        {"id": list("abc"), "sector": ["company", "company", "x"], "sector_source": ["Firma", None, None]}
    )
    assert sector_words(Network.build(frame)) == {"Firma": 1, "company": 1, "x": 1}


@pytest.fixture(scope="module")
def interreg(shared_data):
    return read_network(shared_data / "interreg-2014-2020")


def test_all_pairs_of_interreg_that_differ_in_case_and_punctuation_are_found(interreg):
    actors = interreg.actors
    keys = actors["name"].map(
        lambda name: "".join(
            sign for sign in unicodedata.normalize("NFKD", name).casefold() if sign.isalnum()
        )
    )
    wanted = {
        pair
        for _, ids in actors.groupby(keys)["id"]
        for pair in itertools.combinations(sorted(ids), 2)
    }  # fmt: skip
    rows = likely_duplicates(interreg, limit=None)
    assert len(wanted) >= 136
    assert wanted <= set(zip(rows["id_a"], rows["id_b"], strict=True))
