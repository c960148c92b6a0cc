"""The main job with Passerelle: PATH OUT.html STEPS.jsonl."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from steps import Log  # noqa: E402

path, out, log = sys.argv[1], sys.argv[2], Log(Path(sys.argv[3]))

with log.step("import"):
    import graphlib as gl

    makers = (gl.read_network, gl.analyse, gl.introductions, gl.snapshot)
with log.step("read"):
    network = gl.read_network(path)
    log.facts(actors=len(network), ties=len(network.pairs))
with log.step("measures"):
    analysis = gl.analyse(network)
with log.step("introductions"):
    plan = gl.introductions(network, top=50)
with log.step("HTML"):
    gl.snapshot(network, plan, analysis=analysis).save(out)
