"""What a card says, sentence by sentence: plain text in the reader's language, never markup."""

from __future__ import annotations

from collections.abc import Iterable

from graphlib.cards.advice import Concern
from graphlib.cards.bonds import Bond, Proof
from graphlib.cards.card import Card
from graphlib.drawing.names import plain
from graphlib.introductions import Reason
from graphlib.introductions.wording import likelihood_word
from graphlib.translation import Message, Translator

__all__ = [
    "advice_sentences",
    "bond_sentences",
    "distance_sentence",
    "effect_sentences",
    "likelihood_sentence",
    "load_sentence",
    "others_sentence",
    "reason_line",
    "said",
    "tie_words",
    "way_sentence",
]

_LONGEST = 90
"""Letters of a name within a sentence."""

_SHOWN = 5
"""Proofs of one tie that are told."""

_TELLING = (
    "JOINS_ISLAND",
    "SHARED_THEME",
    "SHARED_EVENT",
    "SAME_REGION",
    "RELIEVES",
    "BRIDGES_CLUSTERS",
    "CROSS_SECTOR",
    "SHARED_CONTACT",
)
"""Reasons by how much they tell of these two and no others."""


def said(name: str) -> str:
    """Make a name from the data fit for a sentence: one line, not too long, never empty."""
    return plain(name, limit=_LONGEST) or "–"


def distance_sentence(card: Card, speak: Translator) -> str:
    """Say how far apart the two are today."""
    if card.distance is None:
        return speak("introductions.card.no_path")
    return speak("introductions.card.distance", count=card.distance)


def bond_sentences(card: Card, speak: Translator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Say what joins the introducer to each end: a heading and its proofs, the strongest first."""
    if card.introducer is None:
        return ()
    told = []
    for bond, end in zip(card.bonds, (card.source, card.target), strict=True):
        heading = speak("introductions.card.bond", introducer=said(card.introducer.name), name=said(end.name))
        lines = [speak.value(_proof(proof)) for proof in bond.proofs[:_SHOWN]]
        if len(bond.proofs) > _SHOWN:
            lines.append(speak("introductions.card.proof.more", count=len(bond.proofs) - _SHOWN))
        told.append((heading, tuple(lines)))
    return tuple(told)


def others_sentence(card: Card, speak: Translator) -> str:
    """Name the other common contacts; empty where there are none."""
    if not card.others:
        return ""
    rest = card.others_count - len(card.others)
    more = Message("reason.more", count=rest) if rest else ""
    names = ", ".join(map(said, card.others))
    return speak("introductions.card.others", count=card.others_count, names=names, more=more)


def effect_sentences(card: Card, speak: Translator) -> tuple[str, ...]:
    """Say what it changes if it happens and nothing else does, for all and for each of the two."""
    before, after = speak.change(card.before, card.after)
    share = (card.after - card.before) / card.before if card.before else 0.0
    whole = speak(
        "introductions.card.alone",
        nearness=card.nearness,
        before=before,
        after=after,
        share=speak.fine_percent(share),
    )
    ends = [
        speak("introductions.card.nearer", name=said(end.name), count=nearer.count, of=nearer.of)
        for end, nearer in zip((card.source, card.target), card.nearer, strict=True)
        if nearer.count
    ]
    return (whole, *ends)


def likelihood_sentence(likelihood: float, speak: Translator) -> str:
    """Say how likely the tie is within a year, in a word and a number."""
    return speak(
        "introductions.card.likelihood",
        word=likelihood_word(likelihood),
        share=speak.fine_percent(likelihood),
    )


def load_sentence(card: Card, speak: Translator) -> str:
    """Say how much of this list the introducer is asked for; empty without introducer."""
    if card.introducer is None:
        return ""
    return speak(
        "introductions.card.load",
        count=card.load,
        place=card.place,
        name=said(card.introducer.name),
    )


def advice_sentences(card: Card, speak: Translator) -> tuple[str, ...]:
    """Say whether to ask now, or what to do first; empty without introducer."""
    if card.advice is None:
        return ()
    if card.advice.is_now:
        return (speak("introductions.advice.now"),)
    full = [speak("introductions.advice.full", cap=card.cap)] if card.advice.is_full else []
    concerns = [_concern(card, end, concern, speak) for end, concern in card.advice.concerns]
    return (*full, *concerns)


def way_sentence(card: Card, speak: Translator) -> str:
    """Suggest how to bring the two together: at the next event of both, else by e-mail."""
    found = card.occasion
    if found is None:
        return speak("introductions.way.mail")
    if card.introducer is None or not found.is_introducer_there:
        return speak("introductions.way.event", event=said(found.name), day=found.day)
    return speak(
        "introductions.way.event_all",
        event=said(found.name),
        day=found.day,
        introducer=said(card.introducer.name),
    )


def reason_line(reasons: Iterable[Reason], speak: Translator) -> str:
    """Say the one reason that tells most of these two; empty where there is none."""
    found = min(reasons, key=lambda reason: _TELLING.index(reason.code), default=None)
    return "" if found is None else found.message.text(speak.language)


def tie_words(bond: Bond) -> Message:
    """Say in half a sentence what joins two actors: the strongest proof, and how many more there are."""
    first, more = bond.proofs[0], len(bond.proofs) - 1
    rest = Message("introductions.letter.more", count=more) if more else ""
    when = Message("introductions.letter.when", day=first.last) if first.last else ""
    return Message("introductions.letter.tie", what=said(first.name), when=when, more=rest)


def _proof(proof: Proof) -> Message:
    """Say one thing that joins two actors."""
    when = "undated" if proof.day is None else "dated"
    if proof.is_event:
        people = Message("app.count.actors", count=proof.size)
        key = f"introductions.card.proof.event_{when}"
        return Message(key, event=said(proof.name), day=proof.day or "", people=people)
    sides = Message(f"introductions.card.sides.{proof.sides}")
    key = f"introductions.card.proof.stated_{when}"
    return Message(key, kind=said(proof.name), day=proof.day or "", sides=sides)


def _concern(card: Card, end: str, concern: Concern, speak: Translator) -> str:
    """Say which tie to warm first, and why."""
    ends = (card.source, card.target)
    party, bond = next((party, bond) for party, bond in zip(ends, card.bonds, strict=True) if party.id == end)
    return speak(
        f"introductions.advice.{concern}",
        name=said(party.name),
        last=bond.last or "",
        day=card.day or "",
        size=bond.proofs[0].size if bond.proofs else 0,
    )
