"""The gaps of a network, counted by hand; placeholders in five languages; the words for both."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.errors import UnknownNameError
from graphlib.network import Network
from graphlib.quality import (
    behind,
    crowds,
    meaning,
    measures_text,
    placeholders,
    quality,
    quality_as_json,
    quality_as_text,
    verdict,
)
from graphlib.quality.gaps import GAPS
from graphlib.translation import LANGUAGES, translator

TODAY = "2026-06-30"


def actors(count: int, **columns: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"id": [f"a{n}" for n in range(count)], "name": [f"Org {n}" for n in range(count)], **columns}
    )


def row(network: Network, gap: str) -> pd.Series:
    found = quality(network, today=TODAY).table
    return found[found["gap"] == gap].iloc[0]


def counts(network: Network, gap: str) -> tuple[int, int]:
    found = row(network, gap)
    return int(found["count"]), int(found["of"])


def test_blank_columns_of_actors_are_counted():
    network = Network.build(
        actors(
            4,
            sector=["company", None, "unknown", "guild"],
            country=["FR", None, None, None],
            region=[None, "Alsace", None, None],
            themes=["energy", None, None, None],
            size=[3.0, None, None, 9.0],
        )
    )
    assert counts(network, "sector") == (2, 4)
    assert counts(network, "own_sector") == (1, 4)
    assert counts(network, "place") == (2, 4)
    assert counts(network, "theme") == (3, 4)
    assert counts(network, "size") == (2, 4)
    assert counts(network, "single_member") == (2, 2)
    assert list(behind(network, "sector", today=TODAY)["id"]) == ["a1", "a2"]


def test_ties_without_date_one_sided_or_ended():
    ties = pd.DataFrame(
        {
            "source": ["a0", "a1", "a2", "a3"],
            "target": ["a1", "a2", "a3", "a4"],
            "since": [None, "2025-01-01", "2027-01-01", "1900-01-01"],
            "until": ["2026-06-29", "2026-06-30", "2028-01-01", None],
            "confirmed": ["one end", "both ends", None, "Une seule"],
        }
    )
    network = Network.build(actors(6), ties)
    assert counts(network, "undated_tie") == (1, 4)
    assert counts(network, "one_sided") == (2, 4)
    assert counts(network, "unconfirmed") == (1, 4)
    assert counts(network, "ended") == (1, 4)
    assert counts(network, "future") == (1, 3)
    assert counts(network, "old") == (1, 3)
    assert counts(network, "isolate") == (1, 6)
    assert behind(network, "ended", today=TODAY)["source_name"].tolist() == ["Org 0"]
    assert behind(network, "old", today=TODAY)["day"].tolist() == ["1900-01-01"]


def test_a_network_of_long_ago_has_no_old_dates():
    ties = pd.DataFrame(
        {"source": ["a0", "a1"], "target": ["a1", "a2"], "since": ["1904-01-01", "1905-01-01"]}
    )
    assert counts(Network.build(actors(3), ties), "old") == (0, 2)


def test_events_too_large_undated_and_attendance_without_a_day():
    events = pd.DataFrame({"event_id": ["e", "f", "g"], "start": [None, "2025-05-05", "2030-01-01"]})
    taken = pd.DataFrame(
        {
            "actor_id": ["a0", "a1", "a2", "a0", "a1", "a2"],
            "event_id": ["e", "e", "e", "f", "f", "e"],
            "date": [None, "2025-01-01", None, None, None, "2025-02-01"],
        }
    )
    network = Network.build(actors(4), None, events, taken, event_cap=2)
    assert counts(network, "large_event") == (1, 3)
    assert counts(network, "undated_event") == (1, 3)
    assert counts(network, "undated_participation") == (2, 6)
    # A planned event is no slip.
    assert counts(network, "future") == (0, 4)
    assert behind(network, "large_event", today=TODAY)["participants"].tolist() == [3]


def crowded(groups: int, size: int, others: int) -> Network:
    """Groups of actors that met in large events of their own, the last of them in one of three besides."""
    count = groups * size
    taken = [(f"a{n}", f"e{n // size}") for n in range(count)]
    taken += [(f"a{n}", "small") for n in range(count - 3, count)]
    rows = pd.DataFrame(taken, columns=["actor_id", "event_id"])
    return Network.build(actors(count + others), None, None, rows, event_cap=5)


def test_large_events_are_judged_by_the_attendance_that_makes_no_ties():
    # Seven of the 27 attendances are 26 %, though the event is one of six.
    taken = [(f"a{n}", "large") for n in range(7)] + [(f"a{n}", f"e{n // 4}") for n in range(20)]
    rows = pd.DataFrame(taken, columns=["actor_id", "event_id"])
    found = row(Network.build(actors(20), None, None, rows, event_cap=6), "large_event")
    assert (found["count"], found["of"], found["matters"]) == (1, 6, True)
    # A fifth of the attendances is borne.
    fewer = row(Network.build(actors(20), None, None, rows.iloc[2:], event_cap=4), "large_event")
    assert (fewer["count"], fewer["of"], fewer["matters"]) == (1, 6, False)


def test_what_large_events_leave_undone_is_counted():
    found = crowds(crowded(groups=2, size=8, others=1))
    assert (found.events, found.large, found.alone, found.event_cap) == (3, 2, 13, 5)
    assert found.attendance_share == pytest.approx(16 / 19)
    nothing = crowds(Network.build(actors(2)))
    assert (nothing.events, nothing.large, nothing.attendance_share, nothing.alone) == (0, 0, 0.0, 0)


def test_large_events_come_first_and_are_named_as_the_reason_for_having_no_tie():
    network = crowded(groups=2, size=8, others=0)
    found = quality(network, today=TODAY)
    assert "Take care with: events too large to tell who met whom (2 of 3), " in verdict(found, "en")
    assert meaning(row(network, "isolate"), found, "en") == (
        "13 of the 16 organisations have no tie: "
        "they took part in events with more than 5 participants, which make no ties."
    )
    assert behind(network, "large_event", today=TODAY)["participants"].tolist() == [8, 8]


def test_who_attended_nothing_may_have_ties_that_are_not_listed():
    network = crowded(groups=2, size=8, others=1)
    said = meaning(row(network, "isolate"), quality(network, today=TODAY), "en")
    assert said.endswith(
        ": 13 of them took part in events with more than 5 participants, which make no ties; "
        "perhaps the ties of the others are not listed."
    )
    alone = Network.build(actors(3), pd.DataFrame({"source": ["a0"], "target": ["a1"]}))
    said = meaning(row(alone, "isolate"), quality(alone, today=TODAY), "en")
    assert said.endswith("perhaps their ties are not listed.")


def test_only_ids_that_read_like_codes_say_nothing_to_a_reader():
    names = ["A0034", "n1", "UNEP", "b", "Lyon", "Town of Graz", "Area 51 Club", "Grenoble", "東京都"]
    ids = pd.DataFrame({"id": names, "name": names})
    assert counts(Network.build(ids), "nameless") == (4, 9)
    assert sorted(behind(Network.build(ids), "nameless")["id"]) == ["A0034", "UNEP", "b", "n1"]
    assert counts(Network.build(ids.assign(name="Somebody")), "nameless") == (0, 9)


def test_gaps_that_cannot_arise_are_not_listed():
    found = set(quality(Network.build(actors(2)), today=TODAY).table["gap"])
    assert not found & {"undated_tie", "large_event", "undated_participation", "silent", "future", "old"}


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Responded", ["yes", "no", None, "yes"], (1, 3)),
        ("a répondu", ["oui", "non", "non", "oui"], (2, 4)),
        ("Geantwortet", ["ja", "nein", "", "ja"], (1, 3)),
        ("Ha risposto", ["si", "no", "no", "no"], (3, 4)),
        ("answered", [1.0, 0.0, None, 1.0], (1, 3)),
        ("Answered", ["2026-01-05", "en attente", "no", "by phone"], (2, 4)),
    ],
)
def test_who_answered_is_read_from_the_column_that_says_so(heading, cells, expected):
    network = Network.build(actors(4, **{heading: cells}))
    assert counts(network, "silent") == expected


@pytest.mark.parametrize(
    "name",
    [
        "Confidential",
        "unknown",
        "N/A",
        "To be confirmed",
        "TBD",
        "Various",
        "Multiple donors",
        "Not specified",
        "Various partners and companies",
        "International NGOs (Confidential)",
        "UN Agencies [TBD]",
        "???",
        "–",
        "à confirmer",
        "Non renseigné",
        "Divers bailleurs",
        "Autres",
        "Donateur anonyme",
        "unbekannt",
        "Keine Angabe",
        "Verschiedene Geber",
        "Diverse KMU und Kommunen",
        "k. A.",
        "N.N.",
        "da confermare",
        "Sconosciuto",
        "Donatori vari",
        "por confirmar",
        "Sin especificar",
        "Varios donantes",
        "Private (individuals & organizations)",
        "Partner n/a",
        "Other (n/a)",
        "NA",
        "(NA)",
        "N/D",
    ],
)
def test_names_for_nobody_in_particular_are_found(name):
    frame = actors(2)
    frame.loc[1, "name"] = name
    assert placeholders(Network.build(frame)) == ("a1",)


@pytest.mark.parametrize(
    "name",
    [
        "Multiple Sclerosis Society",
        "TBD-Biodiscovery Ltd - GBER",
        "Obec Zlatná na Ostrove",
        "Private Holding B.V.",
        "Biodiversity Partners",
        "Anonymous Analytics Ltd",
        "Organisation",
        "Autres Terres",
        "Institute for Public-Private Partnership",
        "Ministry of Health (Other services of Paris)",
        "Sociedad Varios Mundos",
        "東京都",
        "Grumo Nevano (NA)",
        "Frattamaggiore [NA]",
        "Comune di Napoli, NA",
        "Fort Nelson (n/a)",
        "Secretariat (N.N.)",
        "NA Works",
        "E.N.D.",
    ],
)
def test_names_of_somebody_are_left_alone(name):
    frame = actors(2)
    frame.loc[1, "name"] = name
    assert placeholders(Network.build(frame)) == ()


@pytest.mark.parametrize("cells", [[0.0, 1.0], ["0", "1"], ["no", "yes"], [None, "oui"]])
def test_a_column_that_flags_placeholders_is_believed(cells):
    assert placeholders(Network.build(actors(2, is_placeholder=cells))) == ("a1",)


def test_what_matters_is_what_is_above_its_limit():
    sectors = [None] + ["company"] * 19
    assert not row(Network.build(actors(20, sector=sectors)), "sector")["matters"]
    assert row(Network.build(actors(19, sector=sectors[:19])), "sector")["matters"]


def test_the_order_of_rows_does_not_matter():
    frame = actors(5, sector=["company", None, "media", None, "media"])
    one, other = (quality(Network.build(rows), today=TODAY).table for rows in (frame, frame[::-1]))
    pd.testing.assert_frame_equal(one, other)


def third_undated() -> Network:
    """Thirty ties, ten of them without a date, among people of one sector and theme."""
    ties = pd.DataFrame(
        {
            "source": ["a0"] * 30,
            "target": [f"a{n}" for n in range(1, 31)],
            "since": [None] * 10 + ["2026-01-01"] * 20,
        }
    )
    return Network.build(actors(31, sector="company", themes="x", country="FR", size=1.0), ties)


def test_a_third_is_said_in_words_and_with_what_follows():
    network = third_undated()
    found = quality(network, today=TODAY)
    undated = row(network, "undated_tie")
    assert meaning(undated, found, "en") == (
        "About a third of the tie records have no date: "
        "what changed since the last committee covers only the others."
    )
    assert meaning(undated, found, "fr") == (
        "Environ un tiers des mentions de liens n'ont pas de date\u00a0: "
        "ce qui a changé depuis le dernier comité ne porte que sur les autres."
    )
    assert measures_text(undated, "en") == "what changed, likelihood of introductions"


def test_the_verdict_names_what_is_solid_and_what_is_weak():
    found = quality(third_undated(), today=TODAY)
    assert verdict(found, "en") == (
        "Well known: sectors, names, themes. Take care with: dates of tie records (10 of 30)."
    )


def test_a_single_row_and_all_rows_are_said_without_a_fraction():
    found = quality(Network.build(actors(3)), today=TODAY)
    sector = found.table[found.table["gap"] == "sector"].iloc[0]
    assert meaning(sector, found, "en").startswith("All 3 organisations have no sector: silos")
    alone = quality(Network.build(actors(1)), today=TODAY)
    sector = alone.table[alone.table["gap"] == "sector"].iloc[0]
    assert meaning(sector, alone, "en").startswith("The only organisation has no sector:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_has_its_words_in_each_language(language):
    t = translator(language)
    for gap in GAPS:
        for count, of in ((0, 5), (1, 5), (2, 5), (5, 5), (30, 40), (39, 40)):
            line = pd.Series(
                {"gap": gap.code, "about": gap.table, "count": count, "of": of, "measures": "map"}
            )
            said = meaning(line, quality(Network.build(actors(1)), today=TODAY), language)
            assert said
            assert "{" not in said
        assert t(f"quality.gap.{gap.code}.title")
        assert measures_text(pd.Series({"measures": ";".join(gap.measures)}), language)


def test_text_and_json_tell_the_same():
    found = quality(third_undated(), today=TODAY)
    told = quality_as_json(found, "en")
    assert told["verdict"] == verdict(found, "en")
    undated = next(gap for gap in told["gaps"] if gap["gap"] == "undated_tie")
    assert (undated["count"], undated["of"], undated["matters"]) == (10, 30, True)
    assert undated["measures"] == ["changes", "likelihood"]
    lines = quality_as_text(found, "en")
    assert lines[0] == f"quality: {told['verdict']}"
    assert lines[1].startswith("gap that matters: Tie records without a date (10 of 30). About a third")


def test_nothing_to_judge_is_said():
    network = Network.build(actors(0))
    assert verdict(quality(network, today=TODAY), "en") == "There is nothing to judge yet."


def test_an_unknown_gap_is_named():
    with pytest.raises(UnknownNameError, match="undated_tie"):
        behind(third_undated(), "undated_ties")
