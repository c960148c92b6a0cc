"""The message that asks for an introduction: polite, and of what the data show alone."""

from __future__ import annotations

from dataclasses import dataclass

from graphlib.cards.card import Card, Party
from graphlib.cards.sentences import said, tie_words
from graphlib.drawing.names import sector_word
from graphlib.translation import Translator

__all__ = ["Letter", "letter"]

_TOLD = ("SHARED_THEME", "SAME_REGION", "SHARED_EVENT", "JOINS_ISLAND")
"""Reasons fit to be written to somebody: who holds whom together is not."""


@dataclass(frozen=True)
class Letter:
    """A message as plain text: its subject and its body, the name of the sender left to the reader."""

    subject: str
    body: str

    @property
    def text(self) -> str:
        """Subject and body in one."""
        return f"{self.subject}\n\n{self.body}"


def letter(card: Card, speak: Translator) -> Letter:
    """Draft the message that asks for one introduction.

    Parameters
    ----------
    card
        The introduction.
    speak
        The language to write in.

    Returns
    -------
    Letter
        To the introducer; where there is none, to the first of the two. It names the two, what joins
        the introducer to them, the reasons of the data that can be said to them, and how they could
        meet. The person is addressed by ``contact_name``, or neutrally where it is not known.
    """
    source, target = said(card.source.name), said(card.target.name)
    paragraphs = [
        _salutation(card.introducer or card.source, speak),
        _request(card, speak),
        _why(card, speak),
        _way(card, speak),
        speak("introductions.letter.decline"),
        speak("introductions.letter.close"),
    ]
    subject = speak("introductions.letter.subject", source=source, target=target)
    return Letter(subject, "\n\n".join(filter(None, paragraphs)) + "\n")


def _salutation(party: Party, speak: Translator) -> str:
    """Address the person, or nobody in particular."""
    if party.contact is None or not party.contact.strip():
        return speak("introductions.letter.dear")
    return speak("introductions.letter.dear_named", name=said(party.contact))


def _request(card: Card, speak: Translator) -> str:
    """Ask for the introduction, and say why it is they who are asked."""
    source, target = said(card.source.name), said(card.target.name)
    if card.introducer is None:
        return speak("introductions.letter.direct", target=target)
    asked = speak(
        "introductions.letter.ask", introducer=said(card.introducer.name), source=source, target=target
    )
    if not all(bond.proofs for bond in card.bonds):
        return asked
    ties = dict(zip(("source_tie", "target_tie"), map(tie_words, card.bonds), strict=True))
    return f"{asked}\n\n{speak('introductions.letter.known', **ties)}"


def _why(card: Card, speak: Translator) -> str:
    """List what speaks for it, where the data show anything that can be said to them."""
    told = [reason.message.text(speak.language) for reason in card.reasons if reason.code in _TOLD]
    sectors = {card.source.sector, card.target.sector}
    if len(sectors) > 1 and "unknown" not in sectors:
        words = [sector_word(end.sector, speak) for end in (card.source, card.target)]
        told.append(speak("introductions.letter.sectors", source_sector=words[0], target_sector=words[1]))
    return "\n".join([speak("introductions.letter.why"), *(f"- {line}" for line in told)]) if told else ""


def _way(card: Card, speak: Translator) -> str:
    """Propose how the two could meet."""
    found = card.occasion
    if found is None:
        return speak("introductions.letter.mail")
    return speak("introductions.letter.event", event=said(found.name), day=found.day)
