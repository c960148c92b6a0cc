"""One introduction told whole: who, through whom, why, what it changes, what to do, and what to write."""

from __future__ import annotations

from graphlib.cards.advice import Advice
from graphlib.cards.bonds import Bond, Proof, bonds
from graphlib.cards.card import Card, Nearer, Occasion, Party, card
from graphlib.cards.letters import Letter, letter
from graphlib.cards.sentences import (
    advice_sentences,
    bond_sentences,
    distance_sentence,
    effect_sentences,
    likelihood_sentence,
    load_sentence,
    others_sentence,
    reason_line,
    way_sentence,
)

__all__ = [
    "Advice",
    "Bond",
    "Card",
    "Letter",
    "Nearer",
    "Occasion",
    "Party",
    "Proof",
    "advice_sentences",
    "bond_sentences",
    "bonds",
    "card",
    "distance_sentence",
    "effect_sentences",
    "letter",
    "likelihood_sentence",
    "load_sentence",
    "others_sentence",
    "reason_line",
    "way_sentence",
]
