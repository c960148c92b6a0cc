"""How likely it is that two actors become tied, learned from what happened before."""

from __future__ import annotations

from graphlib.introductions.likelihood.sharing import share_contacts

__all__ = ["share_contacts"]
