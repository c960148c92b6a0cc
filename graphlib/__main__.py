"""The command line: ``python -m graphlib COMMAND``, run from the project's root.

Ends with 0 when done, 1 when the input has faults (all of them on standard error, one a line),
2 for wrong usage. Progress goes to standard error, and only when it is a terminal.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphlib.arguments import parser
from graphlib.drawing.names import plain
from graphlib.errors import GraphlibError, InputError
from graphlib.network import Network
from graphlib.translation import Message, translator

if TYPE_CHECKING:
    import pandas as pd

    from graphlib.clusters import Clusters
    from graphlib.introductions.rulebook import RuleBook

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = parser(_COMMANDS).parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        for problem in error.problems:
            _complain(problem.text())
        return 1
    except GraphlibError as error:
        _complain(error.text("en"))
        return 1
    except OSError as error:
        _complain(translator("en")("cli.os_error", reason=str(error)))
        return 1


def _check(options: argparse.Namespace) -> int:
    """Say what was read, every fault, and how complete the network is."""
    from graphlib.quality import quality, quality_as_json, quality_as_text
    from graphlib.readers import read
    from graphlib.readers.report import as_json, as_text

    reading = read(options.path, event_cap=options.event_cap)
    known = quality(reading.network) if reading.network is not None else None
    if options.json:
        told = {**as_json(reading), "quality": quality_as_json(known) if known is not None else {}}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in [*as_text(reading).split("\n"), *(quality_as_text(known) if known is not None else [])]:
            print(_harmless(line))
    for problem in reading.problems:
        _complain(problem.text())
    return 1 if reading.problems else 0


def _analyse(options: argparse.Namespace) -> int:
    """Write all measures."""
    from graphlib.analysis import analyse

    network, asked = _chosen(options)
    found = analyse(
        network,
        by=options.by,
        directed=options.directed,
        weight=options.weight,
        seed=options.seed,
        progress=_progress,
    )
    replace(found, summary={**found.summary, **asked}).save(options.out)
    return 0


def _chosen(options: argparse.Namespace) -> tuple[Network, dict[str, str | bool]]:
    """Read the network and give the part of it that was asked for, with what the summary says of that."""
    from graphlib.periods import Period, dating

    period = Period.read(options.period) if options.period is not None else None
    network = _read(options)
    asked: dict[str, str | bool] = {}
    if period is not None:
        for message in period.told(dating(network)):
            _complain(message.text("en"))
        network = period.of(network)
        asked["period"] = period.text
    if options.without_secretariat:
        staff = network.actors.loc[network.actors["secretariat"], "id"].tolist()
        if not staff:
            _complain(translator("en")("cli.no_secretariat"))
        network = network.without(staff)
        asked["without_secretariat"] = True
    return network, asked


def _introduce(options: argparse.Namespace) -> int:
    """Write ranked introductions."""
    from graphlib.clusters import clusters
    from graphlib.files import write_file
    from graphlib.introductions import introductions

    network = _read(options)
    plan = introductions(
        network,
        top=options.top,
        cap=options.cap,
        by=options.by,
        toward=options.toward,
        ours=options.ours,
        quota=options.quota,
        rules=_rules(options, network),
        day=options.rules_on,
        before=options.before,
        seed=options.seed,
        # Groups found with what came later would tell the past its future.
        membership=None if options.before else _reliable(clusters(network, seed=options.seed)),
        progress=_progress,
    )
    # Other programs read these columns; what the plan says beyond them stays with the pages.
    agreed = plan.table.loc[:, :"reasons"]
    write_file(options.out, agreed.to_csv(index=False, lineterminator="\n").encode())
    return 0


def _snapshot(options: argparse.Namespace) -> int:
    """Write one committee snapshot."""
    import graphlib.reports  # noqa: F401 - the formats register themselves
    from graphlib.analysis import analyse
    from graphlib.introductions import introductions
    from graphlib.snapshot import snapshot

    network = _read(options)
    analysis = analyse(network, by=options.by, seed=options.seed, progress=_progress)
    has_groups = len(network.groups(options.by).names) > 1
    rules = _rules(options, network)
    plan = (
        introductions(
            network,
            by=options.by,
            rules=rules,
            day=options.rules_on,
            seed=options.seed,
            progress=_progress,
        )
        if has_groups
        else None
    )
    snapshot(
        network,
        plan,
        analysis=analysis,
        language=options.lang,
        audience=options.audience,
        date=options.date,
        seed=options.seed,
    ).save(options.out)
    return 0


def _backtest(options: argparse.Namespace) -> int:
    """Say how well suggestions made from before some days foresaw the ties after them."""
    from graphlib.backtest import backtest
    from graphlib.backtest.wording import text_lines

    found = backtest(
        _read(options),
        cuts=options.cut,
        top=options.top,
        cap=options.cap,
        by=options.by,
        seed=options.seed,
        progress=_progress,
    )
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print("\n".join(text_lines(found, options.path, translator("en"))))
    return 0


def _scenario(options: argparse.Namespace) -> int:
    """Write every measure today beside what it would be then."""
    from graphlib.analysis import analyse
    from graphlib.files import write_file
    from graphlib.scenario import applied, read_scenario, today_and_then

    network, folder = _read(options), Path(options.out)
    scenario, remarks = read_scenario(options.introductions, network)
    for remark in remarks:
        _complain(remark.text())
    before, after = (
        analyse(each, by=options.by, seed=options.seed, progress=_progress)
        for each in (network, applied(network, scenario))
    )
    found = today_and_then(before, after)
    tables = {"summary": found.summary, "groups": found.groups, "actors": found.actors}
    for name, table in tables.items():
        write_file(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
    write_file(folder / "scenario.json", scenario.to_json())
    after.save(folder / "then")
    return 0


def _reliable(found: Clusters) -> pd.Series | None:
    """Give the clusters where repeated searches agree on them."""
    return found.membership if found.is_reliable else None


def _convert(options: argparse.Namespace) -> int:
    """Write the same network in another format."""
    from graphlib.reports.open_formats import convert, format_of, losses

    wanted, network = format_of(options.out), _read(options)
    convert(network, options.out)
    for loss in losses(network, wanted):
        _complain(loss.text("en"))
    return 0


def _read(options: argparse.Namespace) -> Network:
    """Read the network that a command works on."""
    from graphlib.readers import read_network

    return read_network(options.path, event_cap=options.event_cap)


def _rules(options: argparse.Namespace, network: Network) -> RuleBook:
    """Read the rules that introductions keep to."""
    from graphlib.introductions.rule_files import read_rules
    from graphlib.introductions.rulebook import EMPTY

    if options.exclude is None:
        return EMPTY
    path = Path(options.exclude)
    return read_rules(path.read_bytes(), file=path.name, network=network)


def _complain(text: str) -> None:
    """Say a fault on one line of standard error."""
    print(_harmless(text), file=sys.stderr)


def _harmless(text: str) -> str:
    """Keep words from the data from moving the cursor, colouring the terminal or starting another line."""
    return plain(text, limit=len(text) + 1)


def _progress(share: float, message: Message) -> None:
    """Show what is being done, where somebody is looking."""
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        print(f"\r\033[K{share:4.0%} {message}", end=end, file=sys.stderr, flush=True)


_COMMANDS = {
    "check": _check,
    "analyse": _analyse,
    "introduce": _introduce,
    "snapshot": _snapshot,
    "backtest": _backtest,
    "scenario": _scenario,
    "convert": _convert,
}


if __name__ == "__main__":
    sys.exit(main())
