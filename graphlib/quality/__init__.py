"""How well a network is known: what is missing, how much of it, and what that means for each measure."""

from graphlib.quality.crowds import Crowds, crowds
from graphlib.quality.gaps import Quality, behind, quality
from graphlib.quality.placeholders import placeholders
from graphlib.quality.wording import meaning, measures_text, quality_as_json, quality_as_text, title, verdict

__all__ = [
    "Crowds",
    "Quality",
    "behind",
    "crowds",
    "meaning",
    "measures_text",
    "placeholders",
    "quality",
    "quality_as_json",
    "quality_as_text",
    "title",
    "verdict",
]
