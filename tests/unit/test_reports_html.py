"""The committee's HTML file: complete, harmless, the same twice, and silent about what is private."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from graphlib.analysis import analyse
from graphlib.introductions import introductions
from graphlib.network import Network
from graphlib.reports.html import html
from graphlib.snapshot import Snapshot, snapshot
from graphlib.translation import Message, translator

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A0",
    "../../x",
    "جمعية الطاقة",
    "🌱 Réseau",
    "N" * 4000,
    "bell\x07 \u202eturned\u202c \ufffearound",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "</style><style>*{display:none}",
]


def _network() -> Network:
    """Two circles of hostile names, joined by one of them; one island; private contacts."""
    ids = [f"a{place:02d}" for place in range(20)]
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": [*HOSTILE, *(f"{name} twin" for name in HOSTILE)],
            "sector": ["company", "community"] * 9 + ["<b>own</b>", "<b>own</b>"],
            "contact_name": "Private Person",
            "contact_email": "private@example.org",
        }
    )
    ring = [(ids[place], ids[(place + 1) % 9]) for place in range(9)]
    chords = [(ids[place], ids[(place + 2) % 9]) for place in range(9)]
    tail = [(ids[8], ids[9]), (ids[9], ids[10]), (ids[10], ids[11]), (ids[10], ids[12]), (ids[18], ids[19])]
    ties = pd.DataFrame([*ring, *chords, *tail], columns=["source", "target"]).assign(since="2026-02-01")
    return Network.build(actors, ties)


class Page(HTMLParser):
    """What a browser would see: elements, their attributes, and the text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open[-1:]:
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.fixture(scope="module")
def shown() -> Snapshot:
    network = _network()
    return snapshot(network, introductions(network, top=20), title=HOSTILE[0])


@pytest.fixture(scope="module")
def content(shown: Snapshot) -> bytes:
    return html(shown)


@pytest.fixture(scope="module")
def page(content: bytes) -> Page:
    return Page(content)


def test_hostile_names_are_text(content: bytes, page: Page) -> None:
    assert b"<script" not in content.lower()
    assert b"<img" not in content.lower()
    assert b"<b>own" not in content.lower()
    assert HOSTILE[0] in page.text
    for name in (HOSTILE[3], HOSTILE[4], HOSTILE[5], "{{ 7 * 7 }}", "</style>"):
        assert name in page.text


def test_names_do_not_turn_or_break_the_text(content: bytes) -> None:
    text = content.decode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    assert "bell turned around" in text


def test_nothing_is_asked_from_anywhere(content: bytes, page: Page) -> None:
    addresses = set(re.findall(r"https?://[^\s\"'<]+", content.decode()))
    assert addresses == {"http://www.w3.org/2000/svg"}
    for tag, attributes in page.tags:
        assert tag not in {"script", "link", "iframe", "object", "embed", "base", "form", "img"}
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#"), (tag, attributes)
    assert "url(" not in content.decode()
    assert "@import" not in content.decode()


def test_the_page_forbids_requests_itself(page: Page) -> None:
    policies = [
        given["content"] for tag, given in page.tags if given.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert policies[0] is not None
    assert policies[0].startswith("default-src 'none'")
    assert "script-src" not in policies[0]


def test_headings_stand_in_order(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_say_what_their_headings_head(page: Page) -> None:
    assert page.count("table") >= 4
    assert all(given.get("scope") in {"col", "row"} for tag, given in page.tags if tag == "th")


def test_ids_are_given_once(page: Page) -> None:
    ids = [given["id"] for _, given in page.tags if given.get("id")]
    assert len(ids) == len(set(ids))
    labels = {name for _, given in page.tags for name in (given.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)


def test_it_says_which_data_it_shows(shown: Snapshot, page: Page) -> None:
    assert "Data as of 1 February 2026: 20 organisations, 23 ties" in page.text
    assert shown.fingerprint in page.text
    assert shown.fingerprint[:12] in page.text


def test_it_is_in_the_readers_language(shown: Snapshot) -> None:
    french = html(snapshot(shown.network, shown.plan, analysis=shown.analysis, language="fr"))
    page = Page(french)
    assert next(given for tag, given in page.tags if tag == "html")["lang"] == "fr"
    assert "Qui reste entre soi" in page.text
    assert "Données au 1 février 2026" in page.text
    assert "Who stays" not in page.text


def test_the_first_introduction_is_told_with_its_reasons(shown: Snapshot, page: Page) -> None:
    assert shown.plan is not None
    assert len(shown.plan.table)
    assert page.text.count("A tie within a year is ") == min(10, len(shown.plan.table))
    assert "Both are tied to " in page.text


def test_without_a_plan_it_says_so(shown: Snapshot) -> None:
    page = Page(html(snapshot(shown.network, analysis=shown.analysis)))
    assert "No introductions were asked for" in page.text


def test_the_public_version_counts_and_does_not_name(shown: Snapshot) -> None:
    public = Page(html(snapshot(shown.network, shown.plan, analysis=shown.analysis, audience="public")))
    points = shown.analysis.articulation_points
    assert f"{len(points)} organisations each hold others in the network" in public.text
    assert "This version is for the public" in public.text
    assert "Whom to introduce next" not in public.text
    assert "Go-betweens (betweenness)" in public.text
    assert "Share of shortest paths" not in public.text
    assert "Cut off without it" not in public.text


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_nothing_personal_leaves(shown: Snapshot, audience: str) -> None:
    made = snapshot(shown.network, shown.plan, analysis=shown.analysis, audience=audience)  # type: ignore[arg-type]
    assert b"private" not in html(made).replace(b"Private", b"private") or b"private@" not in html(made)
    assert b"Private Person" not in html(made)
    assert b"private@example.org" not in html(made)


def test_two_runs_give_equal_bytes(content: bytes) -> None:
    network = _network()
    shuffled = Network.build(network.actors.sample(frac=1, random_state=3), network.stated_ties.iloc[::-1])
    again = snapshot(shuffled, introductions(shuffled, top=20), title=HOSTILE[0])
    assert html(again) == content


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_network_without_ties_or_sectors_has_a_report(count: int) -> None:
    network = Network.build(pd.DataFrame({"id": [f"a{place}" for place in range(count)]}, dtype="str"))
    page = Page(html(snapshot(network, analysis=analyse(network))))
    assert "sectors are not known" in page.text
    assert f"Undated data: {count} organisations, 0 ties" in page.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_became_of_earlier_introductions_is_said_to_the_committee_alone(language):
    network = _network()
    analysis, became = analyse(network), (Message("ledger.credit.none"), Message("ledger.credit.early"))
    made = {
        audience: html(
            snapshot(network, analysis=analysis, language=language, audience=audience, became=became)
        )
        for audience in ("internal", "public")
    }
    for line in (translator(language)("ledger.title"), *(text.text(language) for text in became)):
        assert line in Page(made["internal"]).text
        assert line not in Page(made["public"]).text
    without = html(snapshot(network, analysis=analysis, language=language))
    assert translator(language)("ledger.title") not in Page(without).text
