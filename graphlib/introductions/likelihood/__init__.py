"""How likely it is that two actors become tied, learned from what happened before."""

from __future__ import annotations

from graphlib.introductions.likelihood.likelihood import Basis, Likelihood, learned
from graphlib.introductions.likelihood.scoring import Scorer
from graphlib.introductions.likelihood.sharing import share_contacts

__all__ = ["Basis", "Likelihood", "Scorer", "learned", "share_contacts"]
