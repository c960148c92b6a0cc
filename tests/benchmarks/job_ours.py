"""The main job with Passerelle: PATH OUT.html STEPS.jsonl."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.append(str(Path(__file__).parent))

from steps import Log

path, out, log = sys.argv[1], sys.argv[2], Log(Path(sys.argv[3]))

with log.step("import"):
    from graphlib.analysis import analyse
    from graphlib.introductions import introductions
    from graphlib.readers import read_network
    from graphlib.snapshot import snapshot
with log.step("read"):
    network = read_network(path)
    log.facts(actors=len(network), ties=len(network.pairs))
with log.step("measures"):
    analysis = analyse(network)
with log.step("introductions"):
    plan = introductions(network, top=50)
with log.step("HTML"):
    snapshot(network, plan, analysis=analysis).save(out)
