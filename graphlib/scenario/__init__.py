"""What if: changes that were only thought of, the network that they would make, and today beside then."""

from graphlib.scenario.applying import applied
from graphlib.scenario.changes import AddedActor, Scenario
from graphlib.scenario.misfits import Misfit, fitting, misfits
from graphlib.scenario.reading import read_scenario, resolved
from graphlib.scenario.then import TodayAndThen, compared, today_and_then
from graphlib.scenario.wording import change_sentences, changes_sentence, finding_sentence

__all__ = [
    "AddedActor",
    "Misfit",
    "Scenario",
    "TodayAndThen",
    "applied",
    "change_sentences",
    "changes_sentence",
    "compared",
    "finding_sentence",
    "fitting",
    "misfits",
    "read_scenario",
    "resolved",
    "today_and_then",
]
